import { computed } from 'vue'
import type { Finding } from '../checks'
import { longChange } from '../charts/parts/change'
import { readingAt, rowOf } from '../charts/readings'
import { asProse } from '../domain/cell'
import { METRICS, unitOf } from '../domain/metrics'
import type { MetricCode, MetricId, ProseCode } from '../domain/metrics'
import { readFigure } from '../domain/report'
import { fullNumber, onScale, scaleFor, withUnit } from '../i18n/format'
import { placeOf, yoy } from '../query/measures'
import type { MatrixResult } from '../query/spec'
import type { CheckedReport } from './useReport'
import { useWords } from './useWords'

export interface Card {
  metric: MetricId
  /** The cell the figure stands in: another one where a column slip put it there. */
  cell: MetricId
  label: string
  value?: string
  unit?: string
  state?: string
  rank?: string
  doubt?: string
  lines: string[]
  spark: (number | undefined)[]
  at: number
}

/** Procurement left the form with 2021, when fees became money. */
export const cardMetrics = (year: number): readonly MetricId[] =>
  ['published.total', 'penalty.decisions', year <= 2020 ? 'procurement.amount' : 'fee.amount', 'applications.new.total']

const about = (findings: readonly Finding[], rule: Finding['rule'], code: MetricId): Finding | undefined =>
  findings.find((finding) => finding.rule === rule && finding.codes.includes(code as ProseCode))

/** The headline figures of an office and year, each with its change, its rank, the median, and any doubt. */
export function useCards(matrices: () => readonly MatrixResult[], checked: () => CheckedReport | undefined, office: () => string | undefined, year: () => number) {
  const { words, t } = useWords()

  function card(matrix: MatrixResult): Card | undefined {
    const { metric } = matrix
    const row = matrix.orgs.findIndex((org) => org.id === office())
    const at = matrix.years.indexOf(year())
    if (row < 0 || at < 0) return undefined
    const { report, failed } = checked() ?? { failed: [] }
    const unit = unitOf(metric)
    const readings = rowOf(matrix, row)
    const own = readings[at]!
    const slip = own.value === undefined ? about(failed, 'column-slip', metric) : undefined
    const slipped = slip?.codes[0] as MetricCode | undefined
    const stray = report && slipped ? readFigure(report, slipped) : undefined
    const value = own.value ?? (typeof stray === 'number' ? stray : undefined)
    const scale = scaleFor(value ?? 0, unit, words.value)

    const reported = matrix.summaries[at]?.reported ?? 0
    const place = placeOf(matrix, row, year())
    const median = matrix.summaries[at]?.median
    const middle = median === undefined || reported < 3 ? [] : [t('kpi.median', { value: withUnit(median, unit, words.value) })]

    const lines: string[] = []
    if (slipped) lines.push(t('kpi.slip-note'))
    else if (own.value !== undefined) lines.push([...(matrix.years.includes(year() - 1) || at > 0 ? [longChange(yoy(matrix, row, year()), metric, words.value)] : []), ...middle].join('　'))
    else lines.push(middle.join(''))
    if (own.corrected) lines.push(t('kpi.corrected'))
    if (unit === 'yuan' && value !== undefined && scale.divisor > 1) lines.push(t('kpi.full', { value: fullNumber(value, unit) }))
    const projects = report && metric === 'procurement.amount' ? readFigure(report, 'procurement.projects') : undefined
    if (typeof projects === 'number' && projects > 0 && value !== undefined) lines.push(t('kpi.per-project', { projects, amount: withUnit(value / projects, 'yuan', words.value) }))
    const stated = report?.prose[metric as ProseCode]
    if (own.value === undefined && stated !== undefined && metric in METRICS && METRICS[metric as MetricCode].table !== undefined) {
      lines.push(t('kpi.prose', { state: t(`state.${own.state}`), value: fullNumber(asProse(stated).value, unit) }))
    }
    return {
      metric, cell: slipped ?? metric, label: words.value.metric(metric), lines: lines.filter(Boolean),
      spark: readings.map((reading) => reading.value), at,
      ...(value === undefined ? { state: t(`state.${own.state}`) } : { value: onScale(value, scale), unit: scale.label }),
      ...(place !== undefined && place.of > 1 && { rank: t('kpi.rank', { rank: place.rank, of: place.of }) }),
      ...(slipped ? { doubt: t('kpi.slip') } : about(failed, 'unit-slip', metric) ? { doubt: t('kpi.unit-slip') } : {}),
    }
  }

  const cards = computed(() => matrices().flatMap((matrix) => card(matrix) ?? []))

  /** The year in one sentence: the metric in view, its value, and where that puts the office. */
  function headline(matrix: MatrixResult | undefined, name: string, scope: { area: string; level: string }): string {
    if (!checked()?.report) return t('title.no-report', { office: name, year: year() })
    const shown = matrix && cards.value.find((one) => one.metric === matrix.metric)
    const row = matrix?.orgs.findIndex(({ id }) => id === office()) ?? -1
    const at = matrix?.years.indexOf(year()) ?? -1
    const reading = matrix && row >= 0 && at >= 0 ? readingAt(matrix, row, at) : undefined
    if (!matrix || !reading) return t('report.title', { office: name, year: year() })
    const metric = words.value.metric(matrix.metric)
    const said = shown?.value !== undefined ? `${shown.value} ${shown.unit}` : reading.value === undefined ? undefined : withUnit(reading.value, unitOf(matrix.metric), words.value)
    if (said === undefined) return t('title.office-missing', { office: name, year: year(), metric, state: t(`state.${reading.state}`) })
    const place = placeOf(matrix, row, year())
    return place !== undefined && place.of > 1
      ? t('title.office-rank', { office: name, year: year(), metric, value: said, ...scope, reported: place.of, rank: place.rank })
      : t('title.office-value', { office: name, year: year(), metric, value: said })
  }
  return { cards, headline }
}
