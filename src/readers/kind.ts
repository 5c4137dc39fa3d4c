import { latin1 } from './text/latin1'
import { listZip } from './zip/directory'

/**
 * What a file is. `encrypted`: an office document under a password; `archive`: packed in a way that cannot be opened
 * here.
 */
export type FileKind =
  | 'txt'
  | 'html'
  | 'mhtml'
  | 'csv'
  | 'json'
  | 'pdf'
  | 'zip'
  | 'docx'
  | 'xlsx'
  | 'word-xml'
  | 'doc'
  | 'xls'
  | 'xlsb'
  | 'rtf'
  | 'odf'
  | 'ofd'
  | 'slides'
  | 'image'
  | 'archive'
  | 'encrypted'
  | 'program'

const BY_NAME: Record<string, FileKind> = { csv: 'csv', tsv: 'csv', json: 'json' }

const MAGIC: readonly [string, FileKind][] = [
  ['%PDF', 'pdf'],
  ['{\\rtf', 'rtf'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['BM', 'image'],
  ['II*\0', 'image'],
  ['MM\0*', 'image'],
  ['\x1f\x8b', 'archive'],
  ['Rar!', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['BZh', 'archive'],
  ['\xfd7zXZ', 'archive'],
  ['MZ', 'program'],
]
const OLE = '\xd0\xcf\x11\xe0'
const ZIPS = ['PK\x03\x04', 'PK\x05\x06']
/* These two letters begin words too. */
const SHORT = new Set<string>(['BM', 'MZ'])

const extension = (name: string): string => /\.([a-z\d]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? ''

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).includes(0)

/** What a zip holds by the names of its parts; a zip of files where it is no document. */
function zipKind(bytes: Uint8Array, named: string): FileKind {
  const names = listZip(bytes)?.map(({ name }) => name.replace(/\\/gu, '/').toLowerCase())
  // A damaged one is what it is called, so that its reader can say so.
  if (!names) return named === 'docx' || named === 'xlsx' ? named : 'zip'
  // A name of another part may be damaged: what its reader says of the file is right, whatever it is.
  if (names.includes('word/document.xml')) return 'docx'
  if (names.includes('xl/workbook.xml')) return 'xlsx'
  if (names.includes('[content_types].xml')) {
    if (names.some((name) => name.startsWith('word/'))) return 'docx'
    if (names.some((name) => name === 'xl/workbook.bin')) return 'xlsb'
    if (names.some((name) => name.startsWith('xl/'))) return 'xlsx'
    if (names.some((name) => name.startsWith('ppt/'))) return 'slides'
  }
  if (names.includes('ofd.xml')) return 'ofd'
  if (names.includes('mimetype') && names.includes('content.xml')) return 'odf'
  return 'zip'
}

/** What plain letters say, by the platform's own, faster decoding; other characters may be others. */
const letters = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes)

/** A stream's name in an OLE file's directory is UTF-16. */
const stream = (name: string): string => [...name].map((char) => `${char}\0`).join('')

function oleKind(bytes: Uint8Array, named: string): FileKind {
  const text = letters(bytes)
  const has = (name: string): boolean => text.includes(stream(name))
  if (has('EncryptedPackage')) return 'encrypted'
  if (has('WordDocument')) return 'doc'
  if (has('Workbook') || text.includes(`${stream('Book')}\0\0`)) return 'xls'
  if (has('PowerPoint Document')) return 'slides'
  return /^(?:xls|et)$/u.test(named) ? 'xls' : 'doc'
}

/**
 * The kind of a file: what its bytes say, whatever its name says (a page saved as .doc is a page, a .docx called .doc
 * is a .docx). The name decides only among kinds of text.
 */
export function kindOf(bytes: Uint8Array, fileName: string): FileKind {
  const named = extension(fileName)
  const head = latin1(bytes.subarray(0, 8))
  if (ZIPS.some((start) => head.startsWith(start))) return zipKind(bytes, named)
  if (head.startsWith(OLE)) return oleKind(bytes, named)
  if (/^(?:\xef\xbb\xbf)?\s*%PDF/u.test(head)) return 'pdf'
  const magic = MAGIC.find(([start]) => head.startsWith(start) && (!SHORT.has(start) || isBinary(bytes)))?.[1]
  if (magic !== undefined) return magic
  if (/^RIFF....WEBP/su.test(latin1(bytes.subarray(0, 12)))) return 'image'
  const start = letters(bytes.subarray(0, 4000))
  if (looksLikeMhtml(start)) return 'mhtml'
  if (looksLikeWordXml(start)) return 'word-xml'
  const kind = BY_NAME[named]
  // A page saved under a sheet's name is a page.
  if (kind !== undefined && !(kind !== 'json' && looksLikeHtml(start))) return kind
  return /^x?s?html?$|^jspx?$|^aspx?$|^php$/u.test(named) ? 'html' : 'txt'
}

/** Whether a text is a page, whatever its name says. */
export const looksLikeHtml = (text: string): boolean =>
  /^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)/iu.test(text.slice(0, 1000)) ||
  /<(?:table|body|div|td)[\s>]/iu.test(text.slice(0, 20_000))

/** A page saved with its pictures (.mht, or Word's "single file web page" called .doc) begins like a mail. */
const looksLikeMhtml = (head: string): boolean =>
  /^(?:MIME-Version|Content-Type|From|Subject|Date|Snapshot-Content-Location):/imu.test(head.slice(0, 200)) &&
  /^Content-Type:\s*(?:multipart\/related|multipart\/alternative|text\/html)/imu.test(head)

/** Whether a text is a document of Word 2003's XML, or a .docx written as one XML file. */
const looksLikeWordXml = (text: string): boolean =>
  /<\?mso-application\s+progid="Word\.Document"|<(?:\w+:)?wordDocument[\s>]|<pkg:package[\s>]/u.test(
    text.slice(0, 4000),
  )
