import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Dataset } from '../domain/dataset'
import { originOf } from '../domain/mergers'
import type { Frame } from '../query/load'
import { prepare } from '../pack/prepare'
import type { ChoiceRecord, Manifest, Prepared } from '../pack/records'
import { StorageError, isPersisted, jointPlace, openStore, requestPersistence, streamStore } from '../storage'
import type { DeckRecord, DraftRecord, Inspection, LedgerRecord, SourceRecord, StorageReason, Store } from '../storage'
import { bringShipped } from './bringShipped'
import { collectionChoices } from './choices'
import { copyOf, returnToCopy } from './copies'
import { correctionsOver } from './corrections'
import { doorsOver } from './doors'
import type { Following } from '../formats/backup/partedFile'
import { missingOf, rememberHeld } from './heldBefore'
import type { HeldBefore } from './heldBefore'
import { inTurn } from './inTurn'
import { isRemote, useRemote } from './remote'
import { removalOver } from './removal'
import { thereOf } from './there'
import { Collections } from './collections'
import type { Held } from './collections'

export interface BootProgress {
  title: string
  share: number
}

/**
 * What one import brings: datasets, large ones packed already, the files their reports were read from, and which of
 * several versions counts.
 */
export interface Imported {
  datasets: readonly Dataset[]
  sources?: readonly SourceRecord[]
  choices?: readonly ChoiceRecord[]
  prepared?: readonly Prepared[]
  /** Keys of the drafts that are settled with it. */
  drafts?: readonly string[]
}

/** Of what was stored that changes no dataset. */
const unchanged: Held = (before) => before
/** Of datasets that were stored. */
const withSaved = (before: readonly Manifest[], saved: readonly Manifest[]): Manifest[] =>
  [...new Map([...before, ...saved].map((one) => [one.id, one])).values()].sort((a, b) => a.order - b.order)

/** What somebody else stored is read after so many milliseconds without more of it. */
const FOLLOW_AFTER = 100
/** After the first screen has been painted, the rest is read. */
const REST_AFTER = 1500
/** What was opened from a copy is compared with what is stored when nothing has changed for so many milliseconds. */
const COPIES_AFTER = 12_000

/**
 * The datasets this browser holds, and the door to their figures. Opened once; follows other tabs. Where the browser's
 * database fails, everything works from memory until the page closes, and `trouble` says why.
 */
