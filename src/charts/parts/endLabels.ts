import type { ScatterSeriesOption } from 'echarts'
import type { Room } from '../figure'
import { FONT } from './palette'

/** A name at the end of a line. */
export interface EndLabel { x: number; y: number; text: string; colour: string; strong?: boolean }

/** Names beside the last point of each line, pushed apart so that none touches another. One series for all of them. */
export function endLabels(labels: readonly EndLabel[], room: Room): ScatterSeriesOption {
  const sorted = [...labels].sort((a, b) => b.y - a.y)
  const step = room.text * 1.28
  // Placed per column of labels: only names that end at the same year can touch.
  const lowest = new Map<number, number>()
  return {
    id: 'end-labels', type: 'scatter', silent: true, symbolSize: 0.1, z: 6, animation: false, tooltip: { show: false },
    itemStyle: { color: 'transparent' },
    data: sorted.map(({ x, y, text, colour, strong }) => ({
      value: [x, y],
      label: {
        show: true, position: 'right' as const, distance: 7, formatter: () => text, opacity: 1, color: colour,
        fontFamily: FONT, fontSize: strong ? room.text + 1 : room.text, fontWeight: strong ? 'bold' as const : 'normal' as const,
      },
    })),
    // The point itself stays put; the label's own place may already be a shifted one.
    labelLayout: ({ dataIndex, rect }) => {
      if (dataIndex === undefined) return {}
      if (dataIndex === 0) lowest.clear()
      const { x } = sorted[dataIndex]!
      const middle = rect.y + rect.height / 2
      const placed = Math.max(middle, (lowest.get(x) ?? -Infinity) + step)
      lowest.set(x, placed)
      return placed === middle ? {} : { dy: placed - middle }
    },
  }
}
