import { COLOUR } from '../../../charts/parts/palette'
import { spread } from '../../../charts/parts/spread'
import type { Plot, PlotPoint, PlotSeries } from '../../../charts/plot'
import { BELOW_LAST_DIGIT } from '../../../i18n/format'

/** Stands behind a figure that is in doubt: office programs lose hollow fills and dashes, but never a letter. */
export const DOUBT = ' ※'

/** More peers than this go without names beside their lines. */
const MOST_NAMED = 14

/** A text beside a point, and how far it is moved up or down, as a share of the chart's height. */
export interface PointLabel {
  text: string
  strong: boolean
  colour: string
  shift?: number
}

/** A number as the plot writes it; one that is not zero is never written as 0. */
export function written(value: number, digits: Plot['digits']): string {
  const text =
    digits === 'share'
      ? `${(value * 100).toFixed(1)}%`
      : value.toLocaleString('en-US', {
          maximumFractionDigits: Number.isInteger(value) ? 0 : Math.max(1, digits),
        })
  return value !== 0 && !/[1-9]/u.test(text) ? BELOW_LAST_DIGIT : text
}

/** The axis of numbers, and where a number stands on it, from 0 at the top to 1 at its foot. */
export interface Extent {
  min: number
  max: number
}

const lastKnown = ({ points }: PlotSeries): number => points.findLastIndex(({ value }) => value !== undefined)

const lineOf = ({ role, name }: PlotSeries): string => `${role} ${name}`

/**
 * Names at the ends of lines, moved apart so far that none covers another: by series, then by point. `height`: of the
 * plot as a share of the chart's; `line`: of a line of text as a share of the chart's height.
 */
export function endLabels(plot: Plot, extent: Extent, height: number, line: number): Map<number, PointLabel>[] {
  const peers = plot.series.filter(({ role }) => role === 'peer').length
  // A line that is broken is named where its last part ends.
  const ends = new Map<string, number>()
  for (const series of plot.series)
    ends.set(lineOf(series), Math.max(ends.get(lineOf(series)) ?? -1, lastKnown(series)))
  const named = plot.series.flatMap((series, i) => {
    const at = lastKnown(series)
    if (at < ends.get(lineOf(series))!) return []
    const value = series.points[at]?.value
    if (value === undefined || (series.role === 'peer' && peers > MOST_NAMED)) return []
    const share = (value - extent.min) / (extent.max - extent.min)
    const place = (plot.places === undefined ? 1 - share : share) * height
    return [{ i, at, place, series, value }]
  })
  const labels = plot.series.map(() => new Map<number, PointLabel>())
  const groups = new Map<number, typeof named>()
  for (const one of named) groups.set(one.at, [...(groups.get(one.at) ?? []), one])
  for (const group of groups.values()) {
    const sorted = [...group].sort((a, b) => a.place - b.place)
    const places = spread(
      sorted.map(({ place }) => place),
      line,
      0,
      height,
    )
    sorted.forEach(({ i, at, place, series, value }, n) => {
      const strong = series.role === 'focus'
      const { doubt: why, mark } = series.points[at] ?? {}
      const doubt = why === undefined ? '' : DOUBT
      labels[i]!.set(at, {
        text: `${series.name}${strong ? ` ${written(value, plot.digits)}` : ''}${doubt}${mark ? ` ${mark}` : ''}`,
        strong,
        colour: series.role === 'peer' ? COLOUR.peerInk : series.colour,
        shift: places[n]! - place,
      })
    })
  }
  return labels
}

/** The words beside one point of bars, columns or points, where they are more than its number. */
export function pointLabel(plot: Plot, point: PlotPoint): PointLabel | undefined {
  const own = ownLabel(plot, point)
  const { value, mark } = point
  if (value === undefined || mark === undefined) return own
  // A line's points have no numbers, and need none for a mark.
  const plain = plot.kind === 'line' || plot.kind === 'points' ? '' : written(value, plot.digits)
  return own
    ? { ...own, text: `${own.text} ${mark}` }
    : { text: `${plain} ${mark}`.trim(), strong: true, colour: COLOUR.ink }
}

function ownLabel(plot: Plot, { value, doubt, label, colour }: PlotPoint): PointLabel | undefined {
  if (value === undefined) return undefined
  const number = written(value, plot.digits)
  if (label !== undefined)
    return { text: `${label}${doubt === undefined ? '' : DOUBT}`, strong: false, colour: COLOUR.ink }
  if (doubt !== undefined) return { text: `${number}${DOUBT}`, strong: false, colour: COLOUR.amber }
  if (number === BELOW_LAST_DIGIT) return { text: number, strong: false, colour: COLOUR.ink }
  return colour === COLOUR.focus ? { text: number, strong: true, colour } : undefined
}
