import type { MetricId } from '../domain/metrics'
import type { Translator } from '../i18n'
import type { Figure } from './figure'
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

type PackPart = { name: (typeof PARTS)[number]['name']; recipes: Recipe[] }
type PackBase = Pick<Recipe, 'collection' | 'scope' | 'years'>

/** What a deck of a year shows of an area, or with an office in focus of that office among the others. */
export const yearPack = (base: PackBase, focus?: string): PackPart[] =>
  PARTS.map(({ name, figures }) => ({
    name,
    recipes: figures.map(([kind, metric]): Recipe => ({
      ...base,
      kind,
      metric,
      ...(focus !== undefined && { focus }),
    })),
  }))

/** A page of a yearly deck: its cover, the head of a part, or a figure that is made by its recipe. */
export interface PackPage {
  layout: 'title' | 'section' | 'figure'
  title?: string
  subtitle?: string
  recipe?: Recipe
}

/** The pages of a yearly deck, in order. */
export function packPages(
  base: PackBase,
  focus: string | undefined,
  { title, scopeName }: { title: string; scopeName: string },
  { t }: Translator,
): PackPage[] {
  const { scope, years } = base
  const range = { from: years[0] ?? scope.year, to: years.at(-1) ?? scope.year }
  return [
    { layout: 'title', title, subtitle: t('deck.pack.contents', { scope: scopeName, ...range }) },
    ...yearPack(base, focus).flatMap(({ name, recipes }): PackPage[] => [
      { layout: 'section', title: t(`deck.pack.${name}`) },
      ...recipes.map((recipe): PackPage => ({ layout: 'figure', recipe })),
    ]),
  ]
}

/** Whether a figure has anything to show. */
export const isWorthAPage = ({ option, table }: Figure): boolean => option !== undefined || table.rows.length > 0
