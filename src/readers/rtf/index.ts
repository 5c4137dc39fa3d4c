import { issue } from '../../domain/issues'
import type { DocumentReading } from '../page'
import { wordBlocksOf, wholePage } from '../word/content'
import { readRtfText } from './document'

/** An RTF file as lines and rows; see `readRtfText`. One that breaks off may be cut anywhere. Never throws. */
export function readRtf(bytes: Uint8Array, fileName: string): DocumentReading {
  const { pieces, whole, cut } = readRtfText(bytes)
  if (!whole) return { issues: [issue('file-bomb', { file: fileName })] }
  const blocks = wordBlocksOf(pieces)
  if (blocks.length === 0) return { issues: [issue('file-empty', { file: fileName })] }
  return { page: { ...wholePage(blocks), openEnd: cut, mayBeCut: cut }, issues: [] }
}
