import { issue } from '../../domain/issues'
import type { DocumentReading } from '../page'
import { kindOf } from '../kind'
import { readMhtml } from '../html/mhtml'
import { readTextual } from '../text/textual'
import { wordBlocksOf, wholePage } from './content'
import type { Piece } from './content'
import { readDocumentXml } from './document'
import { numberingOf } from './numbering'
import { stylesOf } from './styles'
import { packageIssue } from '../zip/issues'
import { openPackage } from '../zip/package'
import type { Package } from '../zip/package'

const USUAL = 'word/document.xml'

/** A page or text that a web site's program put into the document whole. */
function chunkOf(file: Package, path: string | undefined): Piece[] {
  const bytes = path === undefined ? undefined : file.part(path)
  if (!bytes) return []
  const kind = kindOf(bytes, path!)
  const read = kind === 'mhtml' ? readMhtml(bytes, path!) : readTextual(bytes, path!, kind)
  return read.page ? [{ blocks: read.page.blocks }] : []
}

function titlesOf(file: Package): string[] {
  const found = /<dc:title>([^<]{1,200})<\/dc:title>/u.exec(file.text('docProps/core.xml') ?? '')?.[1]
  return found === undefined ? [] : [found]
}

/**
 * A .docx of Word or WPS as lines and rows, as printed; see `readDocumentXml`. Headers, footers, notes and comments are
 * left out. Never throws.
 */
export function readDocx(bytes: Uint8Array, fileName: string): DocumentReading {
  try {
    const file = openPackage(bytes)
    const path = file.related('', { type: 'officeDocument' }) ?? USUAL
    const xml = file.part(path) ?? file.part(USUAL)
    if (!xml) return { issues: [issue('file-broken', { file: fileName })] }
    const beside = (type: string): Uint8Array | undefined => {
      const part = file.related(path, { type })
      return part === undefined ? undefined : file.part(part)
    }
    const { pieces, whole } = readDocumentXml(xml, {
      numbering: numberingOf(beside('numbering')),
      style: stylesOf(beside('styles')),
      chunk: (id) => chunkOf(file, file.related(path, { id })),
    })
    if (!whole) return { issues: [issue('file-bomb', { file: fileName })] }
    return { page: wholePage(wordBlocksOf(pieces), titlesOf(file)), issues: [] }
  } catch (error) {
    return packageIssue(error, fileName)
  }
}
