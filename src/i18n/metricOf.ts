import { METRIC_CODES, isMetricCode } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import { createTranslator } from '.'

let byName: Map<string, MetricCode> | undefined
/** A published metric by its code, or by its name in either language. */
export function metricOf(name: string): MetricCode | undefined {
  if (isMetricCode(name)) return name
  byName ??= new Map(
    (['zh-CN', 'en'] as const).flatMap((locale) => {
      const words = createTranslator(locale)
      return METRIC_CODES.map((code): [string, MetricCode] => [words.metric(code), code])
    }),
  )
  return byName.get(name)
}
