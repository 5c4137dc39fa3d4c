import { fullNumber, wholeNumber } from '../../i18n/format'
import type { ChartContext, FigureTable } from '../figure'
import { longTable } from '../parts/longTable'
import type { SpreadState } from './state'

const NUMBERS = ['min', 'q1', 'median', 'q3', 'max'] as const

/** The five numbers of every area, those without figures last. */
export function tableOf(
  { result, unit, order, nameOf }: SpreadState,
  { words: { t }, home }: ChartContext,
): FigureTable {
  const { areas, five, reported, totals, outlierCounts } = result
  const without = areas.map((_, g) => g).filter((g) => reported[g] === 0)
  const all = [...order, ...without]
  return longTable(
    [
      { key: 'area', label: t('common.area') },
      { key: 'reported', label: t('spread.reported'), numeric: true },
      ...NUMBERS.map((key) => ({ key, label: t(`spread.${key}`), numeric: true })),
      { key: 'outliers', label: t('spread.outliers'), numeric: true },
    ],
    all.length,
    (i) => {
      const g = all[i]!
      return {
        id: areas[g]!.id,
        focus: areas[g]!.id === home?.id,
        entries: [
          { text: nameOf(g), sort: nameOf(g), area: areas[g]!.id },
          { text: `${wholeNumber(reported[g]!)}/${wholeNumber(totals[g]!)}`, sort: reported[g]! },
          ...NUMBERS.map((_, q) => {
            const value = five[g * 5 + q]!
            return Number.isNaN(value) ? { text: t('spread.none') } : { text: fullNumber(value, unit), sort: value }
          }),
          { text: wholeNumber(outlierCounts[g]!), sort: outlierCounts[g]! },
        ],
      }
    },
    (i, column) => {
      const g = all[i]!
      if (column === 0) return nameOf(g)
      if (column === 1) return reported[g]!
      if (column === 7) return outlierCounts[g]!
      const value = five[g * 5 + column - 2]!
      return Number.isNaN(value) ? undefined : value
    },
  )
}
