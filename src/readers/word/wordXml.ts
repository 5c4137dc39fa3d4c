import { issue } from '../../domain/issues'
import type { DocumentReading } from '../page'
import { wordBlocksOf, wholePage } from './content'
import { readDocumentXml } from './document'
import { numberingOf } from './numbering'

/** Word 2003's XML, and a .docx written as one XML file: the same words as in a .docx. Never throws. */
export function readWordXml(bytes: Uint8Array, fileName: string): DocumentReading {
  const { pieces, whole } = readDocumentXml(bytes, {
    numbering: numberingOf(bytes),
    style: () => ({}),
    chunk: () => [],
  })
  if (!whole) return { issues: [issue('file-bomb', { file: fileName })] }
  const blocks = wordBlocksOf(pieces)
  return blocks.length === 0
    ? { issues: [issue('file-empty', { file: fileName })] }
    : { page: wholePage(blocks), issues: [] }
}
