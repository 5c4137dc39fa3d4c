import { unreliable } from '../checks/inFrame'
import { isMetricCode } from '../domain/metrics'
import type { Segment } from '../engine/codec'
import type { Column } from '../engine/column'
import { patchColumn } from '../frame/overlay'
import type { Frame } from '../frame/frame'
import type { Layer } from '../frame/layer'
import { rememberIn } from '../frame/remembered'
import { CODE } from '../pack/states'

/** Which of the numbers known of a figure counts. */
export interface Basis {
  /** Figures that cannot be relied on count as printed; without it they are left out. */
  doubtful?: 'counted'
  /** As the offices published it; without it, as corrected here. */
  values?: 'published'
}

/** A segment whose columns are read through `change`, each once. */
function through(segment: Segment, change: (key: string, column: Column) => Column): Segment {
  const made = new Map<string, Column>()
  return {
    rows: segment.rows,
    get keys() {
      return segment.keys
    },
    has: (key) => segment.has(key),
    isWhole: () => segment.isWhole(),
    load: (keys) => segment.load(keys),
    column(key) {
      const known = made.get(key)
      if (known) return known
      const column = segment.column(key)
      if (!column) return undefined
      const changed = change(key, column)
      made.set(key, changed)
      return changed
    },
  }
}

/** The layer without the figures that cannot be relied on: nothing behind knows that they were ever there. */
function reliable(frame: Frame, layer: Layer, position: number): Segment {
  const places = new Map<number, number>()
  const placeOf = (row: number): number | undefined => {
    if (layer.rows[row] === row) return row
    if (places.size === 0) layer.rows.forEach((of, i) => places.set(of, i))
    return places.get(row)
  }
  return through(layer.segment, (key, column) => {
    const slash = key.indexOf('/')
    const [year, code] = [Number(key.slice(0, slash)), key.slice(slash + 1)]
    if (!isMetricCode(code)) return column
    const owner = frame.byYear.get(year)?.owner
    const patches = [...unreliable(frame, code, year).keys()].flatMap((row) => {
      const place = owner?.[row] === position + 1 ? placeOf(row) : undefined
      return place === undefined ? [] : [{ row: place, state: CODE.doubtful }]
    })
    return patches.length > 0 ? patchColumn(layer.segment, key, patches) : column
  })
}

/** The same datasets as a question's basis sees them. A view is a frame like any other, made once. */
export function frameOn(frame: Frame, { doubtful, values }: Basis = {}): Frame {
  const published = values !== 'published' ? frame : rememberIn(frame, 'as published', () => asPublished(frame))
  if (doubtful === 'counted') return published
  return rememberIn(published, 'reliable', () => ({
    ...published,
    layers: published.layers.map((layer, position) => ({ ...layer, segment: reliable(published, layer, position) })),
  }))
}

const asPublished = (frame: Frame): Frame => ({
  ...frame,
  corrected: { get: () => undefined },
  layers: frame.layers.map((layer) => ({ ...layer, segment: layer.published })),
})
