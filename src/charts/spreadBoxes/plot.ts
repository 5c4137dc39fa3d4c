import { plotScale } from '../plot'
import type { Plot, PlotPoint } from '../plot'
import { withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import { FEWEST_FOR_BOX } from '../../query/answers/spread'
import { COLOUR } from '../parts/palette'
import type { SpreadState } from './state'
import { labelled } from './words'

/** Offices that stand far out are named, the first few. */
const MOST_NAMED = 6

/**
 * Boxes as bars set end to end, which office programs draw: up to the lower quartile without colour, then to the
 * median, then to the upper quartile; what is left of the range to either side stands as error bars. Nothing where a
 * bar could not tell it: figures below zero, an axis that is not even, an area of so few offices that each is a dot.
 */
export function plotOf({ rows, scale, spacing, unit }: SpreadState, words: Translator): Plot | undefined {
  const isBoxed = rows.every(({ reported, five }) => reported >= FEWEST_FOR_BOX && five[0]! >= 0)
  if (!scale || spacing === 'log' || !isBoxed) return undefined
  const { t } = words
  const base = plotScale(scale, unit === 'percent')
  const parts: readonly [name: string, from: number, to: number][] = [
    [t('spread.plot.from'), -1, 1],
    [t('spread.plot.lower'), 1, 2],
    [t('spread.plot.upper'), 2, 3],
    [t('spread.plot.below'), 0, 1],
    [t('spread.plot.above'), 3, 4],
  ]
  const outlying = rows.flatMap(({ outliers }) => outliers)
  const named = outlying.slice(0, MOST_NAMED).map(({ name, value }) => `${name} ${withUnit(value, unit, words)}`)
  return {
    kind: 'box',
    ...base,
    categories: rows.map((row) =>
      t('spread.plot.row', { area: labelled(row), median: withUnit(row.five[2]!, unit, words) }),
    ),
    series: parts.map(([name, from, to], part) => ({
      name,
      role: 'part',
      colour: part === 1 ? COLOUR.peer : COLOUR.axis,
      points: rows.map(({ five, own }): PlotPoint => ({
        value: (five[to]! - (from < 0 ? 0 : five[from]!)) / base.divisor,
        ...(own && { colour: part === 1 ? COLOUR.focusSoft : COLOUR.focus }),
      })),
    })),
    subtitle: t('spread.plot.subtitle', { unit: scale.label }),
    ...(outlying.length > 0 && {
      note: t(outlying.length > MOST_NAMED ? 'spread.plot.outliers-more' : 'spread.plot.outliers', {
        names: words.list(named),
        n: outlying.length,
      }),
    }),
  }
}
