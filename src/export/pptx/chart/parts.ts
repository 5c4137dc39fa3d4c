import { COLOUR } from '../../../charts/parts/palette'
import { hex } from '../../../charts/plot'
import type { Plot, PlotPoint } from '../../../charts/plot'
import { escaped } from '../../svgText'
import type { PointLabel } from './chartLabels'

/* The pieces of a chart's XML that all kinds of charts have. */

export const OFFICE_FONT = 'Microsoft YaHei'
const EMU = 12_700

/** Room of a chart in points, and the size of its text. */
export interface ChartRoom {
  width: number
  height: number
  text: number
}

const fonts = `<a:latin typeface="${OFFICE_FONT}"/><a:ea typeface="${OFFICE_FONT}"/><a:cs typeface="${OFFICE_FONT}"/>`
export const solid = (colour: string): string => `<a:solidFill><a:srgbClr val="${hex(colour)}"/></a:solidFill>`
export function line(colour: string, width: number, dash = ''): string {
  const dashes = dash && `<a:prstDash val="${dash}"/>`
  return `<a:ln w="${Math.round(width * EMU)}" cap="rnd">${solid(colour)}${dashes}<a:round/></a:ln>`
}
export const NO_LINE = '<a:ln><a:noFill/></a:ln>'
const runProperties = (tag: string, size: number, colour: string, bold = false): string =>
  `<a:${tag} lang="zh-CN" altLang="en-US" sz="${Math.round(size * 100)}" b="${bold ? 1 : 0}">` +
  `${solid(colour)}${fonts}</a:${tag}>`
export const textProperties = (size: number, colour: string = COLOUR.muted): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${runProperties('defRPr', size, colour)}</a:pPr>` +
  '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
export const rich = (text: string, size: number, colour: string, bold = false): string =>
  `<c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>` +
  `<a:pPr>${runProperties('defRPr', size, colour, bold)}</a:pPr>` +
  `<a:r>${runProperties('rPr', size, colour, bold)}<a:t>${escaped(text)}</a:t></a:r></a:p></c:rich>`

export const formatOf = (digits: Plot['digits']): string =>
  digits === 'share' ? '0.0%' : digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`

export const textRef = (place: string, texts: readonly string[]): string =>
  `<c:strRef><c:f>${place}</c:f><c:strCache><c:ptCount val="${texts.length}"/>${texts
    .map((text, i) => `<c:pt idx="${i}"><c:v>${escaped(text)}</c:v></c:pt>`)
    .join('')}</c:strCache></c:strRef>`
export const numberRef = (place: string, values: readonly (number | undefined)[], format: string): string =>
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

export interface Labelling {
  place: string
  /** Every point has its number, beside those with words of their own. */
  all: boolean
  colour?: string
}

export function labelsXml(
  labels: ReadonlyMap<number, PointLabel | 'none'>,
  plot: Plot,
  size: number,
  how: Labelling,
): string {
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

export const marker = (symbol: string, size: number, fill: string, edge: string): string =>
  `<c:marker><c:symbol val="${symbol}"/><c:size val="${size}"/>` +
  `<c:spPr>${solid(fill)}${line(edge, 1.5)}</c:spPr></c:marker>`
export const NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
/** A point in doubt differs by its shape, not only by its colour. */
export const DOUBT_MARKER = marker('diamond', 10, COLOUR.card, COLOUR.amber)

export const values = (points: readonly PlotPoint[]): (number | undefined)[] => points.map(({ value }) => value)
