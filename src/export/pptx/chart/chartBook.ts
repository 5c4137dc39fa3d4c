import type { Plot } from '../../../charts/plot'
import type { DataSheet, Field } from '../../figureData'
import { columnName } from '../../workbook'

/** Where a series stands in its chart's workbook. */
export interface Places {
  name: string
  categories: string
  values: string
}

export const SHEET = 'Sheet1'
const ref = (column: number, from: number, to = from): string =>
  `${SHEET}!$${columnName(column)}$${from}${to === from ? '' : `:$${columnName(column)}$${to}`}`

/**
 * The sheet behind a chart, and where on it each series stands: categories in the first column and a column for each
 * series; of points, a row for each with its name, both numbers and the name of its series. Nothing stands where there
 * is no figure, and zeros are zeros.
 */
export function chartBook(plot: Plot): { sheet: DataSheet; places: Places[] } {
  if (plot.kind === 'points') {
    const rows: Field[][] = [['', plot.axes?.across, plot.axes?.up, '']]
    const places = plot.series.map(({ name, points, across = [] }): Places => {
      const first = rows.length + 1
      points.forEach(({ value, label }, i) => rows.push([label, across[i], value, name]))
      return { name: ref(3, first), categories: ref(1, first, rows.length), values: ref(2, first, rows.length) }
    })
    return { sheet: { name: SHEET, rows, headed: false, shares: new Set() }, places }
  }
  const last = plot.categories.length + 1
  const rows: Field[][] = [
    [plot.unit, ...plot.series.map(({ name }) => name)],
    ...plot.categories.map((category, i): Field[] => [category, ...plot.series.map(({ points }) => points[i]?.value)]),
  ]
  const shares = new Set(plot.digits === 'share' ? plot.series.map((_, i) => i + 1) : [])
  return {
    sheet: { name: SHEET, rows, headed: false, shares },
    places: plot.series.map((_, i) => ({
      name: ref(i + 1, 1),
      categories: ref(0, 2, last),
      values: ref(i + 1, 2, last),
    })),
  }
}
