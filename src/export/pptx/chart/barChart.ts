import { COLOUR } from '../../../charts/parts/palette'
import { hex } from '../../../charts/plot'
import type { Plot, PlotPoint, PlotSeries } from '../../../charts/plot'
import type { Places } from './chartBook'
import { pointLabel, written } from './chartLabels'
import type { PointLabel } from './chartLabels'
import { solid, line, NO_LINE, formatOf, textRef, numberRef, labelsXml, values } from './parts'
import type { ChartRoom, Labelling } from './parts'
import { AXES, ids, categoryAxis, valueAxis, extentOf, axisFormat } from './axes'

/** Parts of a whole smaller than this have no room for their number. */
const SLIVER = 0.045

/** Whether white letters read on a colour. */
const isDark = (colour: string): boolean => {
  const [r = 0, g = 0, b = 0] = (hex(colour).match(/../gu) ?? []).map((part) => parseInt(part, 16))
  return 0.3 * r + 0.6 * g + 0.1 * b < 140
}

/** The number within a part: none in a sliver, and in the letters that its own colour wants. */
function partLabel(plot: Plot, point: PlotPoint, colour: string): PointLabel | 'none' | undefined {
  const { value, doubt, colour: own = colour } = point
  if (value === undefined || doubt !== undefined) return pointLabel(plot, point)
  if (point.mark !== undefined) return { ...pointLabel(plot, point)!, colour: isDark(own) ? COLOUR.card : COLOUR.ink }
  if (Math.abs(value) < SLIVER) return 'none'
  return isDark(own) === isDark(colour)
    ? undefined
    : { text: written(value, plot.digits), strong: false, colour: isDark(own) ? COLOUR.card : COLOUR.ink }
}

function barSeries(plot: Plot, { colour, points, name }: PlotSeries, i: number, place: Places, size: number): string {
  const stacked = plot.kind === 'stack'
  const labels = new Map<number, PointLabel | 'none'>()
  const apart = points.flatMap((point, at) => {
    const label = stacked ? partLabel(plot, point, colour) : pointLabel(plot, point)
    if (label) labels.set(at, label)
    if (point.value === undefined || (point.doubt === undefined && (point.colour ?? colour) === colour)) return []
    const look =
      point.doubt === undefined
        ? `${solid(point.colour ?? colour)}${NO_LINE}`
        : `${solid(COLOUR.amberSoft)}${line(COLOUR.amber, 1.75)}`
    return [
      `<c:dPt><c:idx val="${at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${look}</c:spPr></c:dPt>`,
    ]
  })
  const how: Labelling = stacked
    ? { place: 'ctr', all: true, colour: isDark(colour) ? COLOUR.card : COLOUR.ink }
    : { place: 'outEnd', all: true }
  return (
    `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${textRef(place.name, [name])}</c:tx>` +
    `<c:spPr>${solid(colour)}${stacked ? line(COLOUR.card, 0.75) : NO_LINE}</c:spPr><c:invertIfNegative val="0"/>` +
    `${apart.join('')}${labelsXml(labels, plot, size, how)}` +
    `<c:cat>${textRef(place.categories, plot.categories)}</c:cat>` +
    `<c:val>${numberRef(place.values, values(points), formatOf(plot.digits))}</c:val></c:ser>`
  )
}

/** Lines of text that a bar of its own needs in height, with what is between them. */
const BAR_LINES = 1.45

/** Text that leaves each bar its own name: programs leave out those for which there is no room. */
export const fitting = ({ categories }: Plot, { text, height }: ChartRoom): number =>
  Math.max(6, Math.min(text, Math.floor((height * 0.88) / Math.max(1, categories.length) / BAR_LINES)))

export function barChart(plot: Plot, places: readonly Places[], given: ChartRoom): string {
  const lying = plot.kind === 'bar' || plot.lying === true
  const room = { ...given, text: lying ? fitting(plot, given) : given.text }
  const stacked = plot.kind === 'stack'
  const numbers = plot.series.flatMap(({ points }) => values(points))
  const extent = stacked ? { min: 0, max: 1 } : extentOf(numbers, plot.digits === 0)
  const across = { id: AXES.across, crosses: AXES.up, place: lying ? 'l' : 'b', size: room.text }
  const up = { id: AXES.up, crosses: AXES.across, place: lying ? 't' : 'l', size: room.text }
  const overlap = stacked ? '<c:overlap val="100"/>' : '<c:overlap val="-5"/>'
  return (
    `<c:layout/><c:barChart><c:barDir val="${lying ? 'bar' : 'col'}"/>` +
    `<c:grouping val="${stacked ? 'percentStacked' : 'clustered'}"/><c:varyColors val="0"/>` +
    plot.series.map((series, i) => barSeries(plot, series, i, places[i]!, room.text)).join('') +
    `<c:gapWidth val="${plot.series.length > 1 && !stacked ? 70 : 45}"/>${overlap}${ids}</c:barChart>` +
    categoryAxis(across, lying ? 'reversed' : 'usual') +
    valueAxis(up, extent, stacked ? '0%' : axisFormat(plot), { hidden: lying })
  )
}
