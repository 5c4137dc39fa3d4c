import { issue } from '../../domain/issues'
import { openOle } from '../ole/container'
import type { DocumentReading } from '../page'
import { wordBlocksOf, wholePage } from '../word/content'
import { readWordText } from './document'
import { openWord } from './file'

/**
 * A document of Word 97 to 2003 (.doc; .wps of WPS) as lines and rows; see `readWordText`. Older ones are refused.
 * There are no checksums in such files. Never throws.
 */
export function readDoc(bytes: Uint8Array, fileName: string): DocumentReading {
  const at = { file: fileName }
  try {
    const file = openWord(openOle(bytes))
    if (file === 'old') return { issues: [issue('file-legacy-word', at)] }
    if (file === 'locked') return { issues: [issue('file-password', at)] }
    const blocks = wordBlocksOf(readWordText(file))
    return blocks.length === 0 ? { issues: [issue('file-empty', at)] } : { page: wholePage(blocks), issues: [] }
  } catch {
    return { issues: [issue('file-broken', at)] }
  }
}
