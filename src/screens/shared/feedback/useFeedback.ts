import { ref } from 'vue'
import type { Org } from '../../../domain/orgs'
import { download } from '../../../export/download'
import type { Addressee } from '../../../export/feedback/answers'
import { dataText } from '../../../export/frame'
import type { Problem } from '../../../query/problems'
import { countedDoor } from '../../../query/provenance'
import { useDatasets } from '../../../stores/datasets'
import { useDistrict } from '../../../stores/district'
import { breathe } from '../../../stores/inTurn'
import { asking } from '../useQuery'
import { useReasons } from '../useReasons'
import { useView } from '../view/useView'
import { useWords } from '../useWords'

/** What sheets are made of. `problems`: of the offices and year, with what was decided over them. */
export interface SheetsAsked {
  orgs: readonly Org[]
  year: number
  problems: readonly Problem[]
  sender: string
}

/** Makes the sheets that set offices against their peers, and saves them. One work at a time, which can be given up. */
export function useFeedback() {
  const { state, client, offices, isSynthetic, orgOf } = useView()
  const { words, t } = useWords()
  const { reasonOf } = useReasons()
  const datasets = useDatasets()
  const district = useDistrict()
  const done = ref<number>()
  const said = ref<{ text: string; failed?: boolean }>()
  let asked: AbortController | undefined

  const areaName = (area: string | undefined): string => orgOf(area)?.name ?? t('scope.all')
  function addresseeOf(org: Org, year: number): Addressee {
    const area = state.value.area ?? offices.value?.defaultArea(org, org.level, year)
    return { org, scope: { year, level: org.level, ...(area !== undefined && { area }) } }
  }

  async function save({ orgs, year, problems, sender }: SheetsAsked): Promise<void> {
    const door = client.value
    if (!door || done.value !== undefined) return
    const own = new AbortController()
    asked = own
    done.value = 0
    said.value = undefined
    const { collection, doubtful } = state.value
    try {
      const [{ askFeedback }, { feedbackFile }] = await Promise.all([
        import('../../../export/feedback/answers'),
        import('../../../export/feedback/files'),
      ])
      const years = (offices.value?.years ?? []).filter((one) => one <= year)
      const addressees = orgs.map((org) => addresseeOf(org, year))
      const counted = countedDoor(asking(door, { signal: own.signal, priority: 'background' }))
      const answers = await askFeedback(counted.door, addressees, { year, years })
      const notedOf = district.notedIn(collection)
      const made = new Date()
      const date = new Intl.DateTimeFormat(words.value.locale, { dateStyle: 'long' }).format(made)
      const read = counted.read()
      const data = dataText({ words: words.value, data: datasets.dataMark(collection), ...(read && { read }) })
      const { name, bytes } = await feedbackFile(
        answers,
        ({ org, scope }) => {
          const { received } = notedOf(org.id, year) ?? {}
          return {
            area: areaName(scope.area),
            problems: problems.filter((one) => one.org.id === org.id && one.year === year),
            countsDoubtful: doubtful === 'counted',
            synthetic: isSynthetic.value,
            ...(received !== undefined && { received }),
            sender,
            date,
            data,
          }
        },
        words.value,
        {
          area: areaName(state.value.area),
          made,
          onStep: async (n) => {
            done.value = n
            await breathe()
            own.signal.throwIfAborted()
          },
        },
      )
      download(new Blob([bytes]), name)
      said.value = { text: t('deck.saved', { name }) }
    } catch (error) {
      said.value = own.signal.aborted ? { text: t('deck.cancelled') } : { text: reasonOf(error), failed: true }
    } finally {
      done.value = undefined
    }
  }
  return { done, said, save, cancel: () => asked?.abort() }
}
