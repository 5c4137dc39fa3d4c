import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { readDataset } from '../domain/dataset'
import type { Dataset } from '../domain/dataset'
import { figureKeyOf } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import { originOf } from '../domain/mergers'
import { readOfficeEdit } from '../domain/officeEdit'
import { UnknownOffice, createClient } from '../query/client'
import { doorWithReceived, receivedDays } from '../query/receivedDays'
import type { EvidenceReader } from '../query/evidenceReader'
import type { Frame } from '../query/load'
import { prepare } from '../pack/prepare'
import { REAL, collectionOf } from '../pack/records'
import type { ChoiceRecord, CorrectionRecord, Manifest, Prepared } from '../pack/records'
import type { QueryClient } from '../query/spec'
import {
  StorageError,
  isPersisted,
  jointPlace,
  openStore,
  requestPersistence,
  streamStore,
  withLeftOut,
} from '../storage'
import type {
  Contents,
  DeckRecord,
  DraftRecord,
  FigureOf,
  HistoryRecord,
  Inspection,
  LedgerRecord,
  Removed,
  Seen,
  SourceRecord,
  StorageReason,
  Store,
} from '../storage'
import { copyOf, returnToCopy } from './copies'
import type { Following } from '../formats/backup/partedFile'
import { missingOf, rememberHeld } from './heldBefore'
import type { HeldBefore } from './heldBefore'
import { inTurn } from './inTurn'
import { isRemote, useRemote } from './remote'
import { thereOf } from './there'
import { RemoteError } from '../remote/wire'
import { SHIPPED, fetchShipped } from './shipped'
import { Collections } from './collections'

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

/** What a person looked at when deciding over a figure: the dataset's report, and the correction that stood there. */
export interface LookedAt {
  dataset: string
  /** Its time; none where the figure counted as published. */
  correction?: number
}

type Figure = Pick<FigureCorrection, 'org' | 'year' | 'in' | 'code'>

