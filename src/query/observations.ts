import type { MetricId } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import { STATES } from '../pack/states'
import type { State } from '../pack/states'
import { originOf } from './marks'
import type { MarkReason, Origin } from './marks'
import type { MatrixResult } from './spec'

/**
 * SDMX code list CL_OBS_STATUS: A normal, E estimated, U low reliability, D definition differs; of what is missing, O
 * left out by the reporter, L exists but was not collected, M cannot exist.
 */
export type ObsStatus = 'A' | 'E' | 'U' | 'D' | 'O' | 'L' | 'M'

const MISSING: Record<Exclude<State, 'value' | 'doubtful'>, ObsStatus> = {
  blank: 'O',
  dash: 'O',
  unreadable: 'L',
  'not-extracted': 'L',
  'no-report': 'L',
  'not-in-form': 'M',
  'undefined-rate': 'M',
}

/** How far a figure can be relied on, as statistical offices write it. */
export function obsStatusOf(state: State, reasons: readonly MarkReason[] = [], isRelabelled = false): ObsStatus {
  if (state === 'doubtful') return 'U'
  if (state !== 'value') return MISSING[state]
  if (reasons.some((reason) => reason !== 'approx')) return 'U'
  return reasons.length > 0 ? 'E' : isRelabelled ? 'D' : 'A'
}

/** One figure of one office and year with all that is known of it. */
export interface Observation {
  org: Org
  year: number
  metric: MetricId
  /** Money in yuan, rates as fractions; of a figure that was left out, as printed. */
  value?: number
  status: ObsStatus
  origin: Origin
  /** The kind of its absence, and what speaks against it. */
  reasons: readonly (State | MarkReason)[]
}

/** What speaks against a figure, apart from the kind of its absence. */
export const isMarkReason = (reason: State | MarkReason): reason is MarkReason =>
  !(STATES as readonly string[]).includes(reason)

/** The figures of a matrix one by one, by office and then by year. */
export function* observationsOf(result: MatrixResult): Generator<Observation> {
  const { metric, years, orgs, values, states, corrected, relabelled = [], marks = [] } = result
  const markAt = new Map(marks.map((mark) => [mark.at, mark]))
  const [isCorrected, isRelabelled] = [new Set(corrected), new Set(relabelled)]
  for (const [row, org] of orgs.entries())
    for (const [column, year] of years.entries()) {
      const at = row * years.length + column
      const state = STATES[states[at]!] ?? 'no-report'
      const mark = markAt.get(at)
      const reasons = mark && mark.reliability !== 'reliable' ? mark.reasons : []
      const value = state === 'value' ? values[at] : mark?.printed
      yield {
        org,
        year,
        metric,
        ...(value !== undefined && { value }),
        status: obsStatusOf(state, reasons, isRelabelled.has(at)),
        origin: originOf(metric, isCorrected.has(at)),
        reasons: [...(state === 'value' ? [] : [state]), ...reasons],
      }
    }
}
