import { computed, ref } from 'vue'
import type { Ref } from 'vue'
import { answersIn } from '../../export/problems/answers'
import { textOf } from '../../export/problems/letters'
import type { OfficeList } from '../../export/problems/letters'
import { download } from '../../export/download'
import { fileName } from '../../export/fileName'
import { decisionOver, isPending } from '../../query/problems'
import type { Decision, Problem } from '../../query/problems'
import { rowsOfFile } from '../../stores/reading/rows'
import { useReasons } from '../shared/useReasons'
import { useWords } from '../shared/useWords'
import type { OfficeRow } from './useSubmissions'

/** What is sent back to the ticked offices: as Word, Excel, text; and what comes back filled in. */
export function useLists(
  rows: Ref<readonly OfficeRow[]>,
  problems: Ref<readonly Problem[]>,
  ticked: Ref<ReadonlySet<string>>,
  year: Ref<number>,
  scopeName: Ref<string>,
) {
  const { words, t } = useWords()
  const { reasonOf } = useReasons()
  const said = ref('')
  const failed = ref(false)
  const allYears = ref(false)

  const chosen = computed(() => rows.value.filter(({ org }) => ticked.value.has(org.id)))
  const lists = computed(() =>
    chosen.value
      .map(({ org, now }): OfficeList => ({
        org,
        missing: now.state === 'missing' || now.state === 'unread' ? [year.value] : [],
        problems: problems.value.filter((one) => one.org.id === org.id && (allYears.value || one.year === year.value)),
      }))
      .filter(({ problems: own, missing }) => own.length + missing.length > 0),
  )
  const summary = computed(() => {
    const all = lists.value.flatMap(({ problems: own }) => own)
    return {
      offices: lists.value.length,
      pending: all.filter(isPending).length,
      rest: all.filter((one) => !isPending(one)).length,
    }
  })

  async function attempt(work: () => Promise<string>): Promise<void> {
    try {
      said.value = await work()
      failed.value = false
    } catch (error) {
      said.value = reasonOf(error)
      failed.value = true
    }
  }
  const nameOf = (extension: string): string =>
    fileName([t('submit.file'), scopeName.value, String(year.value)], new Date(), extension)

  const toWord = (sender: string): Promise<void> =>
    attempt(async () => {
      const { wordBlob } = await import('../../export/problems/word')
      const date = new Intl.DateTimeFormat(words.value.locale, { dateStyle: 'long' }).format(new Date())
      const letter = { title: t('submit.letter-title', { year: year.value }), sender, date }
      download(await wordBlob(lists.value, words.value, letter), nameOf('docx'))
      return t('submit.sent', { n: lists.value.length })
    })
  const toExcel = (): Promise<void> =>
    attempt(async () => {
      const [{ XLSX_TYPE, workbook }, { problemSheet }] = await Promise.all([
        import('../../export/workbook'),
        import('../../export/problems/sheet'),
      ])
      const bytes = workbook([problemSheet(lists.value, words.value)])
      download(new Blob([bytes], { type: XLSX_TYPE }), nameOf('xlsx'))
      return t('submit.sent', { n: lists.value.length })
    })
  const copy = (text = textOf(lists.value, words.value)): Promise<void> =>
    attempt(async () => {
      try {
        await navigator.clipboard.writeText(text)
        return t('submit.copied')
      } catch {
        // Pages without https have no clipboard: the text comes as a file.
        download(new Blob([text], { type: 'text/plain' }), nameOf('txt'))
        return t('submit.copied-file')
      }
    })

  /** Reads lists that came back; gives the decisions that they make. */
  async function readBack(files: readonly File[], keep: (made: Decision[]) => Promise<void>): Promise<void> {
    await attempt(async () => {
      const known = new Map(problems.value.map((one) => [one.id, one]))
      const made: Decision[] = []
      for (const file of files) {
        for (const { id, state, note } of answersIn(await rowsOfFile(file))) {
          const problem = known.get(id)
          if (!problem || problem.closed) continue
          const next = decisionOver(problem, state ?? problem.state, note || problem.note)
          if (next.state !== problem.state || next.note !== problem.note) made.push(next)
        }
      }
      await keep(made)
      return t('submit.read-back', { n: made.length })
    })
  }
  return { lists, summary, said, failed, allYears, toWord, toExcel, copy, readBack }
}