export const useDatasets = defineStore('datasets', () => {
  const status = ref<'opening' | 'ready' | 'failed'>('opening')
  const problem = ref('')
  const progress = ref<BootProgress>()
  const manifests = shallowRef<readonly Manifest[]>([])
  /** Datasets set aside because they cannot be opened, and why. */
  const damaged = shallowRef<ReadonlyMap<string, StorageError>>(new Map())
  /** Datasets that have lost raw text of reports, and of how many. */
  const lost = shallowRef<Inspection['lost']>(new Map())
  /** What is kept beside the reports: rosters, what came in, what was decided over problems. */
  const ledger = shallowRef<readonly LedgerRecord[]>([])
  /** Records that nothing leads to. */
  const orphans = ref(0)
  /** Imports that were here at an earlier visit and are not found now. */
  const missing = shallowRef<HeldBefore>()
  /** Why nothing outlives this page, or may be written by it. */
  const trouble = ref<StorageReason>()
  const inMemory = ref(false)
  /** Whether the browser has promised not to clear the data by itself; none until it was asked. */
  const persistence = ref<'granted' | 'declined'>()
  /** Something was stored, but what is shown is of before: the reason. */
  const stale = ref('')
  /** Counts every change of the data, so that questions are asked again. */
  const version = ref(0)

  const remote = useRemote()
  let store: Store | undefined
  const opened = (): Store => {
    if (!store) throw new StorageError('unavailable')
    return store
  }
  const laidOut = new Collections()

  const real = computed(() => manifests.value.filter((manifest) => !manifest.synthetic))
  const synthetic = computed(() => manifests.value.filter((manifest) => manifest.synthetic))
  const collections = computed(() => collectionChoices(manifests.value, remote.opened))

  /** One reading of the store after another; those asked for while one runs are one. */
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  /** What the next reading takes as it is told; none where it lists all that is held. */
  let told: Held | undefined
  /** `held`: gives all datasets that are held, from those that were before. Only what that does not tell is read. */
  function refresh(held?: Held): Promise<void> {
    told = waiting ? undefined : held
    waiting ??= running.then(async () => {
      const listed = told?.(laidOut.manifests)
      waiting = undefined
      const isFirst = version.value === 0
      const changed = await laidOut.refresh(opened(), listed)
      stale.value = ''
      ledger.value = laidOut.ledger
      if (changed || isFirst) show()
    })
    running = waiting.catch(() => undefined)
    return waiting
  }

  function show(): void {
    manifests.value = laidOut.manifests
    if (!inMemory.value) {
      missing.value ??= version.value === 0 ? missingOf(laidOut.manifests) : undefined
      if (!missing.value) rememberHeld(laidOut.manifests)
    }
    damaged.value = laidOut.damaged
    version.value++
    setTimeout(() => void check().catch(() => undefined), REST_AFTER)
    clearTimeout(comparing)
    comparing = setTimeout(() => void check({ copies: true }).catch(() => undefined), COPIES_AFTER)
  }
  let comparing: ReturnType<typeof setTimeout> | undefined

  /** Reads and compares everything once the page is there: what is damaged is set aside, what is lost is named. */
  async function check({ again = false, copies = false } = {}): Promise<void> {
    if (await laidOut.check(opened(), { again, copies, turn: inTurn })) show()
    const found = await opened().inspect()
    lost.value = found.lost
    orphans.value = found.orphans.length
  }

  /** The user has been told. */
  function forgetMissing(): void {
    missing.value = undefined
    rememberHeld(laidOut.manifests)
  }

  /** After something was stored: what is shown follows; where it cannot, that is said apart. */
  async function showStored(held?: Held): Promise<void> {
    try {
      await refresh(held)
    } catch (error) {
      stale.value = error instanceof StorageError ? error.reason : String(error)
    }
  }

  /** Stores datasets with what goes with them, all or none. */
  async function keep(imported: Imported): Promise<Manifest[]> {
    const { datasets, sources = [], choices = [], prepared = [], drafts = [] } = imported
    return opened().save({
      prepared: [...datasets.map((dataset) => prepare(dataset)), ...prepared],
      sources,
      choices,
      drafts,
    })
  }

  async function loadShipped(isRestoring = false, held?: readonly Manifest[]): Promise<string[]> {
    const known = held ?? (await opened().listDatasets())
    const brought = await bringShipped(opened(), known, isRestoring, (title, share) => {
      progress.value = { title, share }
    })
    progress.value = undefined
    return brought
  }

  async function open(): Promise<void> {
    const found = await openStore({
      onNewer: () => {
        trouble.value = 'newer'
      },
    })
    store = found.store
    inMemory.value = store.kind === 'memory'
    if (!inMemory.value) laidOut.copies = jointPlace()
    trouble.value = found.problem?.reason
    // Another tab's import, removal or correction shows here too; what this page did is shown by whoever did it.
    let following: ReturnType<typeof setTimeout> | undefined
    store.watch(() => {
      clearTimeout(following)
      following = setTimeout(() => void refresh().catch(() => undefined), FOLLOW_AFTER)
    })
  }

  /** Asks the browser never to clear the data by itself. */
  async function askToKeep(): Promise<void> {
    persistence.value = (await requestPersistence()) ? 'granted' : 'declined'
  }

  /** Opens the data: from the database where it is, from the shipped files the first time. */
  async function boot(): Promise<void> {
    status.value = 'opening'
    try {
      if (!store) await open()
      const held = await opened().listDatasets()
      if (held.length > 0) {
        await refresh(() => held)
        status.value = 'ready'
        void isPersisted().then((is) => (persistence.value = is ? 'granted' : undefined))
        // A newer release may carry newer data; without a network the held one serves.
        if (trouble.value !== 'newer')
          void loadShipped(false, held).then(
            (brought) => (brought.length > 0 ? refresh() : undefined),
            () => {
              progress.value = undefined
            },
          )
      } else {
        await loadShipped(false, held)
        await refresh()
        status.value = 'ready'
        void askToKeep()
      }
    } catch (error) {
      status.value = 'failed'
      problem.value = error instanceof StorageError ? error.reason : String(error)
    }
  }

  /** Stores an import. Rejects with a StorageError where nothing was stored. */
  async function save(imported: Imported): Promise<void> {
    const saved = await keep(imported)
    void askToKeep()
    await showStored((before) => withSaved(before, saved))
  }

  const { manifestOf, ...corrections } = correctionsOver({
    store: opened,
    held: laidOut,
    ledger: () => ledger.value,
    showStored: () => showStored(unchanged),
  })

  /** The file that a report was read from, if it was kept. */
  function sourceOf(version: string, office: string, year: number): Promise<SourceRecord | undefined> {
    const { dataset, org } = originOf(version, office)
    return opened().readSource(dataset, org, year)
  }

  /** Keeps something beside the reports, in place of what has its key. Rejects with a StorageError. */
  async function note(records: readonly LedgerRecord[]): Promise<void> {
    await opened().putLedger(records)
    await showStored(unchanged)
  }
  async function forget(records: Parameters<Store['removeLedger']>[0]): Promise<void> {
    await opened().removeLedger(records)
    await showStored(unchanged)
  }

  /** What waits to be saved, kept for the next visit. */
  const drafts = {
    readDrafts: () => opened().readDrafts(),
    putDrafts: (records: readonly DraftRecord[]) => opened().putDrafts(records),
    removeDrafts: (keys: readonly string[]) => opened().removeDrafts(keys),
  }

  /** Everything at once, for backups. */
  const whole = {
    readCore: () => opened().readCore(),
    stream: (originals: boolean) => streamStore(opened(), originals),
    copy: (following?: Following) => copyOf(opened(), following),
    restore: (...given: Parameters<Store['restore']>) => opened().restore(...given),
    returnToCopy: (file: Blob) => returnToCopy(opened(), file),
    readSetting: (key: string) => opened().readSetting(key),
    writeSetting: (key: string, value: unknown) => opened().writeSetting(key, value),
  }
  /** Opens everything anew, what was set aside as well. */
  async function reopen(): Promise<void> {
    await laidOut.retry(opened())
    show()
  }

  const removal = removalOver({ store: opened, held: laidOut, loadShipped, showStored, reopen })

  async function restore(): Promise<string[]> {
    const brought = await loadShipped(true)
    await showStored()
    return brought
  }

  const there = thereOf(remote, () => {
    const held = version.value > 0 ? laidOut.local() : undefined
    return held && { ...held, evidence: (...asked) => opened().readEvidence(...asked) }
  })
  /** The frame of a collection: the real data together, or one synthetic dataset. Falls back to the real one. */
  const frameOfCollection = (collection: string): Frame | undefined =>
    isRemote(collection) ? there(collection)?.frame : version.value > 0 ? laidOut.frameOf(collection) : undefined
  /** What a collection's figures come from, in short: another where a figure may be another. */
  const dataMark = (collection: string): string =>
    isRemote(collection) ? (there(collection)?.mark ?? '') : version.value > 0 ? laidOut.markOf(collection) : ''

  const clientOf = doorsOver({
    there,
    collectionOf: (frame) => collections.value.find(({ id }) => frameOfCollection(id) === frame)?.id,
    dataMark,
    ledger: () => ledger.value,
    readEvidence: (...asked) => opened().readEvidence(...asked),
    onFailure: () => void check({ again: true, copies: true }).catch(() => undefined),
  })

  const readDecks = (): Promise<DeckRecord[]> => opened().readDecks()
  const editDeck: Store['editDeck'] = (id, change) => opened().editDeck(id, change)
  const watchDecks = (onChange: () => void): (() => void) => opened().watchDecks(onChange)

  /** The files that a dataset's reports were read from, to be read once more. */
  const originalsOf = async (id: string): Promise<File[]> =>
    (await opened().readSources(id)).map(({ name, file }) => new File([file], name, { type: file.type }))

  /** Removes what nothing leads to any more. */
  async function sweep(): Promise<number> {
    const swept = await opened().sweep()
    orphans.value = 0
    return swept
  }

  return {
    status,
    problem,
    progress,
    manifests,
    damaged,
    trouble,
    inMemory,
    persistence,
    askToKeep,
    stale,
    version,
    real,
    synthetic,
    collections,
    manifestOf,
    boot,
    refresh: () => showStored(),
    lost,
    orphans,
    missing,
    forgetMissing,
    originalsOf,
    sweep,
    save,
    ...removal,
    restore,
    frameOfCollection,
    clientOf,
    dataMark,
    readDecks,
    editDeck,
    watchDecks,
    ...corrections,
    ledger,
    note,
    forget,
    sourceOf,
    drafts,
    whole,
    reopen,
  }
})
