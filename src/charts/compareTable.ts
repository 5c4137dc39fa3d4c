import { change, rank, yoy } from '../query/measures'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, FigureTable } from './figure'
import { shortChange } from './parts/change'
import { entryOf, rowOf } from './readings'

/** Offices by year with 同比, the change over the whole span, and the rank in the last year. */
export function compareTable(result: MatrixResult, year: number, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const [from, to] = [result.years[0]!, result.years.at(-1)!]
  const ranks = new Map(rank(result, year).ranked.map((entry) => [entry.row, entry.rank]))
  const rows = result.orgs.map((org, row) => {
    const step = yoy(result, row, year)
    const span = change(result, row, from, to)
    return {
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [
        { text: org.name, sort: org.name },
        ...rowOf(result, row).map((reading) => ({ ...entryOf(reading, words), doubtful: ctx.doubtful?.has(`${org.id} ${reading.ref.year} ${result.metric}`) })),
        { text: shortChange(step, result.metric, words), ...(step.kind !== 'suppressed' && { sort: step.value }) },
        { text: shortChange(span, result.metric, words), ...(span.kind !== 'suppressed' && { sort: span.value }) },
        { text: String(ranks.get(row) ?? '—'), ...(ranks.has(row) && { sort: ranks.get(row) as number }) },
      ],
    }
  })
  const order = (i: number) => ranks.get(i) ?? Infinity
  const sorted = rows.map((row, i) => ({ row, i })).sort((a, b) => Number(b.row.focus) - Number(a.row.focus) || order(a.i) - order(b.i) || a.i - b.i)
  return {
    columns: [
      { key: 'office', label: words.t('common.office') },
      ...result.years.map((y) => ({ key: String(y), label: String(y), numeric: true })),
      { key: 'yoy', label: `${year} ${words.t('mode.yoy')}`, numeric: true },
      { key: 'change', label: words.t('common.change', { from, to }), numeric: true },
      { key: 'rank', label: `${year} ${words.t('common.rank')}`, numeric: true },
    ],
    rows: sorted.map(({ row }) => row),
  }
}