const shippedKey = (id: string): string => `shipped:${id}`
/** Editions of shipped data that were replaced here: an older release in another tab does not bring them back. */
const replacedKey = (id: string): string => `shipped-before:${id}`

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
  /** What can be looked at together: the user's own first where there is any, then a whole group, what is made up last. */
  const collections = computed(() => {
    const plain = manifests.value.filter((manifest) => collectionOf(manifest) === REAL)
    const apart = manifests.value.filter((manifest) => collectionOf(manifest) !== REAL)
    const own = plain.some(({ shipped }) => !shipped)
    const together = plain.length > 0 ? [{ id: REAL, own, synthetic: false, title: '', manifests: plain }] : []
    const alone = apart.map((one) => ({
      id: one.id,
      own: false,
      synthetic: one.synthetic,
      title: one.title,
      manifests: [one],
    }))
    const groups = alone.filter(({ synthetic: isMadeUp }) => !isMadeUp)
    const there = remote.opened.map(({ id, manifest }) => ({
      id,
      own: false,
      synthetic: manifest.synthetic,
      title: manifest.title,
      manifests: [{ ...manifest, id, order: 0, addedAt: 0 }],
    }))
    return [
      ...(own ? together : []),
      ...groups,
      ...(own ? [] : together),
      ...alone.filter((one) => one.synthetic),
      ...there,
    ]
  })

  /** One reading of the store after another; those asked for while one runs are one. */
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  function refresh(): Promise<void> {
    waiting ??= running.then(async () => {
      waiting = undefined
      const isFirst = version.value === 0
      const changed = await laidOut.refresh(opened())
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
  async function showStored(): Promise<void> {
    try {
      await refresh()
    } catch (error) {
      stale.value = error instanceof StorageError ? error.reason : String(error)
    }
  }

  /** Stores datasets with what goes with them, all or none. */
  async function keep(imported: Imported): Promise<void> {
    const { datasets, sources = [], choices = [], prepared = [], drafts = [] } = imported
    await opened().save({
      prepared: [...datasets.map((dataset) => prepare(dataset)), ...prepared],
      sources,
      choices,
      drafts,
    })
  }

  /** What is to be written of a shipped dataset that is new to this browser; nothing where it is to stay as it is. */
  async function dueOf(id: string, url: string, held: Manifest | undefined, restore: boolean) {
    // What a user brought under this id is not ours to replace.
    if (held && !held.shipped) return undefined
    const known = await opened().readSetting(shippedKey(id))
    if (held ? known === url : known !== undefined && !restore) return undefined
    const given = await opened().readSetting(replacedKey(id))
    const replaced: unknown[] = Array.isArray(given) ? given : []
    if (held && replaced.includes(url)) return undefined
    const before =
      known === undefined || known === url
        ? []
        : [{ key: replacedKey(id), value: [...replaced.filter((one) => one !== url), known] }]
    return { id, url, settings: [...before, { key: shippedKey(id), value: url }] }
  }

  /**
   * Brings in the shipped datasets that are new to this browser, all at once: what is written waits for the disk each
   * time. What the user removed stays away until restored.
   */
  async function loadShipped(restore = false): Promise<string[]> {
    const held = new Map((await opened().listDatasets()).map((manifest) => [manifest.id, manifest]))
    const asked = await Promise.all(SHIPPED.map(({ id, url }) => dueOf(id, url, held.get(id), restore)))
    const due = asked.filter((one) => one !== undefined)
    const [first] = due
    if (!first) return []
    const shares = due.map(() => 0)
    const told = (share: number): void => {
      progress.value = { title: first.id, share }
    }
    told(0)
    const datasets = await Promise.all(
      due.map(async ({ id, url }, i) => {
        const { dataset, issues } = readDataset(
          await fetchShipped(url, (share) => {
            shares[i] = share
            told((0.8 * shares.reduce((a, b) => a + b, 0)) / due.length)
          }),
        )
        if (!dataset) throw new Error(issues[0] ? `${id}: ${issues[0].at?.path ?? ''} ${issues[0].code}` : id)
        return dataset
      }),
    )
    told(0.85)
    await opened().save({
      prepared: datasets.map((dataset) => prepare(dataset, { shipped: true })),
      settings: due.flatMap(({ settings }) => settings),
    })
    progress.value = undefined
    return datasets.map(({ title }) => title)
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
    // Another tab's import, removal or correction shows here too.
    store.watch(() => void refresh().catch(() => undefined))
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
      if ((await opened().listDatasets()).length > 0) {
        await refresh()
        status.value = 'ready'
        void isPersisted().then((is) => (persistence.value = is ? 'granted' : undefined))
        // A newer release may carry newer data; without a network the held one serves.
        if (trouble.value !== 'newer')
          void loadShipped().then(
            (brought) => (brought.length > 0 ? refresh() : undefined),
            () => {
              progress.value = undefined
            },
          )
      } else {
        await loadShipped()
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
    await keep(imported)
    void askToKeep()
    await showStored()
  }

  /** The collection of a dataset that was looked at. Throws `gone` where it is no longer held. */
  function collectionOfDataset(id: string): string {
    if (isRemote(id)) throw new RemoteError('read-only', id)
    const manifest = manifestOf(id)
    if (!manifest) throw new StorageError('gone')
    return collectionOf(manifest)
  }
  /** The dataset that a version of a report comes from, where it is held. */
  const manifestOf = (version: string): Manifest | undefined => {
    const { dataset } = originOf(version, '')
    return laidOut.manifests.find(({ id }) => id === dataset)
  }
  const seen = ({ dataset, correction }: LookedAt): Seen => ({
    dataset: originOf(dataset, '').dataset,
    ...(correction !== undefined && { correction }),
  })

  /** The offices whose reports of a year stand under one. */
  const originsOf = ({ collection, org, year }: Pick<FigureOf, 'collection' | 'org' | 'year'>): string[] =>
    laidOut.frameOf(collection)?.mergers.originsOf(org, year) ?? [org]
  /** The corrections that stand at a figure, one for each office that it stands for: the one that counts first. */
  async function standingAt(figure: FigureOf): Promise<CorrectionRecord[]> {
    const origins = originsOf(figure)
    if (origins.length === 1 && origins[0] === figure.org) return []
    return (await corrections())
      .filter(
        (one) => origins.includes(one.org) && figureKeyOf({ ...one, org: '' }) === figureKeyOf({ ...figure, org: '' }),
      )
      .filter(({ collection }) => collection === figure.collection)
      .sort((a, b) => b.time - a.time)
  }

  /**
   * Puts a correction in place of a figure, everywhere at once. Rejects with a StorageError: `gone` where the report
   * looked at has been removed, CorrectionTaken where another correction was made meanwhile.
   */
  async function correct(correction: FigureCorrection, looked: LookedAt): Promise<void> {
    const collection = collectionOfDataset(looked.dataset)
    const [held] = await standingAt({ ...correction, collection })
    // It stays with the office that the report is of, should the offices be parted again.
    const { org } = held ?? originOf(looked.dataset, correction.org)
    await opened().correct({ ...correction, org, collection }, seen(looked))
    await showStored()
  }

  /** Lets the published figure count again. Rejects as `correct`. */
  async function takeBack({ org, year, in: where, code }: Figure, looked: LookedAt): Promise<void> {
    const figure: FigureOf = { collection: collectionOfDataset(looked.dataset), org, year, in: where, code }
    const [held, ...others] = await standingAt(figure)
    await opened().takeBack(held ?? figure, Date.now(), seen(looked))
    for (const one of others) await opened().takeBack(one, Date.now(), { correction: one.time })
    await showStored()
  }

  /** What was done to a figure, first to last. */
  async function historyOf({ org, year, in: where, code }: Figure, dataset: string): Promise<HistoryRecord[]> {
    const figure: FigureOf = { collection: collectionOfDataset(dataset), org, year, in: where, code }
    const all = await Promise.all(originsOf(figure).map((one) => opened().historyOf({ ...figure, org: one })))
    return all.flat().sort((a, b) => a.time - b.time)
  }

  /** The same for a correction as it stands in a list, also where no report is held that it belongs to. */
  async function takeBackCorrection(record: CorrectionRecord): Promise<void> {
    await opened().takeBack(record, Date.now(), { correction: record.time })
    await showStored()
  }
  /** Puts a correction back that was taken back. Rejects with CorrectionTaken where another stands there meanwhile. */
  async function restoreCorrection(record: CorrectionRecord): Promise<void> {
    await opened().correct({ ...record, time: Date.now() }, {})
    await showStored()
  }

  /** All corrections held, those of reports that are not held now included. */
  const corrections = async (): Promise<CorrectionRecord[]> => (await opened().readEdits()).corrections

  /** Lets another version of a report count, also before what was said when offices were put together. */
  async function choose(choice: ChoiceRecord): Promise<void> {
    const { org, year } = choice
    const settled = ledger.value.flatMap((record): LedgerRecord[] => {
      const merged = record.collection === REAL ? readOfficeEdit(record.content)?.merged : undefined
      if (record.kind !== 'office' || !merged?.counts?.includes(year)) return []
      if (!originsOf({ collection: REAL, org, year }).includes(record.key)) return []
      const counts = merged.counts.filter((one) => one !== year)
      return [
        { ...record, time: Date.now(), content: { ...(record.content as object), merged: { ...merged, counts } } },
      ]
    })
    if (settled.length > 0) await opened().putLedger(settled)
    await opened().choose(choice)
    await showStored()
  }

  /** The file that a report was read from, if it was kept. */
  function sourceOf(version: string, office: string, year: number): Promise<SourceRecord | undefined> {
    const { dataset, org } = originOf(version, office)
    return opened().readSource(dataset, org, year)
  }

  /** Keeps something beside the reports, in place of what has its key. Rejects with a StorageError. */
  async function note(records: readonly LedgerRecord[]): Promise<void> {
    await opened().putLedger(records)
    await showStored()
  }
  async function forget(records: Parameters<Store['removeLedger']>[0]): Promise<void> {
    await opened().removeLedger(records)
    await showStored()
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

  /** What was removed on this page, last first: it can be put back until the page is closed. */
  const removed = shallowRef<readonly Removed[]>([])
  /** A dataset's id, and those of the versions that were left out when it was imported. */
  const together = (id: string): string[] => withLeftOut(id, laidOut.manifests)
  const contentsOf = (id: string): Promise<Contents> => opened().contentsOf(together(id))
  async function remove(id: string): Promise<void> {
    const gone = await opened().remove(...together(id))
    if (gone.datasets.length > 0) removed.value = [gone, ...removed.value]
    await showStored()
  }
  async function putBack(gone: Removed): Promise<void> {
    await opened().putBack(gone)
    removed.value = removed.value.filter((one) => one !== gone)
    await showStored()
  }

  /** Everything that was here before it was wiped: it can be put back until the page is closed. */
  const wiped = shallowRef<Blob>()
  /** Removes everything; what comes with the app comes again. */
  async function wipe(): Promise<void> {
    const before = await copyOf(opened())
    await opened().wipe()
    await laidOut.copies?.forget()
    removed.value = []
    await loadShipped().catch(() => undefined)
    await showStored()
    wiped.value = before
  }
  async function unwipe(): Promise<void> {
    if (!wiped.value) return
    await returnToCopy(opened(), wiped.value)
    wiped.value = undefined
    await reopen()
  }

  async function restore(): Promise<string[]> {
    const brought = await loadShipped(true)
    await showStored()
    return brought
  }

  const there = thereOf(remote, () => {
    const held = version.value > 0 ? laidOut.local() : undefined
    return held && { ...held, evidence: readEvidence }
  })
  /** The frame of a collection: the real data together, or one synthetic dataset. Falls back to the real one. */
  const frameOfCollection = (collection: string): Frame | undefined =>
    isRemote(collection) ? there(collection)?.frame : version.value > 0 ? laidOut.frameOf(collection) : undefined
  interface Door {
    ledger: readonly LedgerRecord[]
    stamp: string
    plain: QueryClient
    client: QueryClient
  }
  const NONE: ReadonlyMap<string, string> = new Map()
  const clients = new WeakMap<Frame, Door>()
  /** What a collection's figures come from, in short: another where a figure may be another. */
  const dataMark = (collection: string): string =>
    isRemote(collection) ? (there(collection)?.mark ?? '') : version.value > 0 ? laidOut.markOf(collection) : ''

  const plainOf = (frame: Frame, version: string): QueryClient =>
    there.clientOf(frame) ?? watchful(createClient(frame, readEvidence, { turn: inTurn, version }))
  /** The door to a frame's figures; the same one until a day on which a report came is noted anew. */
  function clientOf(frame: Frame): QueryClient {
    const held = clients.get(frame)
    if (held?.ledger === ledger.value) return held.client
    const collection = collections.value.find(({ id }) => frameOfCollection(id) === frame)?.id
    const received = collection === undefined ? NONE : receivedDays(collection, ledger.value, frame.mergers)
    const stamp = JSON.stringify([...received])
    const plain = held?.plain ?? plainOf(frame, collection === undefined ? '' : dataMark(collection))
    const client = held?.stamp === stamp ? held.client : doorWithReceived(plain, received)
    clients.set(frame, { ledger: ledger.value, stamp, plain, client })
    return client
  }
  const readEvidence: EvidenceReader = (ids, org, year, part) => opened().readEvidence(ids, org, year, part)

  /** A question that fails may have met damage: its dataset is then set aside, and the question asked anew. */
  const watchful = (client: QueryClient): QueryClient => ({
    run: (spec, asking) => {
      const answer = client.run(spec, asking)
      answer.catch((error: unknown) => {
        if (!(error instanceof UnknownOffice) && !asking?.signal?.aborted)
          void check({ again: true, copies: true }).catch(() => undefined)
      })
      return answer
    },
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
    refresh: showStored,
    lost,
    orphans,
    missing,
    forgetMissing,
    originalsOf,
    sweep,
    save,
    contentsOf,
    remove,
    removed,
    putBack,
    wipe,
    wiped,
    unwipe,
    restore,
    frameOfCollection,
    clientOf,
    dataMark,
    readDecks,
    editDeck,
    watchDecks,
    correct,
    takeBack,
    takeBackCorrection,
    restoreCorrection,
    historyOf,
    corrections,
    choose,
    ledger,
    note,
    forget,
    sourceOf,
    drafts,
    whole,
    reopen,
  }
})
