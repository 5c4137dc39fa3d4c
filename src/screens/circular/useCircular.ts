import { computed, reactive } from 'vue'
import { askCircular, circularProblems } from '../../export/circular/answers'
import { circularFigures } from '../../export/circular/figures'
import { circularOf } from '../../export/circular/blocks'
import { dataText } from '../../export/frame'
import type { Block, OfficialFigure, OfficialTable, Paragraph } from '../../export/officialBlocks'
import { useDatasets } from '../../stores/datasets'
import { useDistrict } from '../../stores/district'
import { readOnScreen } from '../shared/reads'
import { useQuery } from '../shared/useQuery'
import { useView } from '../shared/view/useView'
import { useWords } from '../shared/useWords'

/** A paragraph in other words, and what it said when they were written. */
interface Edit {
  text: string
  from: string
}
/** By circular and paragraph; as long as the page is open. */
const edits = reactive(new Map<string, Edit>())

/** A paragraph as it stands: `moved` is what it would say now, where that changed after it was rewritten. */
export interface EditedParagraph extends Paragraph {
  edited: boolean
  moved?: string
}

/** The circular of the area and year in view, its sentences from the data and as they were rewritten. */
export function useCircular() {
  const { state, client, offices, scope, isSynthetic, orgOf } = useView()
  const { words, t } = useWords()
  const datasets = useDatasets()
  const district = useDistrict()

  const area = computed(() => orgOf(state.value.area)?.name ?? t('scope.all'))
  /** Years held, up to the one in view. */
  const years = computed(() => (offices.value?.years ?? []).filter((one) => one <= state.value.year))
  const { result, error, loading } = useQuery(
    () => client.value,
    (door) => {
      const { year } = state.value
      return askCircular(door, { scope: scope.value, year, years: years.value })
    },
  )
  const { result: figures } = useQuery(
    () => (result.value ? client.value : undefined),
    (door) => {
      const base = { collection: state.value.collection, scope: scope.value, years: years.value }
      return offices.value && circularFigures(door, offices.value, base, words.value)
    },
  )
  /** Nothing is told of a year of which no report is held. */
  const isEmpty = computed(() => result.value !== undefined && !result.value.reports.held.includes(1))

  const problems = computed(() => {
    const answers = result.value
    if (!answers) return []
    const { collection } = state.value
    const noted = [...district.noted(collection).values()]
    return circularProblems(answers, noted, orgOf, district.decisions(collection))
  })
  const plain = computed((): Block[] =>
    result.value && !isEmpty.value
      ? circularOf(
          result.value,
          {
            area: area.value,
            ...(figures.value && { figures: figures.value }),
            problems: problems.value,
            countsDoubtful: state.value.doubtful === 'counted',
            synthetic: isSynthetic.value,
            sender: '',
            date: new Intl.DateTimeFormat(words.value.locale, { dateStyle: 'long' }).format(new Date()),
            data: dataText({
              words: words.value,
              data: datasets.dataMark(state.value.collection),
              ...(readOnScreen.value && { read: readOnScreen.value }),
            }),
          },
          words.value,
        )
      : [],
  )
  const keyOf = (id: string): string => {
    const { collection, area: of, level, doubtful, values } = state.value
    return JSON.stringify([collection, of, level, result.value?.year, doubtful, values, words.value.locale, id])
  }
  const blocks = computed(() =>
    plain.value.map((block): EditedParagraph | OfficialTable | OfficialFigure => {
      if (!('text' in block)) return block
      const edit = edits.get(keyOf(block.id))
      if (!edit) return { ...block, edited: false }
      return { ...block, text: edit.text, edited: true, ...(edit.from !== block.text && { moved: block.text }) }
    }),
  )
  function rewrite(id: string, text: string): void {
    const own = plain.value.find((block) => block.id === id)
    if (!own || !('text' in own)) return
    if (text === own.text) edits.delete(keyOf(id))
    else edits.set(keyOf(id), { text, from: own.text })
  }
  const restore = (id: string): void => void edits.delete(keyOf(id))
  const restoreAll = (): void => {
    for (const { id } of plain.value) restore(id)
  }
  const orgs = computed(() => result.value?.reports.orgs ?? [])
  return {
    area,
    blocks,
    error,
    isEmpty,
    loading,
    orgs,
    problems,
    rewrite,
    restore,
    restoreAll,
    year: computed(() => result.value?.year ?? state.value.year),
  }
}
