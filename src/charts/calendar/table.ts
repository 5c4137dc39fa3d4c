import type { ChartContext, FigureTable, TableEntry } from '../figure'
import { longTable } from '../parts/longTable'
import type { CalendarState } from './state'

/** The day of each office's report of each year, or that it has none. */
export function tableOf({ result }: CalendarState, { words, focus }: ChartContext): FigureTable {
  const { t } = words
  const { orgs, years, held, published } = result
  const width = years.length
  const days = new Map(published.map((one) => [one.at, one]))
  const entry = (at: number): TableEntry => {
    const known = days.get(at)
    if (known)
      return {
        text: known.day,
        sort: known.day,
        ...(known.daysLate > 0 && { why: t('quality.late', { days: known.daysLate }) }),
      }
    return held[at] === 1 ? { text: t('reports.no-day') } : { text: t('state.no-report'), state: 'no-report' }
  }
  return longTable(
    [
      { key: 'office', label: t('common.office') },
      ...years.map((year) => ({ key: String(year), label: t('scope.year-value', { year }) })),
    ],
    orgs.length,
    (row) => ({
      id: orgs[row]!.id,
      focus: orgs[row]!.id === focus,
      entries: [
        { text: orgs[row]!.name, sort: orgs[row]!.name },
        ...years.map((_, column) => entry(row * width + column)),
      ],
    }),
    (row, column) => (column === 0 ? orgs[row]!.name : days.get(row * width + column - 1)?.day),
  )
}
