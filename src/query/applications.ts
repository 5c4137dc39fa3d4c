import { challengeCodes } from '../domain/metrics'
import type { Applicant, ApplicationCode, ApplicationRow, MetricId } from '../domain/metrics'
import type { Level } from '../domain/orgs'
import type { Scope } from '../map/scope'
import type { PartsResult, PartsSpec } from './answers/parts'

/** Table 三 as a flow: what had to be answered, how it ended, and what is left. The first two make up the others. */
export const INFLOW = ['applications.new.total', 'applications.carried-in.total'] as const satisfies readonly MetricId[]
export const ENDINGS = [
  'applications.granted.total',
  'applications.partial.total',
  'sum.denied',
  'sum.unable',
  'sum.unprocessed',
  'sum.other',
] as const satisfies readonly MetricId[]
export type Ending = (typeof ENDINGS)[number]
export const FLOW: readonly MetricId[] = [...INFLOW, ...ENDINGS, 'applications.carried-out.total']

/** Table 四, cell by cell. */
export const CHALLENGES: readonly MetricId[] = challengeCodes

/** Why an application was not answered with what it asked for: the rows of (三), (四) and (五). */
export const GROUNDS = {
  denied: ['state-secret', 'law-forbidden', 'stability', 'third-party', 'internal', 'process', 'case-file', 'query'],
  unable: ['not-held', 'must-create', 'unclear'],
  unprocessed: ['petition', 'repeat', 'publication', 'excessive', 'reissue'],
} as const
export type GroundKind = keyof typeof GROUNDS
export const GROUND_KINDS = Object.keys(GROUNDS) as GroundKind[]
export const groundsOf = (kind: GroundKind): ApplicationRow[] =>
  GROUNDS[kind].map((ground) => `${kind}.${ground}` as ApplicationRow)
export const GROUND_CODES: readonly MetricId[] = GROUND_KINDS.flatMap((kind) =>
  groundsOf(kind).map((row): ApplicationCode => `applications.${row}.total`),
)

/** Who applied: the columns of the first row of table 三, without their total. */
const KINDS: readonly Applicant[] = ['natural', 'business', 'research', 'welfare', 'legal', 'other']
export const APPLICANT_CODES: readonly MetricId[] = KINDS.map((kind): ApplicationCode => `applications.new.${kind}`)

/** Below this many closed, one application is 5 % or more: shares are shown apart, and not ranked. */
export const FEWEST_CLOSED = 20

/** What the figures of applications are about: a scope, the year of the scope among others, and an office in focus. */
export interface ApplicationsView {
  scope: Scope
  years: readonly number[]
  focus?: string
  /** The level of the areas that too many offices are shown by. */
  by?: Level
}

/** More offices than this are shown area by area, with the one in focus beside. */
export const MOST_OFFICES = 40

const ownOf = ({ focus }: ApplicationsView): readonly string[] => (focus === undefined ? [] : [focus])

/** Asks for the flow over the years: of each of the offices given and the one in focus; without, area by area. */
export const flowSpec = (view: ApplicationsView, offices?: readonly string[]): PartsSpec => ({
  kind: 'parts',
  metrics: FLOW,
  scope: view.scope,
  years: [...new Set([...view.years, view.scope.year])].sort((a, b) => a - b),
  offices: [...new Set([...(offices ?? []), ...ownOf(view)])],
  balance: INFLOW.length,
  ...(!offices && view.by && { by: view.by }),
})

/**
 * Asks for figures that belong together, of all and of the office in focus; of the year of the scope without others.
 */
export const sumsSpec = (
  view: ApplicationsView,
  metrics: readonly MetricId[],
  years: readonly number[] = [view.scope.year],
): PartsSpec => ({ kind: 'parts', metrics, scope: view.scope, years, offices: ownOf(view) })

/** How applications ended: the outcomes of `FLOW`, and their sum. */
export function endingsOf(flow: readonly number[]): { endings: readonly number[]; closed: number } {
  const endings = flow.slice(INFLOW.length, INFLOW.length + ENDINGS.length)
  return { endings, closed: endings.reduce((sum, n) => sum + n, 0) }
}

/** An office's figures of a year, where it has them all. */
export function valuesOf({ offices, years }: PartsResult, office: string | undefined, year: number) {
  const own = offices.find(({ org }) => org.id === office)?.years[years.indexOf(year)]
  return own && 'values' in own ? own.values : undefined
}

/** What a headline figure is made of, where the form says so; nothing for others. */
export function partsOfMetric(metric: MetricId): readonly MetricId[] | undefined {
  if (metric === 'applications.new.total') return APPLICANT_CODES
  if (metric === 'review.total') return challengeCodes.slice(0, 4)
  return undefined
}
