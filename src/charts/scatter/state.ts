import { unitOf } from '../../domain/metrics'
import type { Unit } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import type { Scale } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { MatrixResult } from '../../query/spec'
import type { CellRef, ChartContext } from '../figure'
import { extentOf, numberAxis, spacingOf } from '../parts/numberAxis'
import type { NumberExtent, Spacing } from '../parts/numberAxis'
import { HIGHLIGHTS } from '../parts/palette'
import { pairsOf } from '../parts/pairs'
import type { Pairs } from '../parts/pairs'
import { datumAt, datumValue, labelsOf } from '../readings'
import type { Datum } from '../readings'

/** Above this many, points would only cover one another: squares are shaded by how many offices they hold. */
export const MOST_POINTS = 10_000

/** One of the two metrics, and how its figures are laid out. */
export interface Measured {
  result: MatrixResult
  name: string
  unit: Unit
  /** By place in the pairs. */
  values: Float64Array
  extent: NumberExtent
  spacing: Spacing
  /** None where there is nothing to draw. */
  scale: Scale | undefined
  median: number | undefined
}

/** Places in the pairs: the one in focus, those picked by hand, those of its area, and all others. */
export interface Groups {
  own: readonly number[]
  picked: readonly number[]
  near: readonly number[]
  others: Uint32Array
}

export type Standing = 'above' | 'below' | 'at'

/** What is computed of two answers; offices go by their place in the pairs. */
export interface ScatterState {
  year: number
  x: Measured
  y: Measured
  pairs: Pairs
  groups: Groups
  /** Whether there are others than those of one area: where all are of one, none stands out by it. */
  isTold: boolean
  isDense: boolean
  /** The label of the office in focus, empty without one. */
  office: string
  /** On which side of both medians it stands. */
  sides: { x: Standing; y: Standing } | undefined
  orgOf: (place: number) => Org
  labelOf: (place: number) => string
  refOf: (place: number) => CellRef
  /** Both figures of an office. */
  dataOf: (place: number) => [Datum, Datum]
  isDoubtful: (place: number) => boolean
  /** Of an office picked by hand. */
  colourOf: (place: number) => string | undefined
}

function sidesOf(x: MatrixResult, y: MatrixResult, row: number): ScatterState['sides'] {
  const [a, b] = row < 0 ? [undefined, undefined] : [datumValue(x, row, 0), datumValue(y, row, 0)]
  const [mx, my] = [x.summaries[0]?.median, y.summaries[0]?.median]
  if (a === undefined || b === undefined || mx === undefined || my === undefined) return undefined
  const side = (value: number, median: number): Standing => (value > median ? 'above' : value < median ? 'below' : 'at')
  return { x: side(a, mx), y: side(b, my) }
}

function measured(result: MatrixResult, values: Float64Array, words: Translator, asked: Spacing | undefined): Measured {
  const unit = unitOf(result.metric)
  const extent = extentOf(values)
  const spacing = spacingOf(extent, unit, asked)
  return {
    result,
    name: words.metric(result.metric),
    unit,
    values,
    extent,
    spacing,
    scale: values.length === 0 ? undefined : numberAxis(extent, spacing, unit, words).scale,
    median: result.summaries[0]?.median,
  }
}

interface Grouped {
  rows: Uint32Array
  orgs: readonly Org[]
  focusRow: number
  isPicked: (org: Org) => boolean
  isNear: ChartContext['isNear']
}
function groupsOf({ rows, orgs, focusRow, isPicked, isNear }: Grouped): Groups {
  const own: number[] = []
  const picked: number[] = []
  const near: number[] = []
  const rest = new Uint32Array(rows.length)
  let left = 0
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!
    const org = orgs[row]!
    if (row === focusRow) own.push(place)
    else if (isPicked(org)) picked.push(place)
    else if (isNear?.(org)) near.push(place)
    else rest[left++] = place
  }
  return { own, picked, near, others: rest.subarray(0, left) }
}

export function stateOf(x: MatrixResult, y: MatrixResult, ctx: ChartContext, asked: Spacing | undefined): ScatterState {
  const { words, isNear } = ctx
  const year = x.years[0]!
  const pairs = pairsOf(x, y)
  const { rows, xs, ys } = pairs
  const { orgs } = x
  const labels = labelsOf(x, ctx)
  const focusRow = orgs.findIndex(({ id }) => id === ctx.focus)
  const colours = new Map((ctx.highlights ?? []).map((id, i) => [id, HIGHLIGHTS[i]]))
  const isPicked = ({ id }: Org): boolean => colours.size > 0 && colours.has(id)
  const groups = groupsOf({ rows, orgs, focusRow, isPicked, isNear })
  const orgOf = (place: number): Org => orgs[rows[place]!]!
  const dataOf = (place: number): [Datum, Datum] => [datumAt(x, rows[place]!, 0), datumAt(y, rows[place]!, 0)]
  return {
    year,
    x: measured(x, xs, words, asked),
    y: measured(y, ys, words, asked),
    pairs,
    groups,
    isTold: groups.others.length > 0,
    isDense: groups.others.length > MOST_POINTS,
    office: focusRow < 0 ? '' : labels(focusRow),
    sides: sidesOf(x, y, focusRow),
    orgOf,
    labelOf: (place) => labels(rows[place]!),
    refOf: (place) => ({ org: orgOf(place).id, year, metric: x.metric }),
    dataOf,
    isDoubtful: (place) => dataOf(place).some(({ doubt }) => doubt !== undefined),
    colourOf: (place) => colours.get(orgOf(place).id),
  }
}
