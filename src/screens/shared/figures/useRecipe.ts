import type { Recipe, RecipeKind } from '../../../charts/recipe'
import { useView } from '../view/useView'

/** How the figures of the view in the address are made. */
export function useRecipe(): (kind: RecipeKind) => Recipe {
  const { state, scope, years } = useView()
  return (kind) => {
    const { collection, metric, office, peers, part, against, spacing, measure, doubtful, values, marked } = state.value
    const basis = { ...(doubtful && { doubtful }), ...(values && { values }) }
    return {
      kind,
      collection,
      metric,
      scope: scope.value,
      years: years.value,
      ...(office !== undefined && { focus: office }),
      ...(peers && peers.length > 0 && { highlights: peers.slice(0, 4) }),
      part,
      ...(against && { against }),
      ...(spacing && { spacing }),
      ...(measure && { measure }),
      ...(marked && { marked }),
      ...((doubtful ?? values) && { basis }),
    }
  }
}
