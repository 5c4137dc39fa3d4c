import { casesIn } from './cases'
import type { ProseCode, ProseFigure } from './facts'
import { publishedIn } from './published'
import { clausesOf } from './sentences'
import type { Paragraph } from './sentences'

const LONGEST_CLAUSE = 400
const LABEL = 60
/* Below the tables' titles stand words of the form, not of the organ. */
const BLOCK = /第二十条第\(/u

/**
 * Figures stated in sentences, each with its words: `published.*` only ever come from here; what repeats a table's cell is
 * kept as evidence. 余, 约, 多 make a figure `approx`. Amounts are in yuan.
 */
export function readProse(paragraphs: readonly Paragraph[]): Partial<Record<ProseCode, ProseFigure>> {
  const clauses = paragraphs
    .map(({ text, line }) => ({ text: text.split(BLOCK)[0]!, line }))
    .filter(({ text }) => /\d/u.test(text) && /[\u4e00-\u9fff]{2}/u.test(text))
    .flatMap(clausesOf)
    .filter(({ text }) => text.length <= LONGEST_CLAUSE)
  const figures: Partial<Record<ProseCode, ProseFigure>> = {}
  for (const { code, amount, clause } of [...publishedIn(clauses), ...casesIn(clauses)]) {
    figures[code] ??= {
      value: amount.value, raw: amount.raw, label: clause.text.slice(0, amount.index).slice(-LABEL).replace(/[〔〕]/gu, (b) => (b === '〔' ? '（' : '）')),
      ...(amount.approx && { approx: true }), at: { line: clause.line },
    }
  }
  return figures
}
