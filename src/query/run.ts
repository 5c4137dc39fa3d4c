import type { Frame } from '../frame/frame'
import { ANSWERS } from './answers'
import type { ColumnSpec } from './answers'
import type { QueryResult } from './spec'

/** Answers a question whose columns are in memory. Pure and immediate. */
export const runQuery = <S extends ColumnSpec>(frame: Frame, spec: S): QueryResult =>
  (ANSWERS[spec.kind].run as (frame: Frame, spec: S) => QueryResult)(frame, spec)

/** Reads what a question needs, where the frame's files have been read only in part. */
export async function ready<S extends ColumnSpec>(frame: Frame, spec: S): Promise<void> {
  if (frame.layers.every(({ segment }) => segment.isWhole())) return
  const keys = (ANSWERS[spec.kind].columns as (spec: S) => readonly string[] | 'all')(spec)
  await Promise.all(frame.layers.map(({ segment }) => segment.load(keys === 'all' ? undefined : keys)))
}
