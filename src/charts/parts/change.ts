import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import { arrow, difference } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Change } from '../../query/measures'

function percent(value: number): string {
  const size = Math.abs(value * 100)
  return `${size >= 1000 ? Math.round(size).toLocaleString('en-US') : size.toFixed(1)}%`
}
const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '')

const points = (value: number, { t }: Translator): string =>
  t('yoy.points', { sign: sign(value), value: (Math.abs(value) * 100).toFixed(1) })

const absolute = (change: Change, metric: MetricId): string =>
  change.absolute === undefined ? '—' : difference(change.absolute, unitOf(metric))

/**
 * A change for a table or a label: +12.3%, −2.3 个百分点, 上年为 0. `base`: the year it is a change from, where that need
 * not be the year before.
 */
export function shortChange(change: Change, metric: MetricId, words: Translator, base?: number): string {
  if (base !== undefined && change.kind === 'suppressed' && change.reason === 'zero-base')
    return words.t('yoy.short.zero-in', { base })
  if (change.kind === 'suppressed') return words.t(`yoy.short.${change.reason}`, { change: absolute(change, metric) })
  return change.kind === 'points' ? points(change.value, words) : `${sign(change.value)}${percent(change.value)}`
}

/** A change for a card: 较上年 ▲ 12.1%, or why none may be said. */
export function longChange(change: Change, metric: MetricId, words: Translator): string {
  if (change.kind === 'suppressed') return words.t(`yoy.${change.reason}`, { change: absolute(change, metric) })
  const said =
    change.kind === 'points'
      ? points(change.value, words)
      : change.value === 0
        ? words.t('yoy.flat')
        : `${arrow(change.value)} ${percent(change.value)}`
  return `${words.t('yoy.label')} ${said}`
}
