import {
  APPLICANT_CODES,
  CHALLENGES,
  ENDINGS,
  GROUND_CODES,
  MOST_OFFICES,
  flowSpec,
  sumsSpec,
} from '../../query/applications'
import type { ApplicationsView, Ending } from '../../query/applications'
import type { PartsResult } from '../../query/answers/parts'
import type { QueryClient } from '../../query/spec'
import type { ChartContext, Figure } from '../figure'
import { applicantsByYear } from './applicants'
import { endingsByOffice, endingsByYear } from './endings'
import { applicationFlow } from './flow'
import { endingFunnel } from './funnel'
import { groundsRanked } from './grounds'

export const APPLICATION_KINDS = ['flow', 'endings', 'endings-years', 'funnel', 'grounds', 'applicants'] as const
export type ApplicationKind = (typeof APPLICATION_KINDS)[number]

/** What one of the figures is about. */
export interface ApplicationAsked extends ApplicationsView {
  /** Over the years only the office in focus, not all together. */
  own?: boolean
  /** The outcome that is held against chance; the first without. */
  ending?: Ending
}

/** The flow of each office, where they are few enough. */
async function flowOf(door: QueryClient, asked: ApplicationsView): Promise<PartsResult> {
  const { scope } = asked
  const [metric, years] = [ENDINGS[0], [scope.year]]
  const { total } = await door.run({ kind: 'rank', metric, scope, year: scope.year, top: 0 })
  if (total > MOST_OFFICES) return door.run(flowSpec(asked))
  const { orgs } = await door.run({ kind: 'matrix', metric, scope, years })
  return door.run(
    flowSpec(
      asked,
      orgs.map(({ id }) => id),
    ),
  )
}

type Maker = (door: QueryClient, asked: ApplicationAsked, ctx: ChartContext) => Promise<Figure>

/** How each figure is made of answers alone. */
export const APPLICATION_MAKERS: { [K in ApplicationKind]: Maker } = {
  flow: async (door, asked, ctx) => {
    const [flow, challenges] = await Promise.all([flowOf(door, asked), door.run(sumsSpec(asked, CHALLENGES))])
    return applicationFlow(flow, challenges, asked.scope.year, ctx)
  },
  endings: async (door, asked, ctx) => endingsByOffice(await flowOf(door, asked), asked.scope.year, ctx),
  'endings-years': async (door, asked, ctx) => endingsByYear(await flowOf(door, asked), asked.own === true, ctx),
  funnel: async (door, asked, ctx) =>
    endingFunnel(await flowOf(door, asked), asked.scope.year, asked.ending ?? ENDINGS[0], ctx),
  grounds: async (door, asked, ctx) =>
    groundsRanked(await door.run(sumsSpec(asked, GROUND_CODES)), asked.scope.year, ctx),
  applicants: async (door, asked, ctx) =>
    applicantsByYear(await door.run(sumsSpec(asked, APPLICANT_CODES, asked.years)), asked.own === true, ctx),
}
