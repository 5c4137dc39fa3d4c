import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { annotated } from '../../charts/annotations'
import type { Figure } from '../../charts/figure'
import { pageMeasure, svgAddress } from '../../export/png'
import { pageSvg } from '../../export/pageSvg'
import { slidesOf } from '../../export/pptx/slides'
import type { DeckPage } from '../../export/pptx/slides'
import type { Stamp } from '../../export/frame'
import type { Translator } from '../../i18n'
import { together } from '../../query/provenance'
import type { Provenance } from '../../query/provenance'
import { useDatasets } from '../../stores/datasets'
import type { Deck, Page } from '../../stores/decks'
import { useMarkings } from '../../stores/markings'
import { useTaking } from '../shared/figures/useTaking'
import { recipeLink } from '../shared/figures/recipeLink'
import { useWords } from '../shared/useWords'
import { figureChanges } from './figureChanges'
import type { Changes } from './figureChanges'

/** A page with its figures made. */
export interface MadePage {
  page: Page
  figures: readonly Figure[]
  /** The same with what a reader wrote at their points. */
  shown: readonly Figure[]
  /** What differs from when its figures were taken. */
  changes: readonly Changes[]
  /** What its figures were made of, where they were made now. */
  read?: Provenance
  error?: string
}

/** What a page is made of, apart from its words. */
const keyOf = ({ id, frozen, items }: Page): string =>
  JSON.stringify([id, frozen, items.map(({ recipe, time }) => [recipe, time])])

const annotatedIn = ({ annotations = [] }: Page, figure: Figure, i: number, words: Translator): Figure =>
  annotated(
    figure,
    annotations.filter(({ of }) => of === i),
    words,
  )

/** The pages of a deck with their figures, as slides and as drawings; made again where the data or the words change. */
export function usePages(deck: Ref<Deck | undefined>) {
  const datasets = useDatasets()
  const markings = useMarkings()
  const { words, t } = useWords()
  const { figureNow, figureThen } = useTaking()

  const made = shallowRef<readonly MadePage[]>([])
  const making = ref(false)
  const held = new Map<string, Omit<MadePage, 'shown'>>()
  let basis = ''

  async function make(page: Page): Promise<Omit<MadePage, 'shown'>> {
    try {
      const reads: Provenance[] = []
      const figures = await Promise.all(
        page.items.map(async (item) => {
          if (page.frozen && item.recorded.length > 0) return figureThen(item)
          const { figure, read } = await figureNow(item.recipe)
          if (read) reads.push(read)
          return figure
        }),
      )
      const changes = page.frozen
        ? []
        : await Promise.all(
            page.items.map(async (item, i) =>
              item.recorded.length === 0 || item.data === datasets.dataMark(item.recipe.collection)
                ? { count: 0, first: [] }
                : figureChanges(await figureThen(item), figures[i]!),
            ),
          )
      const read = together(reads)
      return { page, figures, changes, ...(read && { read }) }
    } catch (error) {
      return { page, figures: [], changes: [], error: error instanceof Error ? error.message : String(error) }
    }
  }

  let turn = 0
  watch(
    [deck, () => datasets.version, words, () => markings.stamp],
    async ([now]) => {
      const own = ++turn
      const next = `${datasets.version} ${words.value.locale} ${markings.stamp}`
      if (next !== basis) held.clear()
      basis = next
      const pages = now?.pages ?? []
      making.value = true
      const all: MadePage[] = []
      for (const page of pages) {
        const key = keyOf(page)
        const one = held.get(key) ?? (await make(page))
        if (own !== turn) return
        held.set(key, one)
        all.push({ ...one, page, shown: one.figures.map((figure, i) => annotatedIn(page, figure, i, words.value)) })
      }
      made.value = all
      making.value = false
    },
    { immediate: true },
  )

  const stamp = computed((): Stamp => {
    const read = together(made.value.flatMap((page) => page.read ?? []))
    const collections = new Set(deck.value?.pages.flatMap(({ items }) => items.map(({ recipe }) => recipe.collection)))
    return {
      words: words.value,
      synthetic: datasets.collections.some(({ id, synthetic }) => synthetic && collections.has(id)),
      made: new Date(),
      data: [...collections].map((id) => datasets.dataMark(id)).join(' '),
      ...(read && { read }),
    }
  })
  const deckPages = computed(() =>
    made.value.map(({ page, shown: figures }): DeckPage => {
      const { layout, title, subtitle, note, speech, footer, items } = page
      const [first] = items
      return {
        layout,
        figures,
        footer,
        ...(title && { title }),
        ...(subtitle && { subtitle }),
        ...(note && { note }),
        ...(speech && { speech }),
        ...(first && { link: `${location.href.split('#')[0]}${recipeLink(first.recipe)}` }),
      }
    }),
  )
  const measure = pageMeasure()
  const slides = computed(() => slidesOf(deckPages.value, stamp.value, measure))

  const drawn = new Map<string, { figures: readonly Figure[]; key: string; svg: string }>()
  /** A page as a drawing; kept until its words or figures change. */
  function svgAt(i: number): string {
    const [one, slide] = [made.value[i], slides.value[i]]
    if (!one || !slide) return ''
    const { items: _items, ...rest } = one.page
    const key = JSON.stringify([rest, i, slides.value.length, stamp.value.data, words.value.locale])
    const before = drawn.get(one.page.id)
    if (before?.key === key && before.figures === one.figures) return before.svg
    const svg = pageSvg(slide, words.value, measure)
    drawn.set(one.page.id, { figures: one.figures, key, svg })
    return svg
  }
  const pictures = computed(() => slides.value.map((_, i) => svgAddress(svgAt(i))))
  /** What a page is called in lists. */
  const nameOf = ({ page, figures }: MadePage): string =>
    page.title ?? figures[0]?.title ?? page.items[0]?.title ?? t(`deck.layout.${page.layout}`)

  return { made, making, slides, stamp, pictures, svgAt, nameOf }
}
