import type { Segment } from './codec'
import type { Column } from './column'
import { fill } from './fill'
import { pack } from './pack'

/**
 * Segments under one another: a column is put together when it is first asked for. Rows of a segment without it have
 * the state `absent`.
 */
export function joinSegments(segments: readonly Segment[], absent: number): Segment {
  const firsts: number[] = []
  let rows = 0
  /** Positions of the segments that have the same columns: most of a year do. */
  const alike = new Map<readonly string[], number[]>()
  segments.forEach((segment, i) => {
    firsts.push(rows)
    rows += segment.rows
    const same = alike.get(segment.keys)
    if (same) same.push(i)
    else alike.set(segment.keys, [i])
  })
  const having = (key: string): number[][] => [...alike.values()].filter(([i]) => segments[i!]!.has(key))
  const join = (key: string): Column | undefined => {
    const from = having(key).flat()
    if (from.length === 0) return undefined
    const values = new Float64Array(rows).fill(NaN)
    const states = new Uint8Array(rows).fill(absent)
    for (const i of from) {
      const segment = segments[i]!
      const [first, last] = [firsts[i]!, firsts[i]! + segment.rows]
      const { of, from: row } = segment.slice ?? { of: segment, from: 0 }
      fill(of.column(key)!, values.subarray(first, last), states.subarray(first, last), row, row + segment.rows)
    }
    return pack(values, states)
  }
  const made = new Map<string, Column | undefined>()
  return {
    rows,
    get keys() {
      return [...new Set([...alike.keys()].flat())]
    },
    has: (key) => having(key).length > 0,
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

/** Some rows of a segment as a segment; it has every column of the other, whether these rows have figures or not. */
export function sliceOf(of: Segment, from: number, rows: number): Segment {
  const made = new Map<string, Column | undefined>()
  const cut = (key: string): Column | undefined => {
    const column = of.column(key)
    if (!column) return undefined
    const values = new Float64Array(rows)
    const states = new Uint8Array(rows)
    fill(column, values, states, from, from + rows)
    return pack(values, states)
  }
  return {
    rows,
    slice: { of, from },
    get keys() {
      return of.keys
    },
    has: (key) => of.has(key),
    isWhole: () => of.isWhole(),
    load: (keys, signal) => of.load(keys, signal),
    column(key) {
      if (!made.has(key)) made.set(key, cut(key))
      return made.get(key)
    },
  }
}
