import { LAST_YEAR_OF_2019_FORM, comparabilityOf, isDerivedCode, operandsOf, METRICS } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import type { Translator } from '../../i18n'
import type { Room } from '../figure'
import { textStyle } from './axes'
import { COLOUR } from './palette'

/** Between report years 2020 and 2021. */
export const FORM_CHANGE_AT = LAST_YEAR_OF_2019_FORM + 0.5

const spansChange = (years: readonly number[]): boolean =>
  (years[0] ?? Infinity) < FORM_CHANGE_AT && (years.at(-1) ?? 0) > FORM_CHANGE_AT

/** On which side of the change the form has no such cell, if on either. */
export function absentSide(metric: MetricId): 'before' | 'after' | undefined {
  const forms = operandsOf(metric)
    .map((code) => METRICS[code])
    .filter((def) => def.table !== undefined)
  if (forms.length === 0 || (isDerivedCode(metric) && comparabilityOf(metric) === 'joins')) return undefined
  if (comparabilityOf(metric) === 'joins') return undefined
  const only = (form: string) => forms.every((def) => def.forms.length === 1 && def.forms[0] === form)
  return only('2019') ? 'after' : only('2021') ? 'before' : undefined
}

/** The line where the form changed, and a shaded band over the years whose form lacks the metric. */
export function formChange(metric: MetricId, years: readonly number[], room: Room, { t }: Translator) {
  if (!spansChange(years)) return {}
  const side = absentSide(metric)
  const style = { ...textStyle(room), fontSize: room.text - 1 }
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      lineStyle: { color: COLOUR.axis, type: 'dotted' as const, width: 1 },
      label: { ...style, formatter: t('trend.form-change'), position: 'end' as const, distance: 6 },
      data: [{ xAxis: FORM_CHANGE_AT }],
    },
    ...(side && {
      markArea: {
        silent: true,
        animation: false,
        itemStyle: { color: COLOUR.paper },
        label: {
          ...style,
          position: 'inside' as const,
          formatter: t(side === 'after' ? 'trend.not-in-form' : 'trend.not-in-old-form'),
        },
        data: [
          [
            { xAxis: side === 'after' ? FORM_CHANGE_AT : years[0] },
            { xAxis: side === 'after' ? years.at(-1) : FORM_CHANGE_AT },
          ],
        ] as [{ xAxis?: number }, { xAxis?: number }][],
      },
    }),
  }
}
