import type { MatrixResult } from '../query/spec'
import type { ChartContext, FigureTable } from './figure'
import { entryOf, rowOf } from './readings'

/** Every office's figure of every year: the table beside a trend, a heat map, small multiples. */
export function yearsTable(result: MatrixResult, ctx: ChartContext): FigureTable {
  return {
    columns: [
      { key: 'office', label: ctx.words.t('common.office') },
      ...result.years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
    ],
    rows: result.orgs.map((org, i) => ({
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [{ text: org.name, sort: org.name }, ...rowOf(result, i).map((reading) => entryOf(reading, ctx.words))],
    })),
  }
}
