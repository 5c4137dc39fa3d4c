import { computed } from 'vue'
import type { Finding } from '../../checks'
import { longChange } from '../../charts/parts/change'
import { rowOf, whyDoubtful } from '../../charts/readings'
import { isEnough } from '../../charts/titles'
import { asProse } from '../../domain/cell'
import { LAST_YEAR_OF_2019_FORM, METRICS, isMetricCode, unitOf } from '../../domain/metrics'
import type { MetricCode, MetricId, ProseCode } from '../../domain/metrics'
import { readFigure } from '../../domain/report'
import { fullNumber, scaleFor, scaledParts, withUnit } from '../../i18n/format'
import { yoy } from '../../query/measures'
import type { MatrixResult, QueryClient, YearSummary } from '../../query/spec'
import type { Scope } from '../../query/officeMap'
import type { CheckedReport } from '../shared/report/useReport'
import { useWords } from '../shared/useWords'

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
  /** Where the line of `spark` is broken: worded otherwise than before. */
  breaks: boolean[]
  at: number
}

const MOST_CARDS = 4

/**
 * What a card may show, applications first: the form defines them, so they compare. Procurement left the form with
 * 2021, when fees became money.
 */
const candidatesFor = (year: number): readonly MetricId[] => [
  'applications.new.total',
  'penalty.decisions',
  year <= LAST_YEAR_OF_2019_FORM ? 'procurement.amount' : 'fee.amount',
  'published.total',
  'license.decisions',
  'review.total',
]

/** An office's own figures over the years in view and the year of its cards; asked again, the door has the answer. */
async function ownFigures(
  door: QueryClient,
  metric: MetricId,
  office: string,
  year: number,
  years: readonly number[],
): Promise<MatrixResult> {
  const asked = years.includes(year) ? years : [...years, year].sort((a, b) => a - b)
  return (await door.run({ kind: 'lines', metric, offices: [office], years: asked })).matrix
}

/** The metrics of an office's cards in a year: those with a figure before those without. */
export async function cardMetrics(
  door: QueryClient,
  office: string,
  year: number,
  years: readonly number[],
): Promise<CardMetrics> {
  const candidates = candidatesFor(year)
  const own = await Promise.all(candidates.map((metric) => ownFigures(door, metric, office, year, years)))
  const filled = candidates.filter((_, i) => {
    const matrix = own[i]!
    const { state, doubt } = matrix.orgs.length > 0 ? rowOf(matrix, 0)[matrix.years.indexOf(year)]! : {}
    return state === 'value' || doubt !== undefined
  })
  const others = candidates.filter((metric) => !filled.includes(metric))
  const shown = [...filled, ...others].slice(0, MOST_CARDS)
  return { shown: candidates.filter((metric) => shown.includes(metric)), filled }
}

/** In the order of their importance: the cards, and all that have a figure. */
export interface CardMetrics {
  shown: readonly MetricId[]
  filled: readonly MetricId[]
}

/**
 * What a card says of a metric: the office's own row, where that stands in the scope, and the scope's summary of the
 * year.
 */
export interface Standing {
  row: MatrixResult
  /** `equal`: how many share the rank, itself included. */
  place?: { rank: number; of: number; total: number; equal: number }
  summary?: YearSummary
}

/** Asks for where an office stands; not for the figures of all others. */
export async function standingOf(
  door: QueryClient,
  metric: MetricId,
  office: string,
  year: number,
  scope: Scope,
  years: readonly number[],
): Promise<Standing> {
  const [row, of, among] = await Promise.all([
    ownFigures(door, metric, office, year, years),
    door.run({ kind: 'rank', metric, scope, year, top: 0, around: office, span: 0 }),
    door.run({ kind: 'sample', metric, scope, years: [year], offices: [] }),
  ])
  return {
    row,
    ...(of.around && {
      place: { rank: of.around.rank, of: of.reported, total: of.total, equal: of.around.equal },
    }),
    ...(among.summaries[0] && { summary: among.summaries[0] }),
  }
}

const about = (findings: readonly Finding[], rule: Finding['rule'], code: MetricId): Finding | undefined =>
  findings.find((finding) => finding.rule === rule && finding.codes.includes(code as ProseCode))

