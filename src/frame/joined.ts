import { group } from 'd3-array'
import type { Segment } from '../engine/codec'
import { bitset, fullBitset, hasBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { joinSegments } from '../engine/joined'
import { FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { UNLISTED } from '../pack/states'
import { NOWHERE } from './layer'
import type { GroundLayer } from './layer'

/** So many layers are asked one by one before small ones are joined. */
const FEW = 16
/** A layer of more rows is worth asking by itself. */
const MOST_ROWS = 2048
/**
 * Where more reports of an office lie on one another than this, layers share no segment: each would have few rows of
 * it.
 */
const MOST_GROUPS = 24

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

/** A small layer, and where its rows stand in a segment of many. */
interface Small {
  layer: GroundLayer
  whole: Segment
  from: number
}

/** Segments that were joined before, by their first: a frame of the same datasets and others asks for them again. */
const joinedBefore = new WeakMap<Segment, { of: readonly Segment[]; whole: Segment }>()

function joinedOf(segments: readonly Segment[]): Segment {
  const before = joinedBefore.get(segments[0]!)
  if (before?.of.length === segments.length && before.of.every((one, i) => one === segments[i])) return before.whole
  const whole = joinSegments(segments, UNLISTED)
  joinedBefore.set(segments[0]!, { of: segments, whole })
  return whole
}

/** Layers one after another in one segment, but for those that are part of one already. */
function placed(layers: readonly GroundLayer[], isAnew = false): Small[] {
  const loose = layers.filter(({ published }) => isAnew || !published.slice)
  const whole = loose.length > 0 ? joinedOf(loose.map(({ published }) => published)) : undefined
  let next = 0
  return layers.map((layer) => {
    const { slice, rows } = layer.published
    if (slice && !isAnew) return { layer, whole: slice.of, from: slice.from }
    const from = next
    next += rows
    return { layer, whole: whole!, from }
  })
}

/** Small layers of one segment that share no office with a report, as one. */
function joinedLayer(all: readonly Small[], held: Bitset): GroundLayer {
  const { whole } = all[0]!
  const rows = new Uint32Array(whole.rows).fill(NOWHERE)
  const owner = new Uint32Array(whole.rows)
  all.forEach(({ layer, from }, k) => {
    for (let i = 0; i < layer.published.rows; i++) {
      owner[from + i] = k
      if (hasBit(held, from + i)) rows[from + i] = layer.rows[i]!
    }
  })
  return {
    dataset: '',
    datasetOf: (row) => all[owner[row]!]!.layer.dataset,
    published: whole,
    rows,
    ownRow(org) {
      for (const { layer, from } of all) {
        const own = layer.ownRow(org)
        if (own !== undefined && hasBit(held, from + own)) return from + own
      }
      return undefined
    },
  }
}

interface Group {
  small: Small[]
  large?: GroundLayer
}

/** Layers in groups: in each, small ones that share no office with a report, or a large one by itself. */
function grouped(
  layers: readonly GroundLayer[],
  smallOf: ReadonlyMap<GroundLayer, Small>,
  size: number,
  heldOf: (whole: Segment) => Bitset,
): Group[] {
  const groups: Group[] = []
  /** By row, the first group that lies on top of all that hold it. */
  const free = new Uint32Array(size)
  for (const layer of layers) {
    const small = smallOf.get(layer)
    if (!small) {
      groups.push({ small: [], large: layer })
      for (const row of layer.rows) if (row < size) free[row] = groups.length
      continue
    }
    const held = heldOf(small.whole)
    const own = [...layer.rows].filter((row, i) => row < size && hasBit(held, small.from + i))
    let at = own.reduce((most, row) => Math.max(most, free[row]!), 0)
    while (groups[at]?.large) at++
    groups[at] ??= { small: [] }
    groups[at]!.small.push(small)
    for (const row of own) free[row] = at + 1
  }
  return groups
}

/**
 * Layers with small ones joined where there are many: a thousand imports cost a question as little as one. What lay on
 * top of another for an office still does. `size`: rows of the frame.
 */
export function joined(layers: readonly GroundLayer[], size: number, years: readonly number[]): GroundLayer[] {
  if (layers.length <= FEW) return [...layers]
  const isSmall = ({ published, origin, from, to }: GroundLayer): boolean =>
    published.rows <= MOST_ROWS && published.isWhole() && origin === undefined && from === undefined && to === undefined
  const known = new Map<Segment, Bitset>()
  const heldOf = (whole: Segment): Bitset => {
    const held = known.get(whole) ?? heldIn(whole, years)
    known.set(whole, held)
    return held
  }
  const smallOf = new Map(placed(layers.filter(isSmall)).map((small) => [small.layer, small]))
  const groups = grouped(layers, smallOf, size, heldOf)
  return groups.flatMap(({ small, large }) => {
    if (large) return [large]
    if (small.length === 1) return [small[0]!.layer]
    const own =
      groups.length > MOST_GROUPS
        ? placed(
            small.map(({ layer }) => layer),
            true,
          )
        : small
    return [...group(own, ({ whole }) => whole)].map(([whole, of]) => joinedLayer(of, heldOf(whole)))
  })
}
