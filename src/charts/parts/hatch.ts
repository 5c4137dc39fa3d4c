import type { State } from '../../pack/states'
import { COLOUR } from './palette'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const lines = (box: Box, gap: number, slope: 1 | -1, stroke: string = COLOUR.hatch) => {
  const shapes = []
  for (let d = -box.height; d < box.width; d += gap) {
    const [x1, x2] = [box.x + d, box.x + d + box.height]
    shapes.push({
      type: 'line' as const,
      silent: true,
      shape:
        slope === 1 ? { x1, y1: box.y + box.height, x2, y2: box.y } : { x1, y1: box.y, x2, y2: box.y + box.height },
      style: { stroke, lineWidth: 0.8 },
    })
  }
  return shapes
}

const DOT_GAP = 8
const dots = (box: Box) => {
  const shapes = []
  for (let y = box.y + DOT_GAP / 2; y < box.y + box.height; y += DOT_GAP) {
    for (let x = box.x + DOT_GAP / 2; x < box.x + box.width; x += DOT_GAP) {
      shapes.push({
        type: 'circle' as const,
        silent: true,
        shape: { cx: x, cy: y, r: 0.9 },
        style: { fill: COLOUR.hatch },
      })
    }
  }
  return shapes
}

const RULE_GAP = 7
const rules = (box: Box) => {
  const shapes = []
  for (let y = box.y + RULE_GAP / 2; y < box.y + box.height; y += RULE_GAP) {
    shapes.push({
      type: 'line' as const,
      silent: true,
      shape: { x1: box.x, y1: y, x2: box.x + box.width, y2: y },
      style: { stroke: COLOUR.hatch, lineWidth: 0.8 },
    })
  }
  return shapes
}

/**
 * Each kind of missing has its own texture, readable in grey and in print: none for what the form lacks, a dash for a
 * dash.
 */
export function hatch(state: State, box: Box) {
  switch (state) {
    case 'no-report':
      return lines(box, 6, 1)
    case 'not-extracted':
      return lines(box, 11, -1)
    case 'blank':
      return dots(box)
    case 'unreadable':
      return [...lines(box, 7, 1), ...lines(box, 7, -1)]
    case 'undefined-rate':
      return rules(box)
    case 'doubtful':
      return lines(box, 9, 1, COLOUR.amberLine)
    default:
      return []
  }
}

/** The same textures as CSS backgrounds, for keys and tables beside the chart. */
export const HATCH_CSS: Partial<Record<State, string>> = {
  'no-report': `repeating-linear-gradient(135deg, ${COLOUR.hatch} 0 0.8px, transparent 0.8px 4.3px)`,
  'not-extracted': `repeating-linear-gradient(45deg, ${COLOUR.hatch} 0 0.8px, transparent 0.8px 7.8px)`,
  blank: `radial-gradient(${COLOUR.hatch} 0.9px, transparent 1px) 0 0 / 8px 8px`,
  unreadable: [45, 135]
    .map((angle) => `repeating-linear-gradient(${angle}deg, ${COLOUR.hatch} 0 0.8px, transparent 0.8px 5px)`)
    .join(', '),
  doubtful: `repeating-linear-gradient(135deg, ${COLOUR.amberLine} 0 0.8px, transparent 0.8px 6.4px)`,
  'undefined-rate': `repeating-linear-gradient(0deg, ${COLOUR.hatch} 0 0.8px, transparent 0.8px 7px)`,
}
