export type FileKind = 'txt' | 'html' | 'pdf' | 'zip' | 'docx' | 'xlsx' | 'doc' | 'xls' | 'rtf' | 'image' | 'archive' | 'csv' | 'json'

const BY_NAME: Record<string, FileKind> = {
  pdf: 'pdf', zip: 'zip', docx: 'docx', xlsx: 'xlsx', doc: 'doc', wps: 'doc', xls: 'xls', et: 'xls', rtf: 'rtf', csv: 'csv', json: 'json',
  png: 'image', jpg: 'image', jpeg: 'image', gif: 'image', bmp: 'image', webp: 'image', tif: 'image', tiff: 'image',
  gz: 'archive', rar: 'archive', '7z': 'archive', tar: 'archive',
}

const MAGIC: readonly [string, FileKind][] = [
  ['%PDF', 'pdf'], ['PK\x03\x04', 'zip'], ['\xd0\xcf\x11\xe0', 'doc'], ['{\\rtf', 'rtf'], ['\x89PNG', 'image'], ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'], ['\x1f\x8b', 'archive'], ['Rar!', 'archive'], ['7z\xbc\xaf', 'archive'],
]

const extension = (name: string): string => /\.([a-z\d]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? ''

/** The kind of a file: what its first bytes say, which outweighs its name (a page saved as .doc is a page). */
export function kindOf(bytes: Uint8Array, fileName: string): FileKind {
  const named = BY_NAME[extension(fileName)]
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  const magic = MAGIC.find(([start]) => head.startsWith(start))?.[1]
  if (magic !== undefined) {
    const office = (magic === 'zip' && (named === 'docx' || named === 'xlsx')) || (magic === 'doc' && named === 'xls')
    return office ? named! : magic
  }
  return named ?? (/^x?s?html?$|^jspx?$|^aspx?$|^php$/u.test(extension(fileName)) ? 'html' : 'txt')
}

/** Whether a text is a page, whatever its name says. */
export const looksLikeHtml = (text: string): boolean =>
  /^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)/iu.test(text.slice(0, 1000)) || /<(?:table|body|div|td)[\s>]/iu.test(text.slice(0, 20_000))
