import type { EChartsOption } from 'echarts'
import type { PlacedAnnotation } from '../../charts/annotations'
import type { Room } from '../../charts/figure'
import { COLOUR } from '../../charts/parts/palette'
import { chartSvg } from '../chartSvg'
import { LINE } from '../frame'
import { svgText } from '../svgText'
import type { Measure } from '../svgText'
import { annotatedDrawing } from './drawing'
import type { AnnotatedDrawing, Leader } from './drawing'

/** How far below its upper edge a line of text has its base, in its own size. */
const BASE = 0.98

/** A ring around a point, with a halo that keeps it apart from bars of its own darkness. */
const ringSvg = ({ ring }: Leader): string =>
  ring === undefined
    ? ''
    : [`stroke="${COLOUR.card}" stroke-width="4"`, `stroke="${COLOUR.ink}" stroke-width="1.6"`]
        .map(
          (stroke) =>
            `<circle cx="${ring.x.toFixed(1)}" cy="${ring.y.toFixed(1)}" r="${ring.r.toFixed(1)}"` +
            ` fill="none" ${stroke}/>`,
        )
        .join('')

/** What is drawn of annotations over a chart: their texts, and what leads from them. */
function annotationsSvg({ band, leaders }: AnnotatedDrawing): string {
  const { size, boxes } = band
  return [
    ...leaders.map((leader) =>
      leader?.span
        ? `<rect x="${leader.span.left.toFixed(1)}" y="${leader.span.top}" fill="${COLOUR.focus}" fill-opacity="0.07"` +
          ` width="${(leader.span.right - leader.span.left).toFixed(1)}"` +
          ` height="${Math.max(0, leader.span.bottom - leader.span.top).toFixed(1)}"/>`
        : '',
    ),
    ...leaders.map((leader) =>
      leader
        ? `<path d="${leader.path}" fill="none" stroke="${COLOUR.muted}" stroke-width="1"/>${ringSvg(leader)}`
        : '',
    ),
    ...boxes.flatMap(({ x, y, lines }) =>
      lines.map((line, i) => svgText(line, Math.round(x), y + size * (BASE + i * LINE), { size })),
    ),
  ].join('')
}

/** The inside of an SVG with a chart and its annotations, at its own size. Needs no page. */
export function annotatedSvg(
  option: (room: Room) => EChartsOption,
  room: Room,
  annotations: readonly PlacedAnnotation[] = [],
  measure?: Measure,
): string {
  if (annotations.length === 0) return chartSvg(option, room)
  const drawing = annotatedDrawing(option, room, annotations, measure)
  const chart = chartSvg(option, drawing.chart)
  return `<g transform="translate(0 ${drawing.band.height})">${chart}</g>${annotationsSvg(drawing)}`
}
