import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import { parentOf } from '../../domain/orgs'
import { rosterAliases } from '../../domain/roster'
import { supersedes } from '../../domain/versions'
import { StorageError, isShortOf } from '../../storage'
import type { DraftRecord } from '../../storage'
import { useDatasets } from '../datasets'
import { useDistrict } from '../district'
import { newId } from '../newId'
import type { FileReading } from '../reading/readFile'
import { batchOf } from './batch'
import { draftOf, failedIn, otherYear } from './draft'
import type { Draft } from './draft'
import { attach, correct, retype, takeBack, typedDraft } from './editDraft'
import type { Begun } from './editDraft'
import { useFailures } from './failures'
import { foundIn } from './found'
import type { FoundSet } from './found'
import { besides, clashesOf } from './heldIds'
import type { Decision } from './heldIds'
import { useKeeping } from './keeping'
import { readKept } from './keptDrafts'
import { orgsWith, placeDrafts } from './placeDrafts'
import type { Ground, PlacedDraft } from './placeDrafts'
import { useReadInTurn } from './readInTurn'
import { readRivals, useRivals } from './rivals'
import { asTyped, bytesOf, entriesOf, notesOf } from './toSave'
import { areaInPath, guessOf, onlyArea } from './wholeBatch'
import type { WholeBatch } from './wholeBatch'

