import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, FigureRow } from './figure'
import { longTable } from './parts/longTable'
import { entryOf, rowOf, totalOf, datumValue } from './readings'

/** Every office's figure of every year: the table beside a trend, a heat map, small multiples. */
export function yearsTable(result: MatrixResult, ctx: ChartContext): FigureTable {
  const columns = [
    { key: 'office', label: ctx.words.t('common.office') },
    ...result.years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
  ]
  const row = (i: number): FigureRow => {
    const org = result.orgs[i]!
    return {
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [{ text: org.name, sort: org.name }, ...rowOf(result, i).map((reading) => entryOf(reading, ctx.words))],
    }
  }
  return longTable(columns, result.orgs.length, row, (i, column) =>
    column === 0 ? result.orgs[i]!.name : datumValue(result, i, column - 1),
  )
}

/** The table of all offices in scope, where a figure draws a sample of them. */
export const wholeTable = (
  result: MatrixResult,
  ctx: ChartContext,
  table: (whole: MatrixResult, ctx: ChartContext) => FigureTable = yearsTable,
): Pick<Figure, 'whole'> => {
  const { whole } = ctx
  return whole && totalOf(result) > result.orgs.length
    ? { whole: { rows: totalOf(result), table: async () => table(await whole(), ctx) } }
    : {}
}
