import { readDataset } from '../../domain/dataset'
import type { Dataset } from '../../domain/dataset'
import { issue } from '../../domain/issues'
import type { Issue } from '../../domain/issues'
import { decode } from '../../readers/text/decode'
import { duplicateKey } from './duplicateKey'

/**
 * A dataset file (JSON) from its bytes, as the page and the CLI read it alike: in any encoding that reports come in, a
 * byte order mark or none, no key twice, and held to the schema. With any issue there is no dataset.
 */
export function readDatasetFile(bytes: Uint8Array): { dataset?: Dataset; issues: Issue[] } {
  const text = decode(bytes) ?? ''
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch (error) {
    return { issues: [issue('file-not-json', undefined, { reason: String(error).slice(0, 120) })] }
  }
  const path = duplicateKey(text)
  return path === undefined ? readDataset(input) : { issues: [issue('key-duplicate', { path })] }
}
