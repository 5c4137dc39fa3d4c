import { issue } from '../facts'
import { kindOf } from './kind'
import { readTextual } from './textual'
import type { DocumentReading } from '../types'

/** Larger files are refused: 20 MB. */
export const MOST_BYTES = 20 * 1024 * 1024

/**
 * A file's bytes as lines and rows of cells, by its kind: what its first bytes say outweighs its name. Knows no metrics. Without
 * a `page`, one of the issues is an `error` that says why. Never rejects.
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<DocumentReading> {
  if (bytes.length === 0) return { issues: [issue('file-empty', { file: fileName })] }
  if (bytes.length > MOST_BYTES) return { issues: [issue('file-too-large', { file: fileName }, { bytes: bytes.length, limit: MOST_BYTES })] }
  const kind = kindOf(bytes, fileName)
  switch (kind) {
    case 'txt':
    case 'html': return readTextual(bytes, fileName)
    case 'pdf': return (await import('./pdf')).readPdf(bytes, fileName)
    default: return { issues: [issue('file-kind-unsupported', { file: fileName }, { kind })] }
  }
}
