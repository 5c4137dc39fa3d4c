import { niceRange } from '../../../charts/parts/axes'
import { COLOUR } from '../../../charts/parts/palette'
import type { Plot } from '../../../charts/plot'
import { escaped } from '../../svgText'
import type { Extent } from './chartLabels'
import { line, NO_LINE, textProperties, rich } from './parts'

export const AXES = { across: 111, up: 222 } as const
export const ids = `<c:axId val="${AXES.across}"/><c:axId val="${AXES.up}"/>`

function title(text: string, size: number): string {
  return `<c:title><c:tx>${rich(text, size, COLOUR.muted)}</c:tx><c:overlay val="0"/></c:title>`
}

const NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'

interface Axis {
  id: number
  crosses: number
  place: string
  size: number
}

/** `reversed`: the first stands at the top. `below`: under an axis of numbers that runs downwards. */
export const categoryAxis = ({ id, crosses, place, size }: Axis, way: 'usual' | 'reversed' | 'below'): string =>
  `<c:catAx><c:axId val="${id}"/>` +
  `<c:scaling><c:orientation val="${way === 'reversed' ? 'maxMin' : 'minMax'}"/></c:scaling>` +
  `<c:delete val="0"/><c:axPos val="${place}"/><c:numFmt formatCode="General" sourceLinked="0"/>` +
  `${NO_TICKS}<c:tickLblPos val="${way === 'below' ? 'nextTo' : 'low'}"/>` +
  `<c:spPr>${line(COLOUR.axis, 1)}</c:spPr>${textProperties(size)}<c:crossAx val="${crosses}"/>` +
  `<c:crosses val="${way === 'below' ? 'max' : 'autoZero'}"/>` +
  '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'

export function valueAxis(
  { id, crosses, place, size }: Axis,
  { min, max }: Extent,
  format: string,
  {
    name,
    hidden = false,
    between = 'between',
    reversed = false,
  }: { name?: string; hidden?: boolean; between?: string; reversed?: boolean },
): string {
  return (
    `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/>` +
    `<c:max val="${max}"/><c:min val="${min}"/></c:scaling>` +
    `<c:delete val="${hidden ? 1 : 0}"/><c:axPos val="${place}"/>` +
    (hidden ? '' : `<c:majorGridlines><c:spPr>${line(COLOUR.line, 0.75)}</c:spPr></c:majorGridlines>`) +
    (name === undefined ? '' : title(name, size)) +
    `<c:numFmt formatCode="${escaped(format)}" sourceLinked="0"/>${NO_TICKS}` +
    `<c:tickLblPos val="nextTo"/><c:spPr>${NO_LINE}</c:spPr>${textProperties(size)}<c:crossAx val="${crosses}"/>` +
    `<c:crosses val="${place === 't' ? 'autoZero' : 'min'}"/><c:crossBetween val="${between}"/></c:valAx>`
  )
}

export const extentOf = (numbers: readonly (number | undefined)[], whole: boolean): Extent => {
  const known = numbers.filter((value) => value !== undefined)
  return niceRange(Math.min(0, ...known), Math.max(0, ...known), 6, whole)
}

export const axisFormat = (plot: Plot): string =>
  plot.digits === 'share' ? '0%' : plot.digits === 0 ? '#,##0' : '#,##0.##'.replace('.##', '')

/** Where the plot stands within the chart, as shares of it. */
export interface Inner {
  x: number
  y: number
  w: number
  h: number
}
export const layout = ({ x, y, w, h }: Inner): string =>
  '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>' +
  `<c:x val="${x}"/><c:y val="${y}"/><c:w val="${w}"/><c:h val="${h}"/></c:manualLayout></c:layout>`
