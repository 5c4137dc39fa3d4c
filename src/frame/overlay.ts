import { homeOf } from '../domain/correction'
import type { Counted, FigureCorrection } from '../domain/correction'
import { isMetricCode } from '../domain/metrics'
import type { MetricCode, TableCode } from '../domain/metrics'
import type { Segment } from '../engine/codec'
import { PRESENT, stateAt, valueAt } from '../engine/column'
import type { Column } from '../engine/column'
import { fill } from '../engine/fill'
import { pack } from '../engine/pack'
import { FILLED_COLUMN, FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { statutoryCells } from '../pack/formCodes'
import { CODE, UNLISTED } from '../pack/states'

/** A correction that changes a chart: of the place that its code's figures are read from. */
type Charted = FigureCorrection & { code: MetricCode }

const isCharted = (one: FigureCorrection): one is Charted => isMetricCode(one.code) && homeOf(one.code) === one.in

/** Corrections, ready to be laid over published columns. */
export interface Overlay {
  /** Those that change a column, by its key. */
  byKey: ReadonlyMap<string, readonly Charted[]>
  /** The same by the key of their year's count of filled cells. */
  byYear: ReadonlyMap<string, readonly Charted[]>
  /** All corrections of an office's report of a year. */
  of(org: string, year: number): FigureCorrection[]
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}

const reportKey = (org: string, year: number): string => `${year} ${org}`

/** One correction for each figure at most. */
export function overlayOf(corrections: readonly FigureCorrection[]): Overlay {
  const charted = corrections.filter(isCharted)
  const byReport = grouped(corrections, ({ org, year }) => reportKey(org, year))
  return {
    byKey: grouped(charted, ({ year, code }) => columnKey(year, code)),
    byYear: grouped(charted, ({ year }) => columnKey(year, FILLED_COLUMN)),
    of: (org, year) => byReport.get(reportKey(org, year)) ?? [],
  }
}

/** What becomes of a column's row. */
export interface Patch {
  row: number
  value?: number
  state: number
}

const patchOf = (row: number, now: Counted): Patch =>
  'value' in now ? { row, value: now.value, state: PRESENT } : { row, state: CODE[now.missing] }

/** Whether a cell counts as filled: with a number, or with a dash that says there is none to give. */
const isFilled = ({ value, state }: Pick<Patch, 'value' | 'state'>): boolean =>
  value !== undefined || state === CODE.dash

function readingAt(column: Column | undefined, row: number): Pick<Patch, 'value' | 'state'> {
  const state = column ? stateAt(column, row) : UNLISTED
  return { state, ...(column && state === PRESENT && { value: valueAt(column, row) }) }
}

/** A segment's column with some rows changed, packed anew. */
export function patchColumn(segment: Segment, key: string, patches: readonly Patch[]): Column {
  const values = new Float64Array(segment.rows).fill(NaN)
  const states = new Uint8Array(segment.rows).fill(UNLISTED)
  const column = segment.column(key)
  if (column) fill(column, values, states)
  for (const { row, value, state } of patches) {
    states[row] = state
    if (value !== undefined) values[row] = value
  }
  return pack(values, states)
}

/**
 * A published segment with corrections in place of what they correct. A column they touch is packed anew when it is
 * first asked for, every other is the published one. `rowOf` gives an office's row in the segment, if it has one; a
 * report that the segment does not hold gets nothing.
 */
export function corrected(
  published: Segment,
  { byKey, byYear }: Overlay,
  rowOf: (org: string) => number | undefined,
): Segment {
  if (byKey.size === 0) return published

  const formsAt = ({ org, year }: Charted): { row: number; forms: number } | undefined => {
    const row = rowOf(org)
    const column = row === undefined ? undefined : published.column(columnKey(year, FORMS_COLUMN))
    return row !== undefined && column && stateAt(column, row) === PRESENT
      ? { row, forms: valueAt(column, row) }
      : undefined
  }

  /** Counts of filled cells change with the cells; what was published is read from its own column. */
  function countPatches(key: string, corrections: readonly Charted[]): Patch[] {
    const counts = new Map<number, number>()
    for (const one of corrections) {
      const at = formsAt(one)
      if (!at || !statutoryCells(at.forms, one.year).includes(one.code as TableCode)) continue
      const before = isFilled(readingAt(published.column(columnKey(one.year, one.code)), at.row))
      const change = Number(isFilled(patchOf(at.row, one.now))) - Number(before)
      if (change !== 0) counts.set(at.row, (counts.get(at.row) ?? 0) + change)
    }
    const filled = published.column(key)
    return [...counts].map(([row, change]) => ({
      row,
      value: (filled ? valueAt(filled, row) : 0) + change,
      state: PRESENT,
    }))
  }

  const figurePatches = (corrections: readonly Charted[]): Patch[] =>
    corrections.flatMap((one) => {
      const at = formsAt(one)
      return at ? [patchOf(at.row, one.now)] : []
    })

  const made = new Map<string, Column>()
  return {
    rows: published.rows,
    get keys() {
      return [...new Set([...published.keys, ...byKey.keys()])]
    },
    has: (key) => published.has(key) || byKey.has(key),
    isWhole: () => published.isWhole(),
    load: (keys, signal) =>
      published.load(
        keys?.flatMap((key) => [key, ...(byYear.get(key) ?? []).map(({ year, code }) => columnKey(year, code))]),
        signal,
      ),
    column(key) {
      const known = made.get(key)
      if (known) return known
      const [own, ofYear] = [byKey.get(key), byYear.get(key)]
      const patches = own ? figurePatches(own) : ofYear ? countPatches(key, ofYear) : []
      if (patches.length === 0) return published.column(key)
      const column = patchColumn(published, key, patches)
      made.set(key, column)
      return column
    },
  }
}
