import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import * as v from 'valibot'
import type { Annotation } from '../charts/annotations'
import { RECIPE_KINDS } from '../charts/recipe'
import type { Recipe, Recorded } from '../charts/recipe'
import { isMetricId } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import type { Pin } from '../domain/pins'
import type { Target } from '../domain/targets'
import { LAYOUTS } from '../export/pptx/slides'
import type { Layout } from '../export/pptx/slides'
import { useDatasets } from './datasets'
import { newId } from './newId'

/** A figure of a page: how it is made, and what its data said when it was taken. */
export interface DeckItem {
  recipe: Recipe
  /** Its finding then. */
  title: string
  scopeName: string
  /** The data then, in short. */
  data: string
  /** When it was taken, milliseconds since 1970. */
  time: number
  /** The answers that it was made of; none where they were too many to keep. */
  recorded: readonly Recorded[]
  /** Targets and pinned notes then. */
  marked?: { targets: readonly Target[]; pins: readonly Pin[] }
}

/** A page of a deck. Words that are absent are the figure's own, and follow it. */
export interface Page {
  id: string
  layout: Layout
  items: readonly DeckItem[]
  title?: string
  subtitle?: string
  note?: string
  speech?: string
  /** It shows what its data said when it was taken; without, what they say now. */
  frozen: boolean
  footer: { source: boolean; number: boolean; made: boolean }
  /** What a reader wrote at points and years of its figures. */
  annotations?: readonly Annotation[]
}

export interface Deck {
  id: string
  name: string
  time: number
  pages: readonly Page[]
}

const annotationShape = v.looseObject({
  id: v.string(),
  text: v.string(),
  of: v.number(),
  at: v.variant('kind', [
    v.looseObject({
      kind: v.literal('point'),
      org: v.string(),
      year: v.number(),
      metric: v.custom<MetricId>((code) => typeof code === 'string' && isMetricId(code)),
      name: v.string(),
    }),
    v.looseObject({ kind: v.literal('years'), from: v.number(), to: v.number() }),
  ]),
})
const pageShape = v.looseObject({
  id: v.string(),
  layout: v.picklist(LAYOUTS),
  items: v.array(
    v.looseObject({
      recipe: v.looseObject({ kind: v.picklist(RECIPE_KINDS), metric: v.string(), years: v.array(v.number()) }),
      title: v.string(),
      recorded: v.array(v.looseObject({})),
    }),
  ),
  frozen: v.boolean(),
  footer: v.looseObject({ source: v.boolean(), number: v.boolean(), made: v.boolean() }),
  annotations: v.optional(v.array(annotationShape)),
})
const deckShape = v.looseObject({ name: v.string(), pages: v.array(pageShape) })

export const newPage = (layout: Layout, items: readonly DeckItem[] = [], rest: Partial<Page> = {}): Page => ({
  id: newId('page'),
  layout,
  items,
  frozen: false,
  footer: { source: true, number: true, made: true },
  ...rest,
})

/** A list with one of its members moved by so many places, as far as there are any. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = Math.max(0, Math.min(list.length - 1, from + by))
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)]
}

/** Decks of pages for meetings, kept in this browser. Each change is made to the deck as it stands then. */
export const useDecks = defineStore('decks', () => {
  const datasets = useDatasets()
  const decks = shallowRef<readonly Deck[]>([])
  /** The deck that is shown, and that figures go to. */
  const current = ref<string>()
  const loaded = ref(false)
  let following = false

  async function load(): Promise<void> {
    if (!following) {
      following = true
      datasets.watchDecks(() => void read().catch(() => undefined))
    }
    await read()
  }

  async function read(): Promise<void> {
    const records = await datasets.readDecks()
    decks.value = records.flatMap(({ id, time, content }) =>
      v.is(deckShape, content) ? [{ ...(content as unknown as Omit<Deck, 'id' | 'time'>), id, time }] : [],
    )
    if (!decks.value.some(({ id }) => id === current.value)) current.value = decks.value[0]?.id
    loaded.value = true
  }

  async function edit(id: string, change: (deck: Deck) => Deck): Promise<void> {
    await datasets.editDeck(id, (held) => {
      if (!held || !v.is(deckShape, held.content)) return held
      const before = { ...(held.content as unknown as Omit<Deck, 'id' | 'time'>), id, time: held.time }
      const { name, pages } = change(before)
      return { id, time: Math.max(Date.now(), held.time + 1), content: { name, pages } }
    })
    await read()
  }

  /** Makes a deck and shows it; gives its id. */
  async function create(name: string, pages: readonly Page[] = []): Promise<string> {
    const id = newId('deck')
    await datasets.editDeck(id, () => ({ id, time: Date.now(), content: { name, pages } }))
    current.value = id
    await read()
    return id
  }

  async function remove(id: string): Promise<void> {
    await datasets.editDeck(id, () => undefined)
    await read()
  }

  const editPages = (id: string, change: (pages: readonly Page[]) => readonly Page[]): Promise<void> =>
    edit(id, (deck) => ({ ...deck, pages: change(deck.pages) }))
  const editPage = (id: string, page: string, change: (page: Page) => Page): Promise<void> =>
    editPages(id, (pages) => pages.map((one) => (one.id === page ? change(one) : one)))

  /** Puts a figure on a page of its own at the end of the deck that is shown, or of a new one; says where it is now. */
  async function add(item: DeckItem, newName: string): Promise<{ name: string; page: number }> {
    await load()
    const id = current.value ?? (await create(newName))
    await editPages(id, (pages) => [...pages, newPage('figure', [item])])
    const deck = decks.value.find((one) => one.id === id)
    return { name: deck?.name ?? newName, page: deck?.pages.length ?? 1 }
  }

  return { decks, current, loaded, load, create, remove, edit, editPages, editPage, add }
})
