import type { PlacedAnnotation } from '../../charts/annotations'
import type { Plot } from '../../charts/plot'
import { LINE_PLOT } from '../pptx/chart/lineChart'
import type { Box } from '../pptx/slides'
import { usualWidth } from '../svgText'
import { annotationText, bandOf } from './layout'

// Office programs lay out their charts by themselves: texts stand above, and the marks they begin with at the points.

/** Where a category stands across, from 0 to 1. */
function acrossOf({ kind, categories, series }: Plot, at: { series: number; point: number }): number {
  if (kind === 'points') {
    const all = series.flatMap(({ across = [] }) => across.filter((one) => one !== undefined))
    const [low, high] = [Math.min(...all), Math.max(...all)]
    return ((series[at.series]?.across?.[at.point] ?? low) - low) / (high - low || 1)
  }
  const last = categories.length - 1
  const share = last > 0 ? at.point / last : 0.5
  return kind === 'line' ? LINE_PLOT.x + share * LINE_PLOT.w : share
}

/** A text above a native chart. */
export interface NativeText {
  box: Box
  text: string
}
export interface NativeAnnotations {
  texts: NativeText[]
  /** What is left to the chart. */
  chart: Box
  /** Years to shade: only where the place of the plot within its chart is known. */
  spans: Box[]
}

/** Lays out the annotations of a native chart in the box that both have. */
export function nativeAnnotations(
  plot: Plot,
  annotations: readonly PlacedAnnotation[],
  box: Box,
  size: number,
): NativeAnnotations {
  const shares = annotations.map(({ at }) =>
    'ref' in at
      ? acrossOf(plot, at)
      : (acrossOf(plot, { series: 0, point: at.from }) + acrossOf(plot, { series: 0, point: at.to })) / 2,
  )
  const said = annotations.map((one) => annotationText(one, true))
  const wanted = shares.map((share) => share * box.width)
  const band = bandOf(said, wanted, box.width, size, usualWidth)
  const chart = { ...box, y: box.y + band.height, height: box.height - band.height }
  return {
    chart,
    texts: band.boxes.map(({ x, y, width }, i) => ({
      text: said[i]!,
      box: { x: box.x + x, y: box.y + y, width, height: band.height - y },
    })),
    spans:
      plot.kind !== 'line'
        ? []
        : annotations.flatMap(({ at }) => {
            if ('ref' in at) return []
            const [left, right] = [at.from, at.to].map((point) => acrossOf(plot, { series: 0, point }) * box.width)
            return [
              {
                x: box.x + left! - size / 2,
                y: chart.y + LINE_PLOT.y * chart.height,
                width: right! - left! + size,
                height: LINE_PLOT.h * chart.height,
              },
            ]
          }),
  }
}
