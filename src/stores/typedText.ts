import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import * as v from 'valibot'
import { useDatasets } from './datasets'

const schema = v.object({
  kind: v.literal('typed'),
  /** Which report, by its collection or file. */
  place: v.string(),
  in: v.picklist(['cells', 'prose']),
  code: v.string(),
  text: v.pipe(v.string(), v.maxLength(40)),
  reason: v.optional(v.string()),
  more: v.pipe(v.string(), v.maxLength(200)),
  /** The correction that stood there when typing began, by its time. */
  seen: v.optional(v.number()),
  time: v.number(),
})
/** What was typed over a figure and not saved: `reason` only where one was chosen. */
export type TypedText = Omit<v.InferOutput<typeof schema>, 'kind' | 'time'>
type Kept = v.InferOutput<typeof schema>

/** Keys of such drafts begin so. */
const PREFIX = 'typed/'
const SESSION_KEY = 'disclosure-lens:typed'
/** After so long nobody misses it, in milliseconds. */
const KEPT_FOR = 60 * 86_400_000

const keyOf = ({ place, in: where, code }: Pick<TypedText, 'place' | 'in' | 'code'>): string =>
  PREFIX + JSON.stringify([place, where, code])

const readAll = (records: readonly { key: string; content: unknown }[]): Map<string, Kept> =>
  new Map(
    records.flatMap(({ key, content }): [string, Kept][] => {
      const parsed = v.safeParse(schema, content)
      return parsed.success && key === keyOf(parsed.output) ? [[key, parsed.output]] : []
    }),
  )

/**
 * What is not in the database yet, by its key; nothing for what is to go. A reload finds it where the database was too
 * slow.
 */
type Journal = Record<string, Kept | null>
function readJournal(): Journal {
  try {
    const held: unknown = JSON.parse(sessionStorage.getItem(SESSION_KEY) ?? '{}')
    return typeof held === 'object' && held !== null ? (held as Journal) : {}
  } catch {
    return {}
  }
}
function writeJournal(journal: Journal): void {
  try {
    sessionStorage.setItem(SESSION_KEY, JSON.stringify(journal))
  } catch {
    // The database alone has it then.
  }
}

/** Values and reasons that were typed over figures and not saved: they outlive a reload, until saved or let go. */
export const useTypedText = defineStore('typedText', () => {
  const datasets = useDatasets()
  const all = shallowRef<ReadonlyMap<string, Kept>>(new Map())
  /** Whether what was left is known. */
  const isReady = ref(false)
  let running = Promise.resolve()
  let journal: Journal = {}

  async function bring(): Promise<void> {
    // In memory, the session's own place is where it stays.
    if (datasets.inMemory) return
    const given = Object.entries(journal)
    const put = given.flatMap(([key, content]) => (content ? [{ key, content }] : []))
    const gone = given.flatMap(([key, content]) => (content ? [] : [key]))
    if (put.length > 0) await datasets.drafts.putDrafts(put)
    if (gone.length > 0) await datasets.drafts.removeDrafts(gone)
    journal = Object.fromEntries(
      Object.entries(journal).filter(([key, now]) => !given.some(([k, was]) => k === key && was === now)),
    )
    writeJournal(journal)
  }
  function changed(key: string): void {
    journal = { ...journal, [key]: all.value.get(key) ?? null }
    writeJournal(journal)
    // What cannot be kept still stands in its field.
    running = running.then(bring).catch(() => undefined)
  }

  async function look(): Promise<void> {
    const before = readJournal()
    const stored = datasets.inMemory ? [] : await datasets.drafts.readDrafts().catch(() => [])
    const found = readAll(stored)
    for (const key of Object.keys(before)) found.delete(key)
    const late = readAll(Object.entries(before).map(([key, content]) => ({ key, content })))
    const fresh = (kept: ReadonlyMap<string, Kept>) => [...kept].filter(([, { time }]) => Date.now() - time <= KEPT_FOR)
    const old = [...found.keys()].filter((key) => !fresh(found).some(([one]) => one === key))
    // What was typed meanwhile is the later.
    all.value = new Map([...fresh(found), ...fresh(late), ...all.value])
    for (const key of [...Object.keys(before), ...old]) changed(key)
    isReady.value = true
  }
  const isOpen = computed(() => datasets.status === 'ready')
  watch(isOpen, (is) => is && void look(), { immediate: true })

  const of = (place: string): TypedText[] => [...all.value.values()].filter((one) => one.place === place)
  const at = (which: Pick<TypedText, 'place' | 'in' | 'code'>): TypedText | undefined => all.value.get(keyOf(which))
  function keep(typed: TypedText): void {
    const key = keyOf(typed)
    all.value = new Map(all.value).set(key, { kind: 'typed', ...typed, time: Date.now() })
    changed(key)
  }
  function drop(which: Pick<TypedText, 'place' | 'in' | 'code'>): void {
    const key = keyOf(which)
    if (!all.value.has(key)) return
    const next = new Map(all.value)
    next.delete(key)
    all.value = next
    changed(key)
  }
  return { isReady, of, at, keep, drop }
})
