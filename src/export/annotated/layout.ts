import { spread } from '../../charts/parts/spread'
import type { PlacedAnnotation } from '../../charts/annotations'
import { LINE } from '../frame'
import { wrap } from '../../charts/parts/wrap'
import type { Measure } from '../svgText'

/* Annotations stand side by side in a band above the chart, so that none covers another or anything drawn. */

/** The text of one annotation: its upper left corner, its lines and its width. */
export interface AnnotationBox {
  x: number
  y: number
  width: number
  lines: string[]
}
export interface AnnotationBand {
  /** The height of the band; the chart begins below it. */
  height: number
  size: number
  boxes: AnnotationBox[]
}

/** A box is no wider than so many letters. */
const WIDEST = 20
/** Below the band, in sizes of its text: room for the lines that lead to the points. */
const BELOW = 0.9

/** What is written in the band: years are always said, and a point where nothing leads to it. */
export const annotationText = ({ mark, text, place, at }: PlacedAnnotation, leads: boolean): string =>
  'ref' in at && leads ? `${mark}${text}` : `${mark}${place} ${text}`

/**
 * Lays out texts above a chart of a width, each as near above the place it speaks of as the others let it. `wanted`:
 * the middle of each place, in the order of the texts; any order.
 */
export function bandOf(
  texts: readonly string[],
  wanted: readonly number[],
  width: number,
  size: number,
  measure: Measure,
): AnnotationBand {
  if (texts.length === 0) return { height: 0, size, boxes: [] }
  const column = Math.min(WIDEST * size, (width - size * (texts.length - 1)) / texts.length)
  const order = texts.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b)
  const places = spread(
    order.map((i) => wanted[i]! - column / 2),
    column + size,
    0,
    width - column,
  )
  const boxes: AnnotationBox[] = []
  order.forEach((i, n) => {
    const lines = wrap(texts[i]!, column, (part) => measure(part, size))
    boxes[i] = { x: places[n]!, y: 0, width: column, lines }
  })
  const most = Math.max(...boxes.map(({ lines }) => lines.length))
  // Short ones stand nearest the chart.
  for (const box of boxes) box.y = (most - box.lines.length) * size * LINE
  return { height: Math.ceil(most * size * LINE + size * BELOW), size, boxes }
}