/** The headline figures of an office and year, each with its change, its rank, the median, and any doubt. */
export function useCards(
  standings: () => readonly Standing[],
  checked: () => CheckedReport | undefined,
  year: () => number,
) {
  const { words, t } = useWords()

  function card({ row: matrix, place, summary }: Standing): Card | undefined {
    const { metric } = matrix
    const at = matrix.years.indexOf(year())
    if (matrix.orgs.length === 0 || at < 0) return undefined
    const { report, failed } = checked() ?? { failed: [] }
    const unit = unitOf(metric)
    const readings = rowOf(matrix, 0)
    const own = readings[at]!
    const slip = own.value === undefined ? about(failed, 'column-slip', metric) : undefined
    const slipped = slip?.codes[0] as MetricCode | undefined
    const stray = report && slipped ? readFigure(report, slipped) : undefined
    const value = own.value ?? own.doubt?.printed ?? (typeof stray === 'number' ? stray : undefined)
    const scale = scaleFor(value ?? 0, unit, words.value)

    const { median, reported = 0 } = summary ?? {}
    const middle =
      median === undefined || reported < 3 ? [] : [t('kpi.median', { value: withUnit(median, unit, words.value) })]

    const lines: string[] = []
    if (slipped) lines.push(t('kpi.slip-note'))
    else if (own.value !== undefined)
      lines.push(
        [
          ...(matrix.years.includes(year() - 1) || at > 0
            ? [longChange(yoy(matrix, 0, year()), metric, words.value)]
            : []),
          ...middle,
        ].join('　'),
      )
    else lines.push(middle.join(''))
    if (own.corrected) lines.push(t('kpi.corrected'))
    if (unit === 'yuan' && value !== undefined && scale.divisor > 1)
      lines.push(t('kpi.full', { value: fullNumber(value, unit) }))
    const projects = report && metric === 'procurement.amount' ? readFigure(report, 'procurement.projects') : undefined
    if (typeof projects === 'number' && projects > 0 && value !== undefined)
      lines.push(t('kpi.per-project', { projects, amount: withUnit(value / projects, 'yuan', words.value) }))
    const stated = report?.prose[metric as ProseCode]
    const label = own.value === undefined || stated === undefined ? undefined : asProse(stated).label
    if (label && isMetricCode(metric) && METRICS[metric].table === undefined) lines.push(t('report.said-as', { label }))
    if (
      own.value === undefined &&
      stated !== undefined &&
      isMetricCode(metric) &&
      METRICS[metric].table !== undefined
    ) {
      lines.push(t('kpi.prose', { state: t(`state.${own.state}`), value: fullNumber(asProse(stated).value, unit) }))
    }
    const shown = value === undefined ? undefined : scaledParts(value, scale, words.value)
    return {
      metric,
      cell: slipped ?? metric,
      label: words.value.metric(metric),
      lines: lines.filter(Boolean),
      spark: readings.map((reading) => reading.value),
      breaks: readings.map((reading) => reading.relabelled === true),
      at,
      ...(shown ? { value: shown.number, unit: shown.unit } : { state: t(`state.${own.state}`) }),
      ...(place !== undefined &&
        place.of > 1 && {
          rank: t(place.equal > 1 ? 'kpi.rank-tied' : 'kpi.rank', { rank: place.rank, of: place.of }),
        }),
      ...(slipped ? { doubt: t('kpi.slip') } : own.doubt ? { doubt: whyDoubtful(own.doubt.reasons, words.value) } : {}),
    }
  }

  const cards = computed(() => standings().flatMap((standing) => card(standing) ?? []))

  /** The year in one sentence: the metric in view, its value, and where that puts the office. */
  function headline(metricId: MetricId, name: string, scope: { area: string; level: string }): string {
    if (!checked()?.report) return t('title.no-report', { office: name, year: year() })
    const shown = cards.value.find((one) => one.metric === metricId)
    const { row: matrix, place } = standings().find(({ row }) => row.metric === metricId) ?? {}
    const reading = matrix && matrix.orgs.length > 0 ? rowOf(matrix, 0)[matrix.years.indexOf(year())] : undefined
    if (!matrix || !reading) return t('report.title', { office: name, year: year() })
    const metric = words.value.metric(matrix.metric)
    const said =
      shown?.value !== undefined
        ? `${shown.value} ${shown.unit}`
        : reading.value === undefined
          ? undefined
          : withUnit(reading.value, unitOf(matrix.metric), words.value)
    if (said === undefined)
      return t('title.office-missing', { office: name, year: year(), metric, state: t(`state.${reading.state}`) })
    return place !== undefined && isEnough(place.of, place.total)
      ? t(place.equal > 1 ? 'title.office-tied' : 'title.office-rank', {
          office: name,
          year: year(),
          metric,
          value: said,
          ...scope,
          reported: place.of,
          rank: place.rank,
        })
      : t('title.office-value', { office: name, year: year(), metric, value: said })
  }
  return { cards, headline }
}
