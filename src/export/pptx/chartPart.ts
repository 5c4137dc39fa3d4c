import { niceRange } from '../../charts/parts/axes'
import { COLOUR } from '../../charts/parts/palette'
import { hex } from '../../charts/plot'
import type { Plot, PlotPoint, PlotSeries } from '../../charts/plot'
import { escaped } from '../svgText'
import { chartBook } from './chartBook'
import type { Places } from './chartBook'
import { endLabels, pointLabel, written } from './chartLabels'
import type { Extent, PointLabel } from './chartLabels'

/*
 * A chart as a part of an office document (ECMA-376 part 1, 21.2), written here because the library that makes the deck
 * gives zeros as empty cells, gaps as empty values, categories on several levels, no font for Chinese and no labels of
 * single points. Elements stand in the order of the schema: programs that find another one offer to repair the file.
 */

export const OFFICE_FONT = 'Microsoft YaHei'
const EMU = 12_700

/** Room of a chart in points, and the size of its text. */
export interface ChartRoom {
  width: number
  height: number
  text: number
}

const fonts = `<a:latin typeface="${OFFICE_FONT}"/><a:ea typeface="${OFFICE_FONT}"/><a:cs typeface="${OFFICE_FONT}"/>`
const solid = (colour: string): string => `<a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill>`
const line = (colour: string, width: number, dash = ''): string =>
  `<a:ln w="${Math.round(width * EMU)}" cap="rnd">${solid(colour)}${dash && `<a:prstDash val="${dash}"/>`}<a:round/></a:ln>`
const NO_LINE = '<a:ln><a:noFill/></a:ln>'
const runProperties = (tag: string, size: number, colour: string, bold = false): string =>
  `<a:${tag} lang="zh-CN" altLang="en-US" sz="${Math.round(size * 100)}" b="${bold ? 1 : 0}">${solid(colour)}${fonts}</a:${tag}>`
const textProperties = (size: number, colour: string = COLOUR.muted): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${runProperties('defRPr', size, colour)}</a:pPr>` +
  '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
const rich = (text: string, size: number, colour: string, bold = false): string =>
  `<c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>` +
  `<a:pPr>${runProperties('defRPr', size, colour, bold)}</a:pPr>` +
  `<a:r>${runProperties('rPr', size, colour, bold)}<a:t>${escaped(text)}</a:t></a:r></a:p></c:rich>`

const formatOf = (digits: Plot['digits']): string =>
  digits === 'share' ? '0.0%' : digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`

const textRef = (place: string, texts: readonly string[]): string =>
  `<c:strRef><c:f>${place}</c:f><c:strCache><c:ptCount val="${texts.length}"/>${texts
    .map((text, i) => `<c:pt idx="${i}"><c:v>${escaped(text)}</c:v></c:pt>`)
    .join('')}</c:strCache></c:strRef>`
const numberRef = (place: string, values: readonly (number | undefined)[], format: string): string =>
  `<c:numRef><c:f>${place}</c:f><c:numCache><c:formatCode>${escaped(format)}</c:formatCode>` +
  `<c:ptCount val="${values.length}"/>${values
    .map((value, i) => (value === undefined ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`))
    .join('')}</c:numCache></c:numRef>`

const SHOWN = (value: boolean): string =>
  `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/>` +
  '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'

/** The label of one point; a line's is moved by its shift. */
const labelXml = (i: number, { text, strong, colour, shift }: PointLabel, size: number, place: string): string =>
  `<c:dLbl><c:idx val="${i}"/>` +
  (shift === undefined || Math.abs(shift) < 0.002
    ? ''
    : `<c:layout><c:manualLayout><c:x val="0"/><c:y val="${shift.toFixed(4)}"/></c:manualLayout></c:layout>`) +
  `<c:tx>${rich(text, strong ? size + 1 : size, colour, strong)}</c:tx><c:spPr><a:noFill/>${NO_LINE}</c:spPr>` +
  `<c:dLblPos val="${place}"/>${SHOWN(true)}</c:dLbl>`

interface Labelling {
  place: string
  /** Every point has its number, beside those with words of their own. */
  all: boolean
  colour?: string
}

function labelsXml(labels: ReadonlyMap<number, PointLabel | 'none'>, plot: Plot, size: number, how: Labelling): string {
  const own = [...labels]
    .sort(([a], [b]) => a - b)
    .map(([i, label]) =>
      label === 'none'
        ? `<c:dLbl><c:idx val="${i}"/><c:delete val="1"/></c:dLbl>`
        : labelXml(i, label, size, how.place),
    )
    .join('')
  return (
    `<c:dLbls>${own}<c:numFmt formatCode="${escaped(formatOf(plot.digits))}" sourceLinked="0"/>` +
    `<c:spPr><a:noFill/>${NO_LINE}</c:spPr>${textProperties(size, how.colour ?? COLOUR.ink)}` +
    `${how.all ? `<c:dLblPos val="${how.place}"/>` : ''}${SHOWN(how.all)}</c:dLbls>`
  )
}

const marker = (symbol: string, size: number, fill: string, edge: string): string =>
  `<c:marker><c:symbol val="${symbol}"/><c:size val="${size}"/><c:spPr>${solid(fill)}${line(edge, 1.5)}</c:spPr></c:marker>`
const NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
/** A point in doubt differs by its shape, not only by its colour. */
const DOUBT_MARKER = marker('diamond', 10, COLOUR.card, COLOUR.amber)

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

const values = (points: readonly PlotPoint[]): (number | undefined)[] => points.map(({ value }) => value)

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

const AXES = { across: 111, up: 222 } as const
const ids = `<c:axId val="${AXES.across}"/><c:axId val="${AXES.up}"/>`

function title(text: string, size: number): string {
  return `<c:title><c:tx>${rich(text, size, COLOUR.muted)}</c:tx><c:overlay val="0"/></c:title>`
}

interface Axis {
  id: number
  crosses: number
  place: string
  size: number
}

const categoryAxis = ({ id, crosses, place, size }: Axis, reversed: boolean): string =>
  `<c:catAx><c:axId val="${id}"/><c:scaling><c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/></c:scaling>` +
  `<c:delete val="0"/><c:axPos val="${place}"/><c:numFmt formatCode="General" sourceLinked="0"/>` +
  '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>' +
  `<c:spPr>${line(COLOUR.axis, 1)}</c:spPr>${textProperties(size)}<c:crossAx val="${crosses}"/>` +
  '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'

function valueAxis(
  { id, crosses, place, size }: Axis,
  { min, max }: Extent,
  format: string,
  { name, hidden = false, between = 'between' }: { name?: string; hidden?: boolean; between?: string },
): string {
  return (
    `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/><c:max val="${max}"/><c:min val="${min}"/></c:scaling>` +
    `<c:delete val="${hidden ? 1 : 0}"/><c:axPos val="${place}"/>` +
    (hidden ? '' : `<c:majorGridlines><c:spPr>${line(COLOUR.line, 0.75)}</c:spPr></c:majorGridlines>`) +
    (name === undefined ? '' : title(name, size)) +
    `<c:numFmt formatCode="${escaped(format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="nextTo"/><c:spPr>${NO_LINE}</c:spPr>${textProperties(size)}<c:crossAx val="${crosses}"/>` +
    `<c:crosses val="${place === 't' ? 'autoZero' : 'min'}"/><c:crossBetween val="${between}"/></c:valAx>`
  )
}

