import type { MatrixResult } from '../../query/spec'
import type { ChartContext, FigureTable } from '../figure'
import { rowOf } from '../readings'
import type { Datum } from '../readings'
import { longTable } from './longTable'

/** A number with its sign, a true minus among them. */
export const withSign = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`

/**
 * Offices by year with figures made of published ones, as `at` gives them: NaN where nothing may be said, for which
 * `unsaid` stands.
 */
export function relativeTable(
  result: MatrixResult,
  at: (row: number, column: number) => number,
  say: (value: number) => string,
  { words, focus }: ChartContext,
  unsaid: (datum: Datum) => string = () => '—',
): FigureTable {
  return longTable(
    [
      { key: 'office', label: words.t('common.office') },
      ...result.years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
    ],
    result.orgs.length,
    (row) => ({
      id: result.orgs[row]!.id,
      focus: result.orgs[row]!.id === focus,
      entries: [
        { text: result.orgs[row]!.name, sort: result.orgs[row]!.name },
        ...rowOf(result, row).map((datum, column) => {
          const value = at(row, column)
          const { ref } = datum
          return Number.isNaN(value) ? { text: unsaid(datum), ref } : { text: say(value), sort: value, ref }
        }),
      ],
    }),
    (row, column) =>
      column === 0 ? result.orgs[row]!.name : Number.isNaN(at(row, column - 1)) ? undefined : at(row, column - 1),
  )
}
