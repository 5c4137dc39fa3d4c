import type { Recipe } from '../../../charts/recipe'
import { linkName } from '../view/useCollection'
import { encodeView } from '../view/viewUrl'
import type { ViewState } from '../view/viewUrl'

/** Where each kind of figure stands. */
const VIEWS = {
  trend: { path: 'trends', mode: 'value' },
  index: { path: 'trends', mode: 'index' },
  share: { path: 'trends', mode: 'share' },
  yoy: { path: 'trends', mode: 'yoy' },
  multiples: { path: 'trends', mode: 'value' },
  rank: { path: 'compare', view: 'rank' },
  pairs: { path: 'compare', view: 'all' },
  areas: { path: 'compare', view: 'areas' },
  'area-trend': { path: 'compare', view: 'areas' },
  spread: { path: 'compare', view: 'spread' },
  heat: { path: 'compare', view: 'heat' },
  bump: { path: 'compare', view: 'bump' },
  profile: { path: 'compare', view: 'profile' },
  spine: { path: 'overview' },
  alike: { path: 'compare', view: 'alike' },
  scatter: { path: 'compare', view: 'scatter' },
  table: { path: 'compare', view: 'table' },
  reports: { path: 'quality' },
  calendar: { path: 'quality' },
  problems: { path: 'quality' },
  flow: { path: 'applications' },
  endings: { path: 'applications' },
  'endings-years': { path: 'applications' },
  funnel: { path: 'applications' },
  grounds: { path: 'applications' },
  applicants: { path: 'applications' },
} as const

/** The part of an address that reopens a figure where it was made. */
export function recipeLink(recipe: Recipe): string {
  const { kind, collection, metric, scope, years, focus, highlights, part, against, spacing, basis } = recipe
  const { by, measure, ending, own, marked } = recipe
  const { path, ...shown } = VIEWS[kind]
  const state: Partial<ViewState> = {
    ...shown,
    collection: linkName(collection),
    metric,
    year: scope.year,
    ...(years.length > 0 && { years: [years[0]!, years.at(-1)!] as const }),
    ...(scope.area !== undefined && { area: scope.area }),
    ...(scope.level && { level: scope.level }),
    ...(focus !== undefined && { office: focus }),
    ...(highlights && { peers: highlights }),
    ...(part && part !== 'mixed' && { part }),
    ...(against && { against }),
    ...(spacing && { spacing }),
    ...(path === 'compare' && by && { by }),
    ...(measure && { measure }),
    ...(ending && { ending }),
    ...(own && { subject: 'own' }),
    ...(marked && { marked }),
    ...(basis?.doubtful && { doubtful: basis.doubtful }),
    ...(basis?.values && { values: basis.values }),
  }
  return `#/${path}?${new URLSearchParams(encodeView(state as ViewState, {} as ViewState)).toString()}`
}
