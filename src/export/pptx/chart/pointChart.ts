import { COLOUR } from '../../../charts/parts/palette'
import type { Plot, PlotSeries } from '../../../charts/plot'
import type { Places } from './chartBook'
import { pointLabel } from './chartLabels'
import type { PointLabel } from './chartLabels'
import {
  line,
  NO_LINE,
  formatOf,
  textRef,
  numberRef,
  labelsXml,
  marker,
  NO_MARKER,
  DOUBT_MARKER,
  values,
} from './parts'
import type { ChartRoom } from './parts'
import { AXES, ids, valueAxis, extentOf, axisFormat } from './axes'

/** More points than this go without names. */
const MOST_POINT_NAMES = 40

function pointSeries(plot: Plot, series: PlotSeries, i: number, place: Places, size: number): string {
  const { role, colour, dashed, points, name, across = [] } = series
  const labels = new Map<number, PointLabel>()
  const isLine = role === 'median' || role === 'limit'
  const all = plot.series.reduce((sum, one) => sum + (one.role === 'limit' ? 0 : one.points.length), 0)
  points.forEach((point, at) => {
    const label = pointLabel(plot, point)
    if (label && (role !== 'peer' || all <= MOST_POINT_NAMES || point.doubt !== undefined || point.mark !== undefined))
      labels.set(at, role === 'focus' ? { ...label, strong: true, colour } : label)
  })
  const apart = points.flatMap(({ doubt }, at) =>
    doubt === undefined ? [] : [`<c:dPt><c:idx val="${at}"/>${DOUBT_MARKER}<c:bubble3D val="0"/></c:dPt>`],
  )
  return (
    `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${textRef(place.name, [name])}</c:tx>` +
    (isLine
      ? `<c:spPr>${line(colour, 1, dashed ? 'dash' : '')}</c:spPr>${NO_MARKER}`
      : `<c:spPr>${NO_LINE}</c:spPr>${marker('circle', role === 'focus' ? 9 : 7, colour, COLOUR.card)}`) +
    `${apart.join('')}` +
    `${labelsXml(labels, plot, size, { place: 'r', all: false })}` +
    `<c:xVal>${numberRef(place.categories, across, formatOf(plot.axes?.acrossDigits ?? 0))}</c:xVal>` +
    `<c:yVal>${numberRef(place.values, values(points), formatOf(plot.digits))}</c:yVal><c:smooth val="0"/></c:ser>`
  )
}

export function pointChart(plot: Plot, places: readonly Places[], room: ChartRoom): string {
  const across = extentOf(
    plot.series.flatMap((series) => series.across ?? []),
    false,
  )
  const up = extentOf(
    plot.series.flatMap(({ points }) => values(points)),
    false,
  )
  const acrossFormat = plot.axes?.acrossDigits === 'share' ? '0%' : '#,##0'
  return (
    '<c:layout/><c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>' +
    plot.series.map((series, i) => pointSeries(plot, series, i, places[i]!, room.text)).join('') +
    `${ids}</c:scatterChart>` +
    valueAxis({ id: AXES.across, crosses: AXES.up, place: 'b', size: room.text }, across, acrossFormat, {
      name: plot.axes?.across ?? '',
      between: 'midCat',
    }) +
    valueAxis({ id: AXES.up, crosses: AXES.across, place: 'l', size: room.text }, up, axisFormat(plot), {
      name: plot.axes?.up ?? '',
      between: 'midCat',
    })
  )
}
