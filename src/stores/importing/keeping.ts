import { ref, shallowRef, toRaw, watch } from 'vue'
import type { Ref } from 'vue'
import { StorageError } from '../../storage'
import type { DraftRecord } from '../../storage'
import { useDatasets } from '../datasets'
import type { Draft } from './draft'
import { DraftKeeper } from './draftKeeper'
import type { Waiting } from './draftKeeper'
import type { FoundSet } from './found'

/** A draft is kept so long after the last change of it, in milliseconds. */
const KEEP_AFTER = 400

const waitingDraft = (draft: Draft): Waiting => {
  const { org, district, year, keep, prefer, report, office, received, unsure } = draft
  const { key, findings: _findings, blob, ...rest } = toRaw(draft)
  return {
    key,
    parts: [org, district, year, keep, prefer, report, office, received, unsure, blob],
    kept: { kind: 'draft', draft: rest, ...(blob && { blob }) },
  }
}

/**
 * Keeps what waits to be saved in the browser, so that it outlives the page, and brings it back. `bringBack` puts one
 * that was kept among those that wait and gives its number on this page.
 */
export function useKeeping(
  drafts: Ref<Draft[]>,
  found: Ref<readonly FoundSet[]>,
  bringBack: (record: DraftRecord) => number,
) {
  const datasets = useDatasets()
  const keeper = new DraftKeeper(datasets.drafts)
  /** What pages left that were closed, and nobody has saved. */
  const leftBehind = shallowRef<readonly DraftRecord[]>([])
  /** Why drafts would not outlive the page; none where they do. */
  const unkept = ref('')
  /** Whether all that waits is stored as it is. */
  const isKept = ref(false)
  /** Whether what this page had before it was loaded anew is here again. */
  const isBack = ref(false)

  /** Large sets are not kept: they are read again sooner than stored twice. */
  const waiting = (): Waiting[] => [
    ...drafts.value.map(waitingDraft),
    ...found.value
      .filter(({ dataset }) => dataset !== undefined)
      .map((set): Waiting => ({ key: set.key, parts: [set], kept: { kind: 'set', set } })),
  ]
  let keeping: ReturnType<typeof setTimeout> | undefined
  async function keepNow(): Promise<void> {
    clearTimeout(keeping)
    // They are kept as soon as the data is open.
    if (datasets.status !== 'ready' || datasets.inMemory) return
    try {
      await keeper.keep(waiting())
      unkept.value = ''
      isKept.value = keeper.hasAll(waiting())
    } catch (error) {
      unkept.value = error instanceof StorageError ? error.reason : String(error)
    }
  }
  watch(
    () => waiting().flatMap(({ key, parts }) => [key, ...parts]),
    (_now, before) => {
      clearTimeout(keeping)
      isKept.value = false
      keeping = setTimeout(() => void keepNow(), before.length === 0 ? 0 : KEEP_AFTER)
    },
  )

  watch(
    () => datasets.status === 'ready',
    async (isReady) => {
      if (!isReady) return
      isBack.value = datasets.inMemory
      if (isBack.value) return
      const { own, others } = await keeper.left().catch(() => ({ own: [], others: [] }))
      leftBehind.value = others
      for (const record of own) {
        const key = bringBack(record)
        const restored = waiting().find((one) => one.key === key)
        if (restored) keeper.adopt(record, restored)
      }
      isBack.value = true
      await keepNow()
    },
    { immediate: true },
  )

  /** Goes on with what other pages left. */
  async function takeLeft(): Promise<void> {
    const records = leftBehind.value
    leftBehind.value = []
    records.forEach(bringBack)
    await keepNow()
    if (unkept.value === '') await keeper.remove(records).catch(() => undefined)
  }
  async function dropLeft(): Promise<void> {
    const records = leftBehind.value
    leftBehind.value = []
    await keeper.remove(records)
  }

  // Closing the page would lose what is not kept; older browsers want a value.
  watch(
    () => drafts.value.length + found.value.length > 0,
    (isWaiting) => (isWaiting ? addEventListener : removeEventListener)('beforeunload', guard),
  )
  function guard(event: BeforeUnloadEvent): void {
    const hasAll = found.value.every(({ dataset }) => dataset !== undefined) && keeper.hasAll(waiting())
    if (hasAll && !datasets.inMemory) return
    event.preventDefault()
    event.returnValue = true
  }

  return { keeper, leftBehind, unkept, isKept, isBack, keepNow, takeLeft, dropLeft }
}