/** Where the plot stands within the chart, as shares of it. */
interface Inner {
  x: number
  y: number
  w: number
  h: number
}
const layout = ({ x, y, w, h }: Inner): string =>
  '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>' +
  `<c:x val="${x}"/><c:y val="${y}"/><c:w val="${w}"/><c:h val="${h}"/></c:manualLayout></c:layout>`

const extentOf = (numbers: readonly (number | undefined)[], whole: boolean): Extent => {
  const known = numbers.filter((value) => value !== undefined)
  return niceRange(Math.min(0, ...known), Math.max(0, ...known), 6, whole)
}

const axisFormat = (plot: Plot): string =>
  plot.digits === 'share' ? '0%' : plot.digits === 0 ? '#,##0' : '#,##0.##'.replace('.##', '')

/** Where the plot of a chart of lines stands in it. */
export const LINE_PLOT: Inner = { x: 0.06, y: 0.04, w: 0.77, h: 0.84 }

function lineChart(plot: Plot, places: readonly Places[], room: ChartRoom): string {
  const extent = extentOf(
    plot.series.flatMap(({ points }) => values(points)),
    plot.digits === 0,
  )
  const inner = LINE_PLOT
  const labels = endLabels(plot, extent, inner.h, (room.text * 1.35) / room.height)
  const fine = extent.max - extent.min < 5 && plot.digits !== 'share' ? '#,##0.0' : axisFormat(plot)
  return (
    `${layout(inner)}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>` +
    plot.series.map((series, i) => lineSeries(plot, series, i, places[i]!, labels[i]!, room.text)).join('') +
    `<c:marker val="1"/>${ids}</c:lineChart>` +
    categoryAxis({ id: AXES.across, crosses: AXES.up, place: 'b', size: room.text }, false) +
    valueAxis({ id: AXES.up, crosses: AXES.across, place: 'l', size: room.text }, extent, fine, {
      between: 'midCat',
    })
  )
}

/** Lines of text that a bar of its own needs in height, with what is between them. */
const BAR_LINES = 1.45

/** Text that leaves each bar its own name: programs leave out those for which there is no room. */
const fitting = ({ categories }: Plot, { text, height }: ChartRoom): number =>
  Math.max(6, Math.min(text, Math.floor((height * 0.88) / Math.max(1, categories.length) / BAR_LINES)))

function barChart(plot: Plot, places: readonly Places[], given: ChartRoom): string {
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
    categoryAxis(across, lying) +
    valueAxis(up, extent, stacked ? '0%' : axisFormat(plot), { hidden: lying })
  )
}

function pointChart(plot: Plot, places: readonly Places[], room: ChartRoom): string {
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

/** Lines are named at their ends, single rows of bars need no name: the others have a legend above. */
const needsLegend = ({ kind, series }: Plot): boolean => kind === 'stack' || (kind !== 'line' && series.length > 1)

/** A chart's part of an office document. Its workbook is the relation `rId1`. */
export function chartPart(plot: Plot, room: ChartRoom): string {
  const { places } = chartBook(plot)
  const draw = { line: lineChart, column: barChart, bar: barChart, stack: barChart, points: pointChart }[plot.kind]
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"' +
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>' +
    `<c:plotArea>${draw(plot, places, room)}<c:spPr><a:noFill/>${NO_LINE}</c:spPr></c:plotArea>` +
    (needsLegend(plot)
      ? `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textProperties(room.text)}</c:legend>`
      : '') +
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
    `<c:spPr><a:noFill/>${NO_LINE}</c:spPr>${textProperties(room.text)}` +
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
  )
}
