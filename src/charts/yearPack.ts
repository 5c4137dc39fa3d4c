import type { MetricId } from '../domain/metrics'
import type { Recipe, RecipeKind } from './recipe'

/** The parts of a yearly deck, in the order of the report, and what each shows: kinds of figures of metrics. */
const PARTS = [
  { name: 'reports', figures: [['reports', 'applications.new.total']] },
  {
    name: 'published',
    figures: [
      ['rank', 'published.total'],
      ['trend', 'published.total'],
      ['rank', 'penalty.decisions'],
      ['trend', 'penalty.decisions'],
      ['rank', 'fee.amount'],
      ['trend', 'fee.amount'],
    ],
  },
  {
    name: 'applications',
    figures: [
      ['flow', 'applications.new.total'],
      ['endings', 'applications.closed.total'],
      ['rank', 'applications.new.total'],
      ['trend', 'applications.new.total'],
      ['heat', 'applications.new.total'],
      ['rank', 'rate.granted'],
      ['pairs', 'applications.closed.total'],
    ],
  },
  {
    name: 'challenges',
    figures: [
      ['rank', 'review.total'],
      ['trend', 'review.total'],
      ['rank', 'sum.suits'],
      ['trend', 'sum.suits'],
    ],
  },
  { name: 'problems', figures: [['problems', 'applications.new.total']] },
] as const satisfies readonly { name: string; figures: readonly (readonly [RecipeKind, MetricId])[] }[]

export interface PackPart {
  name: (typeof PARTS)[number]['name']
  recipes: Recipe[]
}

/** What a deck of a year shows of an area, or with an office in focus of that office among the others. */
export const yearPack = (base: Pick<Recipe, 'collection' | 'scope' | 'years'>, focus?: string): PackPart[] =>
  PARTS.map(({ name, figures }) => ({
    name,
    recipes: figures.map(([kind, metric]): Recipe => ({
      ...base,
      kind,
      metric,
      ...(focus !== undefined && { focus }),
    })),
  }))
