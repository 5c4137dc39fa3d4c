import { unitOf } from '../../domain/metrics'
import type { Unit } from '../../domain/metrics'
import { scaleFor } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import { STATES } from '../../pack/states'
import type { State } from '../../pack/states'
import { change, isRelabelled } from '../../query/measures'
import type { Change } from '../../query/measures'
import type { MatrixResult } from '../../query/spec'
import type { ChartContext } from '../figure'
import { datumAt, datumValue, labelsOf } from '../readings'
import type { Datum, Labels } from '../readings'

/** Offices that fit; of more, the largest changes and the one in focus. */
const MOST_ROWS = 20

/** What is known of all offices where the matrix holds only those that are to be shown. */
export interface WholeStep {
  up: number
  down: number
  flat: number
  notes: readonly string[]
  label: (row: number) => string
}

/** Both years of an office. */
export interface Pair {
  row: number
  from: Datum
  to: Datum
  change: Change
}

export const heightOf = ({ from, to }: Pair): number => Math.max(from.value ?? -Infinity, to.value ?? -Infinity)

/** What two years say of all offices: which rise, fall or stay, which can be drawn, and which have neither figure. */
interface Steps {
  up: number
  down: number
  flat: number
  drawable: number[]
  gone: Partial<Record<Exclude<State, 'value'>, number[]>>
}

/** What is computed of an answer. */
export interface StepState {
  result: MatrixResult
  from: number
  to: number
  metric: string
  unit: Unit
  labels: Labels
  focusRow: number
  steps: Steps
  /** Those drawn, the highest first. */
  shown: readonly Pair[]
  /** The largest magnitude drawn, which decides the scale. */
  largest: number
  scale: Scale
}

function stepsOf(result: MatrixResult, from: number, to: number): Steps {
  const width = result.years.length
  const [a, b] = [result.years.indexOf(from), result.years.indexOf(to)]
  const steps: Steps = { up: 0, down: 0, flat: 0, drawable: [], gone: {} }
  for (let row = 0; row < result.orgs.length; row++) {
    const [before, after] = [
      a < 0 ? undefined : datumValue(result, row, a),
      b < 0 ? undefined : datumValue(result, row, b),
    ]
    if (before === undefined && after === undefined) {
      const state = b < 0 ? 'no-report' : STATES[result.states[row * width + b]!]!
      if (state !== 'value') (steps.gone[state] ??= []).push(row)
      continue
    }
    steps.drawable.push(row)
    if (before === undefined || after === undefined) continue
    if (isRelabelled(result, row, from, to)) continue
    if (after > before) steps.up++
    else if (after < before) steps.down++
    else steps.flat++
  }
  return steps
}

/** Of more offices than fit, the one in focus and the largest changes. */
function chosen(drawable: readonly number[], sizeOf: (row: number) => number, focusRow: number): readonly number[] {
  if (drawable.length <= MOST_ROWS) return drawable
  const sizes = Float64Array.from(drawable, sizeOf)
  const order = Uint32Array.from(drawable, (_, i) => i)
  const least = sizes.slice().sort()[sizes.length - MOST_ROWS]!
  return [...order.filter((i) => sizes[i]! >= least || drawable[i] === focusRow)]
    .sort(
      (a, b) => Number(drawable[b] === focusRow) - Number(drawable[a] === focusRow) || sizes[b]! - sizes[a]! || a - b,
    )
    .slice(0, MOST_ROWS)
    .map((i) => drawable[i]!)
}

type Span = Pick<StepState, 'result' | 'from' | 'to'>

/** An office's figure of a year, also of one that was not asked for. */
export function readingOf(result: MatrixResult, row: number, year: number): Datum {
  const column = result.years.indexOf(year)
  return column < 0
    ? { state: 'no-report', ref: { org: result.orgs[row]!.id, year, metric: result.metric } }
    : datumAt(result, row, column)
}

export const pairOf = ({ result, from, to }: Span, row: number): Pair => ({
  row,
  from: readingOf(result, row, from),
  to: readingOf(result, row, to),
  change: change(result, row, from, to),
})

/** By how much an office's figure changed, where that may be said. */
export function changed({ result, from, to }: Span, row: number): number | undefined {
  const moved = change(result, row, from, to)
  return 'absolute' in moved ? moved.absolute : undefined
}

export function stateOf(span: Span, ctx: ChartContext, whole: WholeStep | undefined): StepState {
  const { result, from, to } = span
  const { words } = ctx
  const unit = unitOf(result.metric)
  const focusRow = result.orgs.findIndex((org) => org.id === ctx.focus)
  const steps = stepsOf(result, from, to)
  const shown = chosen(steps.drawable, (row) => Math.abs(changed(span, row) ?? 0), focusRow)
    .map((row) => pairOf(span, row))
    .sort((a, b) => heightOf(b) - heightOf(a))
  const largest = Math.max(
    0,
    ...shown.flatMap((pair) => [Math.abs(pair.from.value ?? 0), Math.abs(pair.to.value ?? 0)]),
  )
  return {
    ...span,
    metric: words.metric(result.metric),
    unit,
    labels: whole?.label ?? labelsOf(result, ctx),
    focusRow,
    steps,
    shown,
    largest,
    scale: scaleFor(largest, unit, words),
  }
}
