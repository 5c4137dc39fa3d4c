import { wholeNumber, withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import { FEWEST_FOR_BOX } from '../../query/answers/spread'
import type { ChartContext } from '../figure'
import { comparabilityNotes } from '../parts/notes'
import type { Tip } from '../parts/tooltip'
import { isEnough } from '../titles'
import type { Outlier, Row, SpreadState } from './state'

/** Medians are set against one another only where enough offices of the area have a figure. */
export function titleOf(state: SpreadState, { words, scopeName }: ChartContext): string {
  const { t } = words
  const { result, name: metric, unit, order, homeAt, nameOf } = state
  const { year, areas, five, reported, totals } = result
  const at = (g: number, i: number): string => withUnit(five[g * 5 + i]!, unit, words)
  const [first] = order
  if (first === undefined) return t('rank.title.none', { year, metric, scope: scopeName })
  const told = homeAt < 0 ? first : order[homeAt]!
  const named = {
    year,
    metric,
    area: nameOf(told),
    reported: wholeNumber(reported[told]!),
    total: wholeNumber(totals[told]!),
  }
  if (reported[told] === 1) return t('spread.title.single', { ...named, value: at(told, 2) })
  if (!isEnough(reported[told]!, totals[told]!) || (order.length === 1 && reported[told]! < FEWEST_FOR_BOX))
    return t('spread.title.few', { ...named, low: at(told, 0), high: at(told, 4) })
  if (homeAt < 0) return t('spread.title', named)
  return order.length === 1
    ? t('spread.title.one', { ...named, low: at(told, 1), high: at(told, 3) })
    : t('spread.title.home', {
        ...named,
        value: at(told, 2),
        rank: wholeNumber(homeAt + 1),
        n: wholeNumber(order.length),
        level: t(`scope.level.${areas[told]!.level}`),
      })
}

export const subtitleOf = ({ scale, unit, spacing }: SpreadState, { t }: Translator): string =>
  t('spread.subtitle', {
    unit: scale?.label ?? t(`unit.${unit}`),
    log: spacing === 'log' ? t('scatter.log') : '',
  })

export function notesOf({ result, order, window, spacing, extent }: SpreadState, ctx: ChartContext): string[] {
  const { words } = ctx
  const { t } = words
  const { metric, year, areas, outlierCounts } = result
  const level = areas[0] ? t(`scope.level.${areas[0].level}`) : ''
  const outlying = outlierCounts.reduce((sum, n) => sum + n, 0)
  const empty = areas.length - order.length
  const { part, from, to } = window
  return [
    ...(part === 'whole'
      ? []
      : [
          t(`spread.window.${part}`, {
            from: wholeNumber(from + 1),
            to: wholeNumber(to),
            n: wholeNumber(order.length),
            level,
          }),
        ]),
    ...(outlying > 0 ? [t('spread.outlying', { n: wholeNumber(outlying) })] : []),
    ...(empty > 0 ? [t('spread.empty', { n: wholeNumber(empty), level })] : []),
    ...(spacing === 'log' && extent.zeros > 0 ? [t('scatter.zeros')] : []),
    ...comparabilityNotes(metric, [year], ctx),
  ]
}

/** An area beside its row; where not all of its offices have a figure, with how many do. */
export const labelled = ({ label, reported, total }: Row): string =>
  reported < total ? `${label}  ${wholeNumber(reported)}/${wholeNumber(total)}` : label

export const officeTip = ({ name, unit }: SpreadState, row: Row, one: Outlier, words: Translator): Tip => ({
  title: `${row.label} ${one.name}`,
  lines: [{ name, text: withUnit(one.value, unit, words), strong: true }],
  foot: words.t('figure.open-cell'),
})

export function areaTip({ unit, order }: SpreadState, row: Row, words: Translator): Tip {
  const { t } = words
  const keys = ['max', 'q3', 'median', 'q1', 'min'] as const
  return {
    title: row.label,
    lines: [
      ...keys.map((key, i) => ({
        name: t(`spread.${key}`),
        text: withUnit(row.five[4 - i]!, unit, words),
        strong: key === 'median',
      })),
      { name: t('spread.reported'), text: `${wholeNumber(row.reported)}/${wholeNumber(row.total)}` },
      {
        name: t('spread.place'),
        text: t('kpi.rank', { rank: wholeNumber(row.rank), of: wholeNumber(order.length) }),
      },
      ...(row.outliers.length > 0
        ? [{ name: t('spread.outliers'), text: words.list(row.outliers.slice(0, 4).map((each) => each.name)) }]
        : []),
    ],
    foot: t('spread.open'),
  }
}
