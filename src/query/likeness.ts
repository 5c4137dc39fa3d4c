import { median } from 'd3-array'
import type { MetricId } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { MatrixResult, QueryClient } from './spec'
import type { Scope } from './officeMap'

/**
 * What offices are held to be alike by: how much of each kind of work they have. All of them count one thing for ever.
 */
const LIKENESS = [
  'applications.new.total',
  'license.decisions',
  'penalty.decisions',
  'published.total',
] as const satisfies readonly MetricId[]

/** The last so many years are looked at. */
const YEARS = 3
/** Two offices are compared by no fewer metrics that both have. */
export const FEWEST_SHARED = 3

/** So many are shown. */
export const MOST_ALIKE = 12

/** An office beside the one that it is compared with. */
export interface AlikeOffice {
  org: Org
  /** The mean of |ln(1 + x) − ln(1 + y)| over the metrics that both have: 0 for the same figures. */
  distance: number
  /** How many metrics that is. */
  shared: number
  /** One a metric: the median of its years; none where no year has a figure. */
  figures: readonly (number | undefined)[]
}

export interface AlikeResult {
  office: Org | undefined
  metrics: readonly MetricId[]
  years: readonly number[]
  /** Those of the office itself. */
  figures: readonly (number | undefined)[]
  /** The nearest first; those equally near in the order of the map. */
  nearest: readonly AlikeOffice[]
  /** How many could be compared, of how many others. */
  compared: number
  others: number
}

/** The median of an office's figures over the years of a matrix. */
function middleOf({ values, states, years }: MatrixResult, row: number): number | undefined {
  const from = row * years.length
  return median(values.subarray(from, from + years.length).filter((_, i) => states[from + i] === 0))
}

/** How far two offices are apart, and over how many metrics; nothing where these are too few. */
export function distanceBetween(
  a: readonly (number | undefined)[],
  b: readonly (number | undefined)[],
): { distance: number; shared: number } | undefined {
  let [sum, shared] = [0, 0]
  a.forEach((x, i) => {
    const y = b[i]
    if (x === undefined || y === undefined) return
    sum += Math.abs(Math.log1p(Math.max(0, x)) - Math.log1p(Math.max(0, y)))
    shared++
  })
  return shared < FEWEST_SHARED ? undefined : { distance: sum / shared, shared }
}

/** The offices of a scope that are most like one of them by a printed formula, `most` of them. */
export async function alikeTo(door: QueryClient, scope: Scope, office: string, most: number): Promise<AlikeResult> {
  const years = Array.from({ length: YEARS }, (_, i) => scope.year - YEARS + 1 + i)
  const matrices = await Promise.all(LIKENESS.map((metric) => door.run({ kind: 'matrix', metric, scope, years })))
  const { orgs } = matrices[0]!
  const figuresOf = (row: number) => matrices.map((matrix) => middleOf(matrix, row))
  const own = orgs.findIndex(({ id }) => id === office)
  const figures = own < 0 ? LIKENESS.map(() => undefined) : figuresOf(own)
  const found = orgs.flatMap((org, row): AlikeOffice[] => {
    if (row === own || own < 0) return []
    const others = figuresOf(row)
    const apart = distanceBetween(figures, others)
    return apart ? [{ org, ...apart, figures: others }] : []
  })
  return {
    office: orgs[own],
    metrics: LIKENESS,
    years,
    figures,
    nearest: found.sort((a, b) => a.distance - b.distance).slice(0, most),
    compared: found.length,
    others: orgs.length - Number(own >= 0),
  }
}
