import { parsePage } from '../../../src/parse'
import type { ParseResult } from '../../../src/parse'
import { readTextual } from '../../../src/readers/text/textual'

/** Text and pages are read without waiting, which property tests need. */
export function parseNow(bytes: Uint8Array, fileName: string): ParseResult {
  const { page, issues } = readTextual(bytes, fileName)
  return page ? parsePage(page, fileName) : { issues }
}
