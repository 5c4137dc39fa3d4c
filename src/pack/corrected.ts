import { homeOf } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import { isMetricCode } from '../domain/metrics'
import type { MetricCode, TableCode } from '../domain/metrics'
import type { Segment } from '../engine/codec'
import { fill } from '../engine/fill'
import { pack } from '../engine/pack'
import { statutoryCells } from './formCodes'
import { FILLED_COLUMN, FORMS_COLUMN, columnKey } from './columnNames'
import { CODE, UNLISTED } from './states'

/** The corrections that change a chart: of the place that a code's figures are read from. */
export const charted = (corrections: readonly FigureCorrection[]): (FigureCorrection & { code: MetricCode })[] =>
  corrections.filter(
    (one): one is FigureCorrection & { code: MetricCode } => isMetricCode(one.code) && homeOf(one.code) === one.in,
  )

const isFilled = (reading: unknown): boolean => typeof reading === 'number' || reading === 'dash'

/** What becomes of a column's row. */
interface Patch {
  row: number
  value?: number
  state: number
}

/**
 * A segment in which corrected figures stand in place of the published ones: columns are packed anew when they are
 * asked for, so that nothing behind knows of corrections. `rowOf` gives an office's row in the segment, if it has one.
 */
export function correctedSegment(
  segment: Segment,
  corrections: readonly FigureCorrection[],
  rowOf: (org: string) => number | undefined,
): Segment {
  const patches = new Map<string, Patch[]>()
  const filled = new Map<string, Map<number, number>>()
  for (const { org, year, code, now, was } of charted(corrections)) {
    const row = rowOf(org)
    if (row === undefined) continue
    const key = columnKey(year, code)
    const patch: Patch =
      'value' in now ? { row, value: now.value, state: CODE.value } : { row, state: CODE[now.missing] }
    patches.set(key, [...(patches.get(key) ?? []), patch])
    const change = Number(isFilled('value' in now ? now.value : now.missing)) - Number(isFilled(was))
    const [forms, states] = unpacked(segment, columnKey(year, FORMS_COLUMN))
    if (change === 0 || states[row] !== CODE.value || !statutoryCells(forms[row]!, year).includes(code as TableCode))
      continue
    const counts = filled.get(columnKey(year, FILLED_COLUMN)) ?? new Map<number, number>()
    filled.set(columnKey(year, FILLED_COLUMN), counts.set(row, (counts.get(row) ?? 0) + change))
  }
  if (patches.size === 0) return segment
  for (const [key, counts] of filled) {
    const [values] = unpacked(segment, key)
    patches.set(
      key,
      [...counts].map(([row, change]) => ({ row, value: values[row]! + change, state: CODE.value })),
    )
  }
  const opened = new Map<string, ReturnType<typeof pack>>()
  return {
    ...segment,
    keys: [...new Set([...segment.keys, ...patches.keys()])],
    column(key) {
      const own = patches.get(key)
      if (!own) return segment.column(key)
      const column = opened.get(key) ?? patched(segment, key, own)
      opened.set(key, column)
      return column
    },
  }
}

function unpacked(segment: Segment, key: string): [Float64Array, Uint8Array] {
  const values = new Float64Array(segment.rows).fill(NaN)
  const states = new Uint8Array(segment.rows).fill(UNLISTED)
  const column = segment.column(key)
  if (column) fill(column, values, states)
  return [values, states]
}

function patched(segment: Segment, key: string, patches: readonly Patch[]): ReturnType<typeof pack> {
  const [values, states] = unpacked(segment, key)
  for (const { row, value, state } of patches) {
    states[row] = state
    if (value !== undefined) values[row] = value
  }
  return pack(values, states)
}
