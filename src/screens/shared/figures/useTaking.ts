import { contextOf } from '../../../charts/areaNames'
import type { Figure } from '../../../charts/figure'
import { figureFrom, recordedDoor, recording } from '../../../charts/recipe'
import type { Recipe, Recorded } from '../../../charts/recipe'
import { officeMapOf } from '../../../query/officeMap'
import { countedDoor } from '../../../query/provenance'
import type { Provenance } from '../../../query/provenance'
import { readPin } from '../../../domain/pins'
import { readTarget } from '../../../domain/targets'
import { useDatasets } from '../../../stores/datasets'
import type { DeckItem } from '../../../stores/decks'
import { markedOf } from '../view/useMarked'
import { useMarkings } from '../../../stores/markings'
import { useWords } from '../useWords'

/** Answers about more figures than this are not kept with a page: it then cannot be frozen. */
const MOST_RECORDED = 40_000

const sizeOf = ({ result }: Recorded): number => {
  if ('values' in result) return result.values.length
  if (result.kind !== 'parts') return 200
  const { metrics, years, offices, areas } = result
  return metrics.length * years.length * (offices.length + areas.length + 1)
}

/** Makes figures from their recipes: of today's data, or of what was answered once. */
export function useTaking() {
  const datasets = useDatasets()
  const markings = useMarkings()
  const { words } = useWords()
  /** What is set and noted today, as far as the recipe shows it. */
  const marked = ({ collection, marked: ids }: Recipe) =>
    markedOf(markings.targets(collection), markings.pins(collection), ids)

  function standOf({ collection }: Recipe) {
    // Of one that is not held, the store would give another.
    const isHeld = datasets.collections.some(({ id }) => id === collection)
    const frame = isHeld ? datasets.frameOfCollection(collection) : undefined
    return frame && { door: datasets.clientOf(frame), map: officeMapOf(frame) }
  }

  /** Rejects where the data are not there, or a question fails. */
  async function figureNow(recipe: Recipe): Promise<{ figure: Figure; read: Provenance | undefined }> {
    const stand = standOf(recipe)
    if (!stand) throw new Error(words.value.t('deck.no-data'))
    const { door, read } = countedDoor(stand.door)
    const ctx = { ...contextOf(stand.map, recipe, words.value), ...marked(recipe) }
    return { figure: await figureFrom(recipe, door, ctx), read: read() }
  }

  /** Of what was answered when it was taken; the data themselves need not be there. */
  function figureThen({ recipe, recorded, scopeName, marked: then }: DeckItem): Promise<Figure> {
    const stand = standOf(recipe)
    const { focus, highlights } = recipe
    const ctx = stand
      ? contextOf(stand.map, recipe, words.value)
      : { words: words.value, scopeName, ...(focus !== undefined && { focus }), ...(highlights && { highlights }) }
    const own = then && {
      targets: then.targets.flatMap((one) => readTarget(one) ?? []),
      pins: then.pins.flatMap((one) => readPin(one) ?? []),
    }
    return figureFrom(recipe, recordedDoor(recorded), { ...ctx, ...own })
  }

  /** Takes a figure as it is now, with what it is made of. */
  async function take(recipe: Recipe): Promise<{ item: DeckItem; figure: Figure }> {
    const stand = standOf(recipe)
    if (!stand) throw new Error(words.value.t('deck.no-data'))
    const { door, recorded } = recording(stand.door)
    const now = marked(recipe)
    const figure = await figureFrom(recipe, door, { ...contextOf(stand.map, recipe, words.value), ...now })
    const size = recorded.reduce((sum, one) => sum + sizeOf(one), 0)
    const item: DeckItem = {
      recipe,
      title: figure.title,
      scopeName: figure.name.scope,
      data: datasets.dataMark(recipe.collection),
      time: Date.now(),
      recorded: size > MOST_RECORDED ? [] : recorded,
      ...(now.targets.length + now.pins.length > 0 && { marked: now }),
    }
    return { item, figure }
  }

  return { figureNow, figureThen, take }
}
