import type { CustomSeriesOption, CustomSeriesRenderItemReturn } from 'echarts'
import type { State } from '../../pack/states'
import type { MessageKey, Translator } from '../../i18n'
import type { Room } from '../figure'
import { hatch } from './hatch'
import { COLOUR, FONT, divergingColour } from './palette'
import { textWidth } from './textWidth'

type Shape = Extract<NonNullable<CustomSeriesRenderItemReturn>, { type: 'group' }>['children'][number]

const STEPS = [-1, -0.5, 0, 0.5, 1]

interface Item {
  /** Kind of missing; without it, the ramp of colours. */
  state?: State
  x: number
  line: number
}

const swatch = (room: Room): number => Math.round(room.text * 1.3)
const GAP = 6

/** What the ends of the ramp stand for. */
interface Ends {
  low: MessageKey
  high: MessageKey
}
const MEDIAN: Ends = { low: 'heat.key.below', high: 'heat.key.above' }

function widthOf(state: State | undefined, ends: Ends, room: Room, { t }: Translator): number {
  const words = (text: string): number => textWidth(text, room.text - 1) + GAP
  return state === undefined
    ? words(t(ends.low)) + STEPS.length * swatch(room) + words(t(ends.high))
    : swatch(room) + words(t(`state.${state}`))
}

/** What the colours and textures of cells mean, in as many lines as the width takes. */
export function heatKey(states: readonly State[], left: number, room: Room, words: Translator, ends = MEDIAN) {
  const items: Item[] = []
  // Under the cells, where the ramp has room there.
  const start = left + widthOf(undefined, ends, room, words) > room.width ? GAP : left
  let [x, line] = [start, 0]
  for (const state of [undefined, ...states]) {
    const width = widthOf(state, ends, room, words)
    if (x > start && x + width > room.width) [x, line] = [start, line + 1]
    items.push({ ...(state && { state }), x, line })
    x += width + room.text * 1.2
  }
  const lineHeight = room.text * 1.6
  const height = (line + 1) * lineHeight + room.text * 0.4
  const top = room.height - height + room.text * 0.4

  const text = (said: string, at: number, y: number) => ({
    type: 'text' as const,
    style: {
      text: said,
      x: at,
      y,
      verticalAlign: 'middle' as const,
      font: `${room.text - 1}px ${FONT}`,
      fill: COLOUR.muted,
    },
  })
  const drawn = items.flatMap(({ state, x: at, line: row }): Shape[] => {
    const middle = top + row * lineHeight + lineHeight / 2
    const [width, tall] = [swatch(room), room.text * 0.95]
    const box = (i: number, from: number) => ({ x: from + i * width, y: middle - tall / 2, width, height: tall })
    if (state === undefined) {
      const first = at + textWidth(words.t(ends.low), room.text - 1) + GAP
      return [
        text(words.t(ends.low), at, middle),
        ...STEPS.map((step, i) => ({
          type: 'rect' as const,
          shape: box(i, first),
          style: { fill: divergingColour(step), stroke: COLOUR.line, lineWidth: 0.5 },
        })),
        text(words.t(ends.high), first + STEPS.length * width + GAP, middle),
      ]
    }
    const shape = box(0, at)
    return [
      { type: 'rect' as const, shape, style: { fill: COLOUR.paper, stroke: COLOUR.line, lineWidth: 0.5 } },
      { type: 'group' as const, clipPath: { type: 'rect' as const, shape }, children: hatch(state, shape) },
      text(words.t(`state.${state}`), at + width + GAP, middle),
    ]
  })
  const series: CustomSeriesOption = {
    id: 'heat-key',
    type: 'custom',
    silent: true,
    clip: false,
    tooltip: { show: false },
    data: [[0, 0]],
    renderItem: () => ({ type: 'group', silent: true, children: drawn }),
  }
  return { height, series, shapes: drawn }
}
