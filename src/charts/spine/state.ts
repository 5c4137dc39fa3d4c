import { unitOf } from '../../domain/metrics'
import type { MetricId } from '../../domain/metrics'
import { scaleFor } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import { outOfRange, ownRange, tendency, yoy } from '../../query/measures'
import type { Change, OwnRange, Tendency } from '../../query/measures'
import type { Place } from '../../query/places'
import type { SpineRow } from '../../query/spine'
import type { ChartContext } from '../figure'
import { datumAt } from '../readings'
import type { Datum } from '../readings'

/** What one metric says of the office. */
export interface SpineLine {
  metric: MetricId
  name: string
  scale: Scale
  own: Datum
  before: Datum
  change: Change
  range: OwnRange | undefined
  /** Where the figure lies in its range, where there are years enough to say. */
  out: 'above' | 'below' | 'within' | undefined
  trend: Tendency
  place: Place | undefined
  reported: number
  total: number
}

/** What is computed of an answer. */
export interface SpineState {
  office: string
  year: number
  lines: readonly SpineLine[]
  isDrawable: boolean
}

export function stateOf(rows: readonly SpineRow[], year: number, { words }: ChartContext): SpineState {
  const lines = rows.flatMap(({ matrix, place }): SpineLine[] => {
    const at = matrix.years.indexOf(year)
    if (matrix.orgs.length === 0 || at < 1) return []
    const range = ownRange(matrix, 0, year)
    const [own, before] = [datumAt(matrix, 0, at), datumAt(matrix, 0, at - 1)]
    const { reported = 0, total = 0 } = matrix.summaries[at] ?? {}
    return [
      {
        metric: matrix.metric,
        name: words.metric(matrix.metric),
        scale: scaleFor(
          Math.max(...[own.value, before.value, range?.min, range?.max].map((value) => Math.abs(value ?? 0))),
          unitOf(matrix.metric),
          words,
        ),
        own,
        before,
        change: yoy(matrix, 0, year),
        range,
        out: outOfRange(matrix, 0, year),
        trend: tendency(matrix, 0, year),
        place,
        reported,
        total,
      },
    ]
  })
  return {
    office: rows[0]?.matrix.orgs[0]?.name ?? '',
    year,
    lines,
    isDrawable: lines.some(({ own, before, range }) => own.value !== undefined || before.value !== undefined || range),
  }
}
