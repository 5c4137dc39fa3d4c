import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import type { MarkReason } from '../marks'

/** A figure that is left out as it cannot be relied on. */
export interface DoubtfulFigure {
  kind: 'doubtful'
  org: Org
  metric: MetricId
  printed?: number
  reasons: readonly MarkReason[]
}

/** An office whose table 三 does not balance: what was due, and what became of it. */
export interface UnevenOffice {
  kind: 'uneven'
  org: Org
  due: number
  out: number
}

/** Offices that came to the area with the year, and those that left it. */
export interface MovedOffices {
  kind: 'moved'
  joined: readonly Org[]
  left: readonly Org[]
}

/** An office's part in a change: `share` of the net change, over 1 where the others together went the other way. */
export interface Contributor {
  org: Org
  base: number
  value: number
  share: number
}

/** A sum that moved, over the offices with a figure in both years; `lead` where one office explains half or more. */
export interface ChangedSum {
  kind: 'change'
  metric: MetricId
  base: number
  current: number
  paired: number
  lead?: Contributor
}

/** What an office reports for the first time: none in any earlier year held, of which there are `years`. */
export interface FirstTime {
  kind: 'first'
  metric: MetricId
  org: Org
  value: number
  years: number
  /** No office of the scope had any before. */
  everywhere: boolean
}

/** A share of what was closed that chance does not explain, given the share over all offices. */
export interface OddRate {
  kind: 'rate'
  metric: MetricId
  org: Org
  count: number
  closed: number
  /** Over all offices of the scope that have the figures. */
  all: { count: number; closed: number }
}

/** Places gained or lost among the offices with a figure in both years. */
export interface MovedRank {
  kind: 'rank'
  metric: MetricId
  org: Org
  before: number
  after: number
  of: number
  base: number
  value: number
}

/** One thing worth knowing of a year, by the rule that found it. */
export type BriefEvent = DoubtfulFigure | UnevenOffice | MovedOffices | ChangedSum | FirstTime | OddRate | MovedRank
export type BriefKind = BriefEvent['kind']

/** What is in doubt comes before what changed. */
export const KIND_ORDER: readonly BriefKind[] = ['doubtful', 'uneven', 'moved', 'change', 'first', 'rate', 'rank']

/** Found by a rule, with how much it weighs among what the same rule found. */
export interface Weighed {
  event: BriefEvent
  weight: number
}

/**
 * In the order in which they are read: the first of each kind before the second of any, so that no kind crowds out
 * another; what is in doubt first.
 */
export function interleaved(events: readonly BriefEvent[]): BriefEvent[] {
  const kinds = KIND_ORDER.map((kind) => events.filter((event) => event.kind === kind))
  const rounds = Math.max(0, ...kinds.map(({ length }) => length))
  return Array.from({ length: rounds }, (_, i) => kinds.flatMap((of) => of.slice(i, i + 1))).flat()
}

/** The weightiest of each kind first. */
export const inOrder = (found: readonly Weighed[]): BriefEvent[] =>
  interleaved([...found].sort((a, b) => b.weight - a.weight).map(({ event }) => event))
