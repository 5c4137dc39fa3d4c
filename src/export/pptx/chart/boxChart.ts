import { COLOUR } from '../../../charts/parts/palette'
import type { Plot, PlotSeries } from '../../../charts/plot'
import { AXES, axisFormat, categoryAxis, extentOf, ids, valueAxis } from './axes'
import { fitting } from './barChart'
import type { Places } from './chartBook'
import { NO_LINE, formatOf, line, numberRef, solid, textRef, values } from './parts'
import type { ChartRoom } from './parts'

/** The range to one side of a box, from where its bar ends. */
function range(side: 'minus' | 'plus', { points }: PlotSeries, place: Places, format: string): string {
  const lengths = numberRef(place.values, values(points), format)
  const none =
    '<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="1"/><c:pt idx="0"><c:v>0</c:v></c:pt></c:numLit>'
  return (
    `<c:errBars><c:errBarType val="${side}"/><c:errValType val="cust"/><c:noEndCap val="1"/>` +
    `<c:plus>${side === 'plus' ? lengths : none}</c:plus><c:minus>${side === 'minus' ? lengths : none}</c:minus>` +
    `<c:spPr>${line(COLOUR.axis, 1.25)}</c:spPr></c:errBars>`
  )
}

function part(plot: Plot, i: number, place: Places, range: string): string {
  const { name, colour, points } = plot.series[i]!
  const isHidden = i === 0
  const own = points.flatMap(({ colour: other }, at) =>
    isHidden || other === undefined
      ? []
      : [
          `<c:dPt><c:idx val="${at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>` +
            `<c:spPr>${solid(other)}${line(COLOUR.card, 1)}</c:spPr></c:dPt>`,
        ],
  )
  return (
    `<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${textRef(place.name, [name])}</c:tx>` +
    `<c:spPr>${isHidden ? `<a:noFill/>${NO_LINE}` : `${solid(colour)}${line(COLOUR.card, 1)}`}</c:spPr>` +
    `<c:invertIfNegative val="0"/>${own.join('')}${range}` +
    `<c:cat>${textRef(place.categories, plot.categories)}</c:cat>` +
    `<c:val>${numberRef(place.values, values(points), formatOf(plot.digits))}</c:val></c:ser>`
  )
}

/**
 * Boxes one below another: office programs have none of their own that all of them draw, so they are bars set end to
 * end, the first without colour, and the ranges are error bars. `plot.series`: up to the lower quartile, to the median,
 * to the upper quartile, and what the range goes below and above these.
 */
export function boxChart(plot: Plot, places: readonly Places[], given: ChartRoom): string {
  const size = fitting(plot, given)
  const format = formatOf(plot.digits)
  const [from, lower, upper, , above] = plot.series
  const ends = plot.categories.map((_, i) =>
    [from, lower, upper, above].reduce((sum, one) => sum + (one?.points[i]?.value ?? 0), 0),
  )
  return (
    '<c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>' +
    part(plot, 0, places[0]!, range('minus', plot.series[3]!, places[3]!, format)) +
    part(plot, 1, places[1]!, '') +
    part(plot, 2, places[2]!, range('plus', plot.series[4]!, places[4]!, format)) +
    `<c:gapWidth val="70"/><c:overlap val="100"/>${ids}</c:barChart>` +
    categoryAxis({ id: AXES.across, crosses: AXES.up, place: 'l', size }, 'reversed') +
    valueAxis(
      { id: AXES.up, crosses: AXES.across, place: 't', size },
      extentOf(ends, plot.digits === 0),
      axisFormat(plot),
      {},
    )
  )
}
