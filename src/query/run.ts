import type { Frame } from '../frame/frame'
import { ANSWERS } from './answers'
import type { ColumnSpec } from './answers'
import { yearOfKey } from '../pack/columnNames'
import type { QueryResult, QuerySpec } from './spec'

/** Answers a question whose columns are in memory. Pure and immediate. */
export const runQuery = <S extends ColumnSpec>(frame: Frame, spec: S): QueryResult =>
  (ANSWERS[spec.kind].run as (frame: Frame, spec: S) => QueryResult)(frame, spec)

const columnsOf = <S extends ColumnSpec>(spec: S): readonly string[] | 'all' =>
  (ANSWERS[spec.kind].columns as (spec: S) => readonly string[] | 'all')(spec)

/** The years whose reports a question looks through. */
export function yearsRead(frame: Frame, spec: QuerySpec): number[] {
  if (spec.kind === 'report') return spec.checked || spec.explained ? [...frame.years] : [spec.year]
  const keys = columnsOf(spec)
  return keys === 'all' ? [...frame.years] : [...new Set(keys.map(yearOfKey))]
}

/** Reads what a question needs, where the frame's files have been read only in part. */
export async function ready<S extends ColumnSpec>(frame: Frame, spec: S): Promise<void> {
  if (frame.layers.every(({ segment }) => segment.isWhole())) return
  const keys = columnsOf(spec)
  await Promise.all(frame.layers.map(({ segment }) => segment.load(keys === 'all' ? undefined : keys)))
}
