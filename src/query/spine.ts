import { headlineMetrics } from './answers/brief'
import { orderOf, placesIn } from './places'
import type { Place } from './places'
import type { MatrixResult, QueryClient } from './spec'
import type { Scope } from './officeMap'

/** A headline metric of one office: its figures over the years, and where it stands among the offices of the scope. */
export interface SpineRow {
  /** One row, and every year up to the last; the summaries are of the whole scope. */
  matrix: MatrixResult
  place?: Place
}

/**
 * An office by the headline metrics of the scope's year. `years`: all that are held up to it, ascending; the years
 * before the first of them are not looked at.
 */
export function spineOf(
  door: QueryClient,
  office: string,
  scope: Scope,
  held: readonly number[],
): Promise<readonly SpineRow[]> {
  const { year } = scope
  // Every year between, so that one nobody reported is a gap; the last year and the one before it always.
  const first = Math.min(year - 1, ...held)
  const years = Array.from({ length: year - first + 1 }, (_, i) => first + i)
  return Promise.all(
    headlineMetrics(year).map(async (metric): Promise<SpineRow> => {
      const [matrix, order] = await Promise.all([
        door.run({ kind: 'sample', metric, scope, years, offices: [office] }),
        orderOf(door, metric, scope, year),
      ])
      const [place] = await placesIn(door, order, [office])
      return { matrix, ...(place && { place }) }
    }),
  )
}
