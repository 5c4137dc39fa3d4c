import { normalise } from './normalise'
import type { Page } from '../page'

/** A report is a few hundred lines; a file of millions is none, and must not take the memory. */
export const MOST_LINES = 100_000

/**
 * Plain text to lines. The end is open unless a cell's edge follows the last word: a line end proves nothing, since
 * what cuts a text also ends it with one.
 */
export function readText(text: string): Page {
  const plain = normalise(text)
  const lines = plain.split('\n', MOST_LINES)
  return {
    blocks: lines.map((line, i) => ({ kind: 'line', text: line, line: i + 1 })),
    titles: [],
    openEnd: !/[|\t]\s*$/u.test(plain.slice(-200)),
    mayBeCut: true,
  }
}
