import type { Segment } from '../engine/codec'
import type { Column } from '../engine/column'
import { bitset, eachBit, fullBitset, hasBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { fill } from '../engine/fill'
import { pack } from '../engine/pack'
import { FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { UNLISTED } from '../pack/states'
import { NOWHERE } from './layer'
import type { GroundLayer } from './layer'

/** So many layers are asked one by one before small ones are joined. */
const FEW = 16
/** A layer of more rows is worth asking by itself. */
const MOST_ROWS = 2048

/** Segments under one another: a column is put together when it is first asked for. */
function joinedSegment(segments: readonly Segment[], firsts: readonly number[]): Segment {
  const rows = firsts.at(-1)! + segments.at(-1)!.rows
  const made = new Map<string, Column | undefined>()
  const join = (key: string): Column | undefined => {
    const values = new Float64Array(rows).fill(NaN)
    const states = new Uint8Array(rows).fill(UNLISTED)
    let found = false
    segments.forEach((segment, i) => {
      const column = segment.column(key)
      if (!column) return
      found = true
      const [from, to] = [firsts[i]!, firsts[i]! + segment.rows]
      fill(column, values.subarray(from, to), states.subarray(from, to))
    })
    return found ? pack(values, states) : undefined
  }
  return {
    rows,
    get keys() {
      return [...new Set(segments.flatMap(({ keys }) => keys))]
    },
    has: (key) => segments.some((segment) => segment.has(key)),
    isWhole: () => segments.every((segment) => segment.isWhole()),
    load: async (keys, signal) => {
      await Promise.all(segments.map((segment) => segment.load(keys, signal)))
    },
    column(key) {
      if (!made.has(key)) made.set(key, join(key))
      return made.get(key)
    },
  }
}

/** The rows of a segment that hold a report of any year. */
function heldIn(segment: Segment, years: readonly number[]): Bitset {
  const held = bitset(segment.rows)
  for (const year of years) {
    const forms = segment.column(columnKey(year, FORMS_COLUMN))
    const present = forms && (forms.present ?? fullBitset(segment.rows))
    if (present) for (let i = 0; i < held.length; i++) held[i]! |= present[i]!
  }
  return held
}

interface Small {
  layer: GroundLayer
  held: Bitset
}

/** Small layers that share no office with a report, as one. */
function joinedLayer(all: readonly Small[]): GroundLayer {
  if (all.length === 1) return all[0]!.layer
  const firsts: number[] = []
  let size = 0
  for (const { layer } of all) {
    firsts.push(size)
    size += layer.published.rows
  }
  const rows = new Uint32Array(size).fill(NOWHERE)
  const owner = new Uint32Array(size)
  all.forEach(({ layer, held }, k) => {
    owner.fill(k, firsts[k], firsts[k]! + layer.published.rows)
    eachBit(held, (i) => {
      rows[firsts[k]! + i] = layer.rows[i]!
    })
  })
  return {
    dataset: '',
    partAt(row) {
      const k = owner[row]!
      const { dataset, published } = all[k]!.layer
      return { dataset, segment: published, row: row - firsts[k]! }
    },
    published: joinedSegment(
      all.map(({ layer }) => layer.published),
      firsts,
    ),
    rows,
    ownRow(org) {
      for (const [k, { layer, held }] of all.entries()) {
        const own = layer.ownRow(org)
        if (own !== undefined && hasBit(held, own)) return firsts[k]! + own
      }
      return undefined
    },
  }
}

/**
 * Layers with small ones joined where there are many: a thousand imports cost a question as little as one. What lay on
 * top of another for an office still does. `size`: rows of the frame.
 */
export function joined(layers: readonly GroundLayer[], size: number, years: readonly number[]): GroundLayer[] {
  if (layers.length <= FEW) return [...layers]
  const groups: { small: Small[]; large?: GroundLayer }[] = []
  /** By row, the first group that lies on top of all that hold it. */
  const free = new Uint32Array(size)
  for (const layer of layers) {
    const { published, rows, origin, from, to } = layer
    const isSmall =
      published.rows <= MOST_ROWS &&
      published.isWhole() &&
      origin === undefined &&
      from === undefined &&
      to === undefined
    let at = groups.length
    if (isSmall) {
      const held = heldIn(published, years)
      at = 0
      eachBit(held, (i) => {
        if (rows[i]! < size) at = Math.max(at, free[rows[i]!]!)
      })
      while (groups[at]?.large) at++
      groups[at] ??= { small: [] }
      groups[at]!.small.push({ layer, held })
      eachBit(held, (i) => {
        if (rows[i]! < size) free[rows[i]!] = at + 1
      })
    } else {
      groups.push({ small: [], large: layer })
      for (const row of rows) if (row < size) free[row] = at + 1
    }
  }
  return groups.map(({ small, large }) => large ?? joinedLayer(small))
}
