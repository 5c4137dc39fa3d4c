import { issue } from '../domain/issues'
import type { IssueCode } from '../domain/issues'
import { kindOf } from './kind'
import type { FileKind } from './kind'
import { readTextual } from './text/textual'
import type { DocumentReading } from './page'
import { MOST_BYTES } from './limits'

export { MOST_BYTES }

/** What is said of kinds that cannot be read. */
const REFUSED: Partial<Record<FileKind, IssueCode>> = {
  xlsb: 'file-legacy-sheet',
  ofd: 'file-other-office',
  slides: 'file-other-office',
  image: 'file-picture',
  archive: 'file-packed',
  program: 'file-program',
  encrypted: 'file-password',
}

/**
 * A file's bytes as lines and rows of cells, by its kind: what its bytes say outweighs its name (`told`, where the
 * caller has looked already). Knows no metrics. Without a `page`, one of the issues is an `error` that says why. Never
 * rejects.
 */
export async function readDocument(bytes: Uint8Array, fileName: string, told?: FileKind): Promise<DocumentReading> {
  if (bytes.length === 0) return { issues: [issue('file-empty', { file: fileName })] }
  if (bytes.length > MOST_BYTES)
    return { issues: [issue('file-too-large', { file: fileName }, { bytes: bytes.length, limit: MOST_BYTES })] }
  const kind = told ?? kindOf(bytes, fileName)
  switch (kind) {
    case 'txt':
    case 'html':
      return readTextual(bytes, fileName, kind)
    case 'pdf':
      return (await import('./pdf')).readPdf(bytes, fileName)
    case 'csv':
      return (await import('./csv')).readCsv(bytes, fileName)
    case 'docx':
      return (await import('./word/docx')).readDocx(bytes, fileName)
    case 'xlsx':
      return (await import('./sheet/xlsx')).readXlsx(bytes, fileName)
    case 'xls':
      return (await import('./sheet/xls')).readXls(bytes, fileName)
    case 'doc':
      return (await import('./doc')).readDoc(bytes, fileName)
    case 'mhtml':
      return (await import('./html/mhtml')).readMhtml(bytes, fileName)
    case 'odf':
      return (await import('./odf')).readOdf(bytes, fileName)
    case 'rtf':
      return (await import('./rtf')).readRtf(bytes, fileName)
    case 'word-xml':
      return (await import('./word/wordXml')).readWordXml(bytes, fileName)
    default:
      return { issues: [issue(REFUSED[kind] ?? 'file-kind-unsupported', { file: fileName }, { kind })] }
  }
}
