import type { Plot, PlotPoint, PlotSeries } from '../../../charts/plot'
import type { Places } from './chartBook'
import { endLabels, pointLabel } from './chartLabels'
import type { PointLabel } from './chartLabels'
import { line, formatOf, textRef, numberRef, labelsXml, marker, NO_MARKER, DOUBT_MARKER, values } from './parts'
import type { ChartRoom } from './parts'
import { AXES, ids, categoryAxis, valueAxis, layout, extentOf, axisFormat } from './axes'
import type { Inner } from './axes'

const isAlone = (points: readonly PlotPoint[], i: number): boolean =>
  points[i]?.value !== undefined && points[i - 1]?.value === undefined && points[i + 1]?.value === undefined

function lineSeries(
  plot: Plot,
  series: PlotSeries,
  i: number,
  place: Places,
  labels: Map<number, PointLabel>,
  size: number,
) {
  const { role, colour, points, name } = series
  const width = role === 'focus' ? 3 : role === 'highlight' ? 2.25 : role === 'median' ? 1.75 : 1.25
  const stroke = line(colour, width, role === 'median' ? 'dash' : '')
  const own = role === 'focus' || role === 'highlight' ? marker('circle', 6, colour, colour) : NO_MARKER
  const apart = points.flatMap((point, at) =>
    point.doubt !== undefined
      ? [`<c:dPt><c:idx val="${at}"/>${DOUBT_MARKER}<c:bubble3D val="0"/><c:spPr>${stroke}</c:spPr></c:dPt>`]
      : own === NO_MARKER && isAlone(points, at)
        ? [
            `<c:dPt><c:idx val="${at}"/>${marker('circle', 5, colour, colour)}<c:bubble3D val="0"/>` +
              `<c:spPr>${stroke}</c:spPr></c:dPt>`,
          ]
        : [],
  )
  for (const [at, point] of points.entries()) {
    const isPlain = point.doubt === undefined && point.mark === undefined
    const words = isPlain || labels.has(at) ? undefined : pointLabel(plot, point)
    if (words) labels.set(at, words)
  }
  return (
    `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${textRef(place.name, [name])}</c:tx>` +
    `<c:spPr>${stroke}</c:spPr>${own}${apart.join('')}${labelsXml(labels, plot, size, { place: 'r', all: false })}` +
    `<c:cat>${textRef(place.categories, plot.categories)}</c:cat>` +
    `<c:val>${numberRef(place.values, values(points), formatOf(plot.digits))}</c:val><c:smooth val="0"/></c:ser>`
  )
}

/** Where the plot of a chart of lines stands in it. */
export const LINE_PLOT: Inner = { x: 0.06, y: 0.04, w: 0.77, h: 0.84 }

export function lineChart(plot: Plot, places: readonly Places[], room: ChartRoom): string {
  const isPlaces = plot.places !== undefined
  const extent = isPlaces
    ? { min: 1, max: Math.max(2, plot.places!) }
    : extentOf(
        plot.series.flatMap(({ points }) => values(points)),
        plot.digits === 0,
      )
  const inner = LINE_PLOT
  const labels = endLabels(plot, extent, inner.h, (room.text * 1.35) / room.height)
  const fine = !isPlaces && extent.max - extent.min < 5 && plot.digits !== 'share' ? '#,##0.0' : axisFormat(plot)
  return (
    `${layout(inner)}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>` +
    plot.series.map((series, i) => lineSeries(plot, series, i, places[i]!, labels[i]!, room.text)).join('') +
    `<c:marker val="1"/>${ids}</c:lineChart>` +
    categoryAxis({ id: AXES.across, crosses: AXES.up, place: 'b', size: room.text }, isPlaces ? 'below' : 'usual') +
    valueAxis({ id: AXES.up, crosses: AXES.across, place: 'l', size: room.text }, extent, fine, {
      between: 'midCat',
      reversed: isPlaces,
    })
  )
}
