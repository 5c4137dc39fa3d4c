import { casesIn } from './cases'
import type { ProseCode } from '../../domain/metrics'
import type { ProseFigure } from '../../domain/cell'
import { impossibility } from '../../domain/possible'
import { publishedIn } from './published'
import { clausesOf } from './sentences'
import type { Paragraph } from './sentences'

const LONGEST_CLAUSE = 400
const LABEL = 60
const LONGEST_HEADING = 24
/* Below the tables' titles stand words of the form, not of the organ. */
const BLOCK = /第二十条第\(/u

const headingOf = (text: string | undefined): string =>
  text !== undefined && text.length <= LONGEST_HEADING && !/[\d|]/u.test(text) ? text : ''

/**
 * Figures stated in sentences, each with its words: `published.*` only ever come from here; what repeats a table's cell
 * is kept as evidence. 余, 约, 多 make a figure `approx`. Amounts are in yuan. `year` is the report's: it tells 结转 of
 * another year apart.
 */
export function readProse(paragraphs: readonly Paragraph[], year?: number): Partial<Record<ProseCode, ProseFigure>> {
  const clauses = paragraphs
    .map(({ text, line }, i) => ({ text: text.split(BLOCK)[0]!, line, heading: headingOf(paragraphs[i - 1]?.text) }))
    .filter(
      ({ text }) =>
        /\d|[申收受公复诉].{1,3}[一二两三四五六七八九][件份条宗起]/u.test(text) && /[\u4e00-\u9fff]{2}/u.test(text),
    )
    .flatMap(clausesOf)
    .filter(({ text }) => text.length <= LONGEST_CLAUSE)
  const figures: Partial<Record<ProseCode, ProseFigure>> = {}
  for (const { code, amount, clause } of [...publishedIn(clauses), ...casesIn(clauses, year)]) {
    if (impossibility(code, amount.value) !== undefined) continue
    figures[code] ??= {
      value: amount.value,
      raw: amount.raw,
      label: clause.text
        .slice(0, amount.index)
        .slice(-LABEL)
        .replace(/[〔〕]/gu, (b) => (b === '〔' ? '（' : '）')),
      ...(amount.approx && { approx: true }),
      at: { line: clause.line },
    }
  }
  return figures
}
