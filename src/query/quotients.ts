import type { MetricId } from '../domain/metrics'
import { valueAt } from '../engine/column'
import type { Frame } from '../frame/frame'
import { partsOf } from '../frame/series'
import { CODE } from '../pack/states'
import type { MatrixResult } from './spec'

/** What a quotient is made of: 36 of 58. */
export interface Quotient {
  above: number
  below: number
}

/** Of more offices than this nobody reads what each figure is made of. */
const MOST_READ = 600

/**
 * Numerators and denominators of the quotients in an answer, by position; none for other metrics, and none of more
 * offices than anybody reads one by one. `frame`: on the basis that was asked for.
 */
export function quotientsIn(
  frame: Frame,
  { metric, years, orgs, states }: Pick<MatrixResult, 'metric' | 'years' | 'orgs' | 'states'>,
): ReadonlyMap<number, Quotient> {
  const found = new Map<number, Quotient>()
  if (orgs.length > MOST_READ) return found
  const rows = orgs.map(({ id }) => frame.rowOf.get(id) ?? -1)
  years.forEach((year, column) => {
    const parts = frame.byYear.has(year) ? partsOf(frame, metric, year) : undefined
    if (!parts) return
    rows.forEach((row, i) => {
      const at = i * years.length + column
      if (states[at] !== CODE.value || row < 0) return
      found.set(at, { above: valueAt(parts.above, row), below: valueAt(parts.below, row) })
    })
  })
  return found
}

/** The same of figures that a ranking names, all of which are there. */
export const quotientsOf = (
  frame: Frame,
  { metric, year }: { metric: MetricId; year: number },
  orgs: readonly MatrixResult['orgs'][number][],
): ReadonlyMap<number, Quotient> =>
  quotientsIn(frame, { metric, years: [year], orgs, states: new Uint8Array(orgs.length).fill(CODE.value) })
