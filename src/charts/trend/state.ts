import { unitOf } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import { scaleFor } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import type { MatrixResult, YearSummary } from '../../query/spec'
import type { ChartContext } from '../figure'
import type { Target } from '../../domain/targets'
import { COLOUR, HIGHLIGHTS } from '../parts/palette'
import { pinsOn } from '../parts/pinMarks'
import type { PinsShown } from '../parts/pinMarks'
import { reachable, spanOf, targetText, targetsFor } from '../parts/targetLines'
import { labelsOf, rowOf, totalOf } from '../readings'
import type { Datum } from '../readings'
import { LEAST_FOR_BAND, LEAST_FOR_MEDIAN } from '../titles'

/** More peers than this are drawn as the band between the quartiles, never as lines. */
const MOST_TREND_LINES = 40
/** More peers than this go unlabelled: their names would not fit beside the lines. */
const MOST_LABELS = 14

export interface Line {
  name: string
  id: string
  row: Datum[]
  colour: string
  role: 'focus' | 'highlight' | 'peer'
}

/** What is computed of an answer. */
export interface TrendState {
  result: MatrixResult
  metric: string
  /** Of every office drawn: peers first, so that those in colour lie above them. */
  lines: readonly Line[]
  focus: Line | undefined
  scale: Scale
  /** Peers are drawn as a band. */
  isBanded: boolean
  /** There is but one office, hence no median. */
  isAlone: boolean
  /** Peers are named. */
  isLabelled: boolean
  /** Of areas, and of no office. */
  isOfAreas: boolean
  isDrawable: boolean
  /** Targets that the axis has room for, from year to year, and those beyond it. */
  targets: readonly TargetLine[]
  beyond: readonly (TargetLine & { above: boolean })[]
  pins: PinsShown
}

export interface TargetLine extends Target {
  text: string
  span: readonly [number, number]
}

function linesOf(result: MatrixResult, ctx: ChartContext): Line[] {
  const labels = labelsOf(result, ctx)
  const isPeer = ({ id }: Org): boolean => id !== ctx.focus && !ctx.highlights?.includes(id)
  const peers = result.orgs.reduce((n, org) => n + Number(isPeer(org)), totalOf(result) - result.orgs.length)
  // Of a crowd that is drawn as a band, no line is made.
  const drawn = result.orgs.flatMap((org, i) => (peers > MOST_TREND_LINES && isPeer(org) ? [] : [i]))
  const lines = drawn.map((i): Line => {
    const org = result.orgs[i]!
    const rank = ctx.highlights?.indexOf(org.id) ?? -1
    const role = org.id === ctx.focus ? 'focus' : rank >= 0 ? 'highlight' : 'peer'
    const colour =
      role === 'focus' ? COLOUR.focus : role === 'highlight' ? HIGHLIGHTS[rank % HIGHLIGHTS.length]! : COLOUR.peer
    return { name: labels(i), id: org.id, row: rowOf(result, i), colour, role }
  })
  return [...lines.filter((line) => line.role === 'peer'), ...lines.filter((line) => line.role !== 'peer')]
}

/** The median of a year, where enough have a figure. */
export const medianOf = ({ reported, median }: YearSummary): number | undefined =>
  reported < LEAST_FOR_MEDIAN ? undefined : median
export const bandOf = ({ reported, q1, q3 }: YearSummary): { q1: number; q3: number } | undefined =>
  reported < LEAST_FOR_BAND || q1 === undefined || q3 === undefined ? undefined : { q1, q3 }

/** Every number that is drawn. */
export const drawnOf = ({
  result,
  lines,
  isBanded,
  targets,
}: Pick<TrendState, 'result' | 'lines' | 'isBanded' | 'targets'>): number[] => [
  ...targets.map(({ value }) => value),
  ...lines.flatMap((line) => line.row.map(({ value }) => value ?? 0)),
  ...result.summaries.flatMap((s) => (isBanded ? [bandOf(s)?.q1 ?? 0, bandOf(s)?.q3 ?? 0] : [medianOf(s) ?? 0])),
]

export function stateOf(result: MatrixResult, ctx: ChartContext): TrendState {
  const { words } = ctx
  const lines = linesOf(result, ctx)
  const isBanded = totalOf(result) > lines.length
  const figures = drawnOf({ result, lines, isBanded, targets: [] })
  const set = targetsFor(ctx, result.metric).flatMap((target): TargetLine[] => {
    const span = spanOf(target, result.years)
    return span ? [{ ...target, span, text: targetText(target, words) }] : []
  })
  const { within: targets, beyond } = reachable(set, Math.min(...figures), Math.max(...figures))
  const largest = Math.max(...drawnOf({ result, lines, isBanded, targets }).map(Math.abs), 0)
  const drawn = new Set(lines.map(({ id }) => id))
  return {
    result,
    metric: words.metric(result.metric),
    lines,
    focus: lines.find((line) => line.role === 'focus'),
    scale: scaleFor(largest, unitOf(result.metric), words),
    isBanded,
    isAlone: result.summaries.every((s) => s.reported <= 1) && totalOf(result) <= 1,
    isLabelled: lines.filter((line) => line.role === 'peer').length <= MOST_LABELS,
    isOfAreas: ctx.ofAreas !== undefined,
    isDrawable:
      lines.some((line) => line.row.some((r) => r.value !== undefined)) ||
      result.summaries.some((s) => s.median !== undefined),
    targets,
    beyond,
    pins: pinsOn(result, ctx, ({ id }) => drawn.has(id)),
  }
}