/** Files chosen, what was understood of them, and the one transaction that saves them. */
export const useImporting = defineStore('importing', () => {
  const datasets = useDatasets()
  const drafts = ref<Draft[]>([])
  const found = shallowRef<FoundSet[]>([])
  const saving = ref(false)
  let keys = 0
  /** Drafts that were weighed against another file of the batch. */
  const weighed = new Set<number>()
  /** Drafts that were compared with what is held. */
  const compared = new Set<number>()

  const district = useDistrict()
  /** What holds for every file that does not say it itself. */
  const whole = ref<WholeBatch>({ district: '', year: '', received: '' })
  const rosters = computed(() => district.rosters('real'))
  const aliases = computed(() => rosterAliases(rosters.value))
  const held = computed(() => datasets.frameOfCollection('real'))
  const ground = (): Ground => ({ frame: held.value, aliases: aliases.value, whole: whole.value })
  const titleOf = (dataset: string): string => datasets.manifestOf(dataset)?.title ?? dataset
  const rivals = useRivals()

  /** As they were placed last: what is held changes beneath them while they are saved, and is no news to them. */
  let standing: PlacedDraft[] = []
  /** Where each draft belongs, given what is held and the drafts before it. */
  const placed = computed(() => {
    if (!saving.value) standing = placeDrafts(drafts.value, ground(), rivals.value, titleOf)
    return standing
  })
  readRivals(rivals, placed, held)

  const { reading, left, read, cancel } = useReadInTurn(take)
  const { failures, retry, dismiss, receive, guess } = useFailures(rosters, whole, read)

  const ready = computed(() => placed.value.filter((entry) => entry.ready))
  const unready = computed(() => placed.value.filter(({ draft, ready: ok }) => draft.keep && !ok).length)
  /** Sets found whose id another has, and what was decided for each. */
  const clashes = computed(() => clashesOf(found.value, datasets.manifests))
  const decisions = ref(new Map<number, Decision>())
  const undecided = computed(() => [...clashes.value.keys()].filter((key) => !decisions.value.has(key)).length)
  const blocked = computed(() => unready.value > 0 || undecided.value > 0)
  const decide = (key: number, decision: Decision): void => void decisions.value.set(key, decision)
  const leaveOut = (key: number): void => {
    found.value = found.value.filter((set) => set.key !== key)
  }
  const count = computed(() => ready.value.length + found.value.reduce((sum, { reports }) => sum + reports, 0))
  /** Reports that are being typed in: they are saved one by one. */
  const typing = computed(() => drafts.value.filter(({ typed }) => typed !== undefined))
  const summary = computed(() => ({
    read: drafts.value.length - typing.value.length,
    doubtful: placed.value.filter(
      ({ draft, doubts, placement }) => draft.keep && (doubts > 0 || placement?.confidence === 'unsure' || !placement),
    ).length,
    failed: failures.value.length,
    duplicate: placed.value.filter(({ draft, twin, replaces }) => !draft.typed && (twin !== undefined || replaces))
      .length,
  }))

  // Of two files of one report the fuller counts, or the one that says it is revised, until somebody chooses.
  watch(placed, (all) => {
    for (const { draft, twin } of all) {
      if (!twin || weighed.has(draft.key)) continue
      weighed.add(draft.key)
      const [one, other] = [draft, twin].map(({ file, report }) => ({ from: file, report }))
      if (draft.prefer === undefined && supersedes(one!, other!)) draft.prefer = 'this'
    }
  })
  // A draft that says nothing new is left out, once: who ticks it again means it.
  watch(placed, (all) => {
    for (const { draft, rival } of all) {
      if (rival?.differences.length !== 0 || compared.has(draft.key)) continue
      compared.add(draft.key)
      draft.keep = false
    }
  })
  /** Brings back what was kept, under a number of this page. */
  function bringBack(record: DraftRecord): number {
    const key = keys++
    const kept = readKept(record)
    if (kept?.kind === 'set') found.value = [...found.value, { ...kept.set, key }]
    if (kept?.kind === 'draft') {
      const report = markRaw(kept.draft.report)
      const blob = kept.blob && { blob: markRaw(kept.blob) }
      drafts.value.push({ ...kept.draft, key, report, findings: failedIn(report), ...blob })
      compared.add(key)
    }
    return key
  }
  const { keeper, leftBehind, unkept, isKept, isBack, keepNow, takeLeft, dropLeft } = useKeeping(
    drafts,
    found,
    bringBack,
  )

  /** `path`: the folders on the way to the file, where it came with them. */
  function take(given: FileReading, source: File, path: string): void {
    const { blob, reports, issues } = given
    const file = path.slice(0, -source.name.length) + given.file
    if (whole.value.district === '') whole.value.district = onlyArea(rosters.value) ?? areaInPath(file) ?? ''
    const set = foundIn(given, keys++)
    if (set) found.value = [...found.value, set]
    const from = { file, issues, ...(blob && { blob }) }
    const named = (): string | undefined => guessOf(file, rosters.value).entry?.name
    drafts.value.push(...reports.map((parsed) => draftOf(parsed, from, keys++, named)))
    if (!set && reports.length === 0) failures.value.push({ key: keys++, file, issues, blob: markRaw(source) })
  }

  /** An answer for one file of an office goes to its other files that said the same. */
  function answer(draft: Draft, field: 'org' | 'district', value: string): void {
    const { org, district: area } = draft
    const same = drafts.value.filter(
      (one) => one !== draft && org.trim() !== '' && one.org === org && one.district === area,
    )
    for (const one of [draft, ...same]) one[field] = value
  }

  /** Somebody says that the name of an office is right that was only guessed: for all its files of the batch. */
  function confirm(draft: Draft): void {
    for (const one of drafts.value)
      if (one.org === draft.org && one.district === draft.district)
        one.unsure = one.unsure.filter((what) => what === 'year')
  }

  /** Notes beside reports what they left open when they were saved, and the day they came. */
  async function noteSaved(entries: readonly PlacedDraft[]): Promise<void> {
    const changes = notesOf(entries, whole.value.received, district.notedIn('real'))
    if (changes.length > 0) await district.note('real', changes)
  }

  /** Lets go of all that was read; what is being typed in stays. */
  function discard(): void {
    whole.value = { district: '', year: '', received: '' }
    drafts.value = [...typing.value]
    found.value = []
    decisions.value = new Map()
    failures.value = []
    left.value = 0
  }

  /** Lets go of what is being typed in too. */
  function discardAll(): void {
    discard()
    drafts.value = []
    leftBehind.value = []
  }

  /** Begins a report that is typed in; gives what it is called in links. It is saved when somebody says so. */
  function beginTyping(begun: Begun): string {
    const typed = newId('typed')
    drafts.value.push(typedDraft(begun, keys++, typed))
    return typed
  }
  function drop(draft: Draft): void {
    drafts.value = drafts.value.filter(({ key }) => key !== draft.key)
  }

  /**
   * Saves every draft that is ready, and each dataset file as its own, in one transaction; or `only` the one that was
   * typed in. Rejects with a StorageError.
   */
  async function save(
    titles: {
      main: (reports: number) => string
      others: (reports: number) => string
      /** Of a set that is kept beside another of the same id. */
      besides: (title: string) => string
    },
    only?: Draft,
  ): Promise<{
    reports: number
    /** Versions among them that do not count. */
    leftOut: number
    /** Why what they left open could not be noted beside them. */
    unnoted?: string
    first?: { org: string; year: number; collection: string; area?: string }
  }> {
    // What is held afterwards has it: the drafts are then no news any more.
    const saved = only
      ? placed.value.filter(({ draft, placement }) => draft.key === only.key && placement).map(asTyped)
      : ready.value
    if (only && saved.length === 0) throw new StorageError('gone')
    const settled = only ? [only.key] : drafts.value.filter(({ typed }) => !typed).map(({ key }) => key)
    saving.value = true
    try {
      const {
        datasets: batch,
        sources,
        choices,
      } = batchOf(entriesOf(saved, rivals.value), orgsWith(saved, ground()), newId('import'), titles)
      const sets = (only ? [] : found.value).map((set) =>
        clashes.value.has(set.key) && decisions.value.get(set.key) === 'both'
          ? besides(set, titles.besides(set.title))
          : set,
      )
      await keepNow()
      if (await isShortOf(bytesOf(sets, sources))) throw new StorageError('quota')
      const small = sets.flatMap(({ dataset }) => dataset ?? [])
      await datasets.save({
        datasets: [...batch, ...small],
        sources,
        choices,
        prepared: sets.flatMap(({ prepared }) => prepared ?? []),
        drafts: keeper.keys([...settled, ...sets.map(({ key }) => key)]),
      })
      keeper.forget([...settled, ...sets.map(({ key }) => key)])
      // The reports are stored by now, whatever becomes of what is noted beside them.
      let unnoted: string | undefined
      try {
        await noteSaved(saved)
      } catch (error) {
        unnoted = error instanceof StorageError ? error.reason : String(error)
      }
      const lead = batch.at(-1)
      const first = lead ? { ...(lead.start ?? lead.reports[0]!), collection: 'real' } : sets[0]?.first
      const office = lead?.orgs.find(({ id }) => id === first?.org)
      const area = office && first && parentOf(office, first.year)
      const reports =
        batch.reduce((sum, one) => sum + one.reports.length, 0) + sets.reduce((sum, one) => sum + one.reports, 0)
      if (only) drop(only)
      else discard()
      const leftOut = saved.length - (lead?.reports.length ?? 0)
      return {
        reports,
        leftOut: Math.max(0, leftOut),
        ...(unnoted !== undefined && { unnoted }),
        ...(first && {
          first: {
            org: first.org,
            year: first.year,
            collection: first.collection,
            ...(area !== undefined && { area }),
          },
        }),
      }
    } finally {
      saving.value = false
    }
  }

  return {
    drafts,
    found,
    failures,
    reading,
    saving,
    left,
    leftBehind,
    unkept,
    takeLeft,
    dropLeft,
    isBack,
    isKept,
    typing,
    beginTyping,
    retype,
    attach,
    drop,
    placed,
    ready,
    unready,
    blocked,
    clashes,
    decisions,
    undecided,
    decide,
    leaveOut,
    count,
    summary,
    read,
    cancel,
    retry,
    dismiss,
    whole,
    answer,
    confirm,
    otherYear,
    receive,
    guess,
    rosters,
    discard,
    discardAll,
    correct,
    takeBack,
    save,
  }
})
