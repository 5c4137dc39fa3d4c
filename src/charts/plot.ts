import type { Scale } from '../i18n/format'
import type { Datum } from './readings'
import type { CellRef } from './figure'

/** A number of a plot, on its scale; none where there is no figure. */
export interface PlotPoint {
  value?: number
  /** Why it cannot be relied on wholly, where it counts all the same. */
  doubt?: string
  /** What is written beside it, where that is not just its number. */
  label?: string
  /** Of what a reader wrote about it. */
  mark?: string
  colour?: string
  ref?: CellRef
}

export interface PlotSeries {
  name: string
  /** `limit`: in a plot of points a line, as `median` is. */
  role: 'focus' | 'highlight' | 'peer' | 'median' | 'part' | 'limit'
  colour: string
  /** Of a line. */
  dashed?: boolean
  points: PlotPoint[]
  /** Where each point stands across, in a plot of points. */
  across?: (number | undefined)[]
}

/**
 * The numbers of a chart without its drawing, for programs that draw by themselves: lines and columns over categories,
 * bars one below another, parts of a whole, points, boxes of quartiles with their ranges.
 */
export interface Plot {
  kind: 'line' | 'column' | 'bar' | 'stack' | 'points' | 'box'
  /** Of lines that are places: the last there is. The first stands at the top. */
  places?: number
  /** Parts of a whole one below another. */
  lying?: boolean
  categories: string[]
  series: PlotSeries[]
  /** The values' unit, as the scale has it: 万元. */
  unit: string
  /** What the numbers were divided by. */
  divisor: number
  /** Digits behind the point; `share` for fractions that are shown as percentages. */
  digits: number | 'share'
  /** What the plot cannot show by itself, said below it. */
  note?: string
  /** Where the figure's own subtitle speaks of marks that it has not. */
  subtitle?: string
  /** Of points: what stands across, and what up. */
  axes?: { across: string; up: string; acrossDigits: number | 'share' }
}

/** A cell of a grid that is coloured by its figure. */
export interface GridCell {
  text: string
  fill?: string
  ink?: string
  doubtful?: boolean
  isMissing?: boolean
}
export interface Grid {
  columns: string[]
  rows: { label: string; focus: boolean; cells: GridCell[] }[]
}

/** Shares stay fractions; all else is told on the scale. */
export const plotScale = (scale: Scale, isShare: boolean): Pick<Plot, 'unit' | 'divisor' | 'digits'> =>
  isShare
    ? { unit: scale.label, divisor: 1, digits: 'share' }
    : { unit: scale.label, divisor: scale.divisor, digits: scale.divisor === 1 && scale.digits === 0 ? 0 : 2 }

/** Points of one line as those of several, which begin where it is broken. */
export const brokenAt = (points: readonly PlotPoint[], breaks: readonly number[]): PlotPoint[][] => {
  const starts = [0, ...breaks]
  return starts.map((start, n) =>
    points.map((point, i) => (i < start || i >= (starts[n + 1] ?? points.length) ? {} : point)),
  )
}

/**
 * A row of figures as the points of one line, or of several where it is broken because a figure counts something else
 * than the one before.
 */
export function linesOfRow(
  row: readonly Datum[],
  divisor: number,
  why: (datum: Datum) => string | undefined,
): PlotPoint[][] {
  const points = row.map((datum): PlotPoint => {
    if (datum.value === undefined) return {}
    const doubt = why(datum)
    return { value: datum.value / divisor, ref: datum.ref, ...(doubt !== undefined && { doubt }) }
  })
  return brokenAt(
    points,
    row.flatMap(({ relabelled }, i) => (relabelled && i > 0 ? [i] : [])),
  )
}

/** Any of the palette's colours as six hexadecimal digits. */
export function hex(colour: string): string {
  const rgb = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/u.exec(colour)
  if (!rgb) return colour.replace('#', '').toUpperCase()
  return rgb
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
