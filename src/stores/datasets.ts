import { liveQuery } from 'dexie'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { correctReport, splitCorrections, uncorrected } from '../domain/correction'
import { readDataset } from '../domain/dataset'
import type { Dataset } from '../domain/dataset'
import { createClient } from '../query/client'
import { frameOf, loadFrame, loadRest } from '../query/load'
import type { Frame } from '../query/load'
import { prepare } from '../pack/prepare'
import type { Prepared } from '../pack/records'
import type { QueryClient } from '../query/spec'
import {
  StorageError,
  asBuffer,
  listDatasets,
  openDb,
  putChoice,
  putCorrection,
  readEvidence,
  readSetting,
  readSource,
  ready,
  removeCorrection,
  removeDataset,
  requestPersistence,
  saveBatch,
  writeSetting,
} from '../storage'
import type { SourceRecord } from '../storage'
import type { ChoiceRecord, CorrectionRecord, Manifest } from '../pack/records'
import type { Report } from '../domain/report'
import { inTurn } from './inTurn'
import { SHIPPED, fetchShipped } from './shipped'

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
}

const shippedKey = (id: string): string => `shipped:${id}`

/**
 * The datasets this browser holds, and the door to their figures. Opened once; follows other tabs.
 * Without IndexedDB everything works from memory until the page closes.
 */
export const useDatasets = defineStore('datasets', () => {
  const status = ref<'opening' | 'ready' | 'failed'>('opening')
  const problem = ref('')
  const progress = ref<BootProgress>()
  const manifests = shallowRef<Manifest[]>([])
  const inMemory = ref(false)
  /** Counts every change of the data, so that questions are asked again. */
  const version = ref(0)

  const db = openDb({ onClosed: () => location.reload() })
  const memory = new Map<string, { dataset: Dataset; manifest: Manifest; packed?: Prepared }>()
  const memoryOf = { choices: [] as ChoiceRecord[], sources: [] as SourceRecord[] }
  const frames = shallowRef<{ real: Frame; synthetic: Map<string, Frame> }>()

  const real = computed(() => manifests.value.filter((manifest) => !manifest.synthetic))
  const synthetic = computed(() => manifests.value.filter((manifest) => manifest.synthetic))

  const readHeld = async (ids: readonly string[], org: string, year: number, part?: number) => {
    if (!inMemory.value) return readEvidence(db, ids, org, year, part)
    for (const id of [...ids].reverse()) {
      const report = memory.get(id)?.dataset.reports.find((r) => r.org === org && r.year === year)
      if (report) return { report: splitCorrections(report).published, dataset: id }
    }
    return undefined
  }

  const frameFor = async (held: readonly Manifest[]): Promise<Frame> =>
    inMemory.value
      ? frameOf(
          held.map(({ id, shipped }) => memory.get(id)!.packed ?? prepare(memory.get(id)!.dataset, { shipped })),
          memoryOf.choices,
        )
      : loadFrame(
          db,
          held.map(({ id }) => id),
        )

  /** Loads the figures of all datasets held: the real ones laid over one another, each synthetic one apart. */
  async function reload(held: Manifest[]): Promise<void> {
    const frame = await frameFor(held.filter((manifest) => !manifest.synthetic))
    const apart = new Map<string, Frame>()
    for (const manifest of held.filter((m) => m.synthetic)) apart.set(manifest.id, await frameFor([manifest]))
    manifests.value = held
    frames.value = { real: frame, synthetic: apart }
    version.value++
    // The first screen reads its own columns; the others follow when it has been painted.
    setTimeout(() => {
      for (const one of [frame, ...apart.values()]) void loadRest(one).catch(() => undefined)
    }, 1500)
  }

  const chooseInMemory = (choice: ChoiceRecord): void => {
    memoryOf.choices = [
      ...memoryOf.choices.filter(({ org, year }) => org !== choice.org || year !== choice.year),
      choice,
    ]
  }
  /** Changes one report of a dataset that is held in memory. */
  function changeInMemory(
    { dataset: id, org, year }: Pick<CorrectionRecord, 'dataset' | 'org' | 'year'>,
    change: (report: Report) => Report,
  ): void {
    const held = memory.get(id)
    if (!held) return
    const reports = held.dataset.reports.map((report) =>
      report.org === org && report.year === year ? change(report) : report,
    )
    memory.set(id, { ...held, dataset: { ...held.dataset, reports } })
  }
  const heldInMemory = (): Manifest[] => [...memory.values()].map(({ manifest }) => manifest)
  const refresh = async (): Promise<void> => reload(inMemory.value ? heldInMemory() : await listDatasets(db))

  /** Stores datasets with what goes with them, all or none. */
  async function keep(
    { datasets, sources = [], choices = [], prepared: packed = [] }: Imported,
    shipped: boolean,
  ): Promise<void> {
    const prepared = datasets.map((dataset) => prepare(dataset, { shipped }))
    if (!inMemory.value) {
      await saveBatch(db, { prepared: [...prepared, ...packed], sources, choices })
      return
    }
    memoryOf.sources.push(...sources)
    choices.forEach(chooseInMemory)
    datasets.forEach((dataset, i) => {
      const order = memory.get(dataset.id)?.manifest.order ?? memory.size + 1
      memory.set(dataset.id, { dataset, manifest: { ...prepared[i]!.manifest, order, addedAt: Date.now() } })
    })
    for (const one of packed) {
      const { id, title, synthetic } = one.manifest
      const order = memory.get(id)?.manifest.order ?? memory.size + 1
      const dataset: Dataset = { format: 'disclosure-dataset', version: 1, id, title, synthetic, orgs: [], reports: [] }
      memory.set(id, {
        dataset,
        packed: { ...one, segments: await Promise.all(one.segments.map(asBuffer)) },
        manifest: { ...one.manifest, order, addedAt: Date.now() },
      })
    }
  }

  /** Brings in the shipped datasets that are new to this browser; what the user removed stays away until restored. */
  async function loadShipped(restore = false): Promise<string[]> {
    const brought: string[] = []
    for (const { id, url } of SHIPPED) {
      const known = inMemory.value ? undefined : await readSetting(db, shippedKey(id))
      const held = inMemory.value ? memory.has(id) : (await listDatasets(db)).some((manifest) => manifest.id === id)
      if (held ? known === url : known !== undefined && !restore) continue
      progress.value = { title: id, share: 0 }
      const { dataset, issues } = readDataset(
        await fetchShipped(url, (share) => {
          progress.value = { title: id, share: share * 0.8 }
        }),
      )
      if (!dataset) throw new Error(issues[0] ? `${id}: ${issues[0].at?.path ?? ''} ${issues[0].code}` : id)
      progress.value = { title: dataset.title, share: 0.85 }
      await keep({ datasets: [dataset] }, true)
      if (!inMemory.value) await writeSetting(db, shippedKey(id), url)
      brought.push(dataset.title)
    }
    progress.value = undefined
    return brought
  }

  /** Opens the data: from IndexedDB where it is, from the shipped files the first time. */
  async function boot(): Promise<void> {
    status.value = 'opening'
    try {
      try {
        await ready(db)
      } catch (error) {
        if (!(error instanceof StorageError) || error.reason !== 'unavailable') throw error
        inMemory.value = true
      }
      if (!inMemory.value && (await listDatasets(db)).length > 0) {
        await refresh()
        status.value = 'ready'
        // A newer release may carry newer data; without a network the held one serves.
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
        void requestPersistence()
      }
      if (!inMemory.value) follow()
    } catch (error) {
      status.value = 'failed'
      problem.value = error instanceof StorageError ? error.reason : String(error)
    }
  }

  /** Another tab's import or removal shows here too. */
  function follow(): void {
    const seen = (held: readonly Manifest[]) =>
      held.map(({ id, checksum, order }) => `${id} ${checksum} ${order}`).join()
    liveQuery(() => db.datasets.toArray()).subscribe({
      next: (held) => {
        const sorted = [...held].sort((a, b) => a.order - b.order)
        if (seen(sorted) !== seen(manifests.value)) void refresh()
      },
      error: () => undefined,
    })
    let known: string | undefined
    liveQuery(async () => JSON.stringify([await db.corrections.toArray(), await db.choices.toArray()])).subscribe({
      next: (state) => {
        if (known !== undefined && state !== known) void refresh()
        known = state
      },
      error: () => undefined,
    })
  }

  async function save(imported: Imported): Promise<void> {
    await keep(imported, false)
    await refresh()
  }

  /** Puts a correction in place of a figure, everywhere at once. Rejects with a StorageError. */
  async function correct(correction: CorrectionRecord): Promise<void> {
    if (inMemory.value) changeInMemory(correction, (report) => correctReport(report, [correction]))
    else await putCorrection(db, correction)
    await refresh()
  }

  /** Lets the published figure count again. */
  async function takeBack(
    correction: Pick<CorrectionRecord, 'dataset' | 'org' | 'year' | 'in' | 'code'>,
  ): Promise<void> {
    if (inMemory.value) changeInMemory(correction, (report) => uncorrected(report, correction.in, correction.code))
    else await removeCorrection(db, correction)
    await refresh()
  }

  /** Lets another version of a report count. */
  async function choose(choice: ChoiceRecord): Promise<void> {
    if (inMemory.value) chooseInMemory(choice)
    else await putChoice(db, choice)
    await refresh()
  }

  /** The file that a report was read from, if it was kept. */
  const sourceOf = async (dataset: string, org: string, year: number): Promise<SourceRecord | undefined> =>
    inMemory.value
      ? memoryOf.sources.findLast((one) => one.dataset === dataset && one.org === org && one.year === year)
      : readSource(db, dataset, org, year)

  async function remove(id: string): Promise<void> {
    if (inMemory.value) memory.delete(id)
    else await removeDataset(db, id)
    await refresh()
  }

  async function restore(): Promise<string[]> {
    const brought = await loadShipped(true)
    await refresh()
    return brought
  }

  /** The frame of a world: the real data together, or one synthetic dataset. Falls back to the real one. */
  const frameOfWorld = (world: string): Frame | undefined => frames.value?.synthetic.get(world) ?? frames.value?.real
  const clients = new WeakMap<Frame, QueryClient>()
  function clientOf(frame: Frame): QueryClient {
    const held = clients.get(frame) ?? createClient(frame, readHeld, inTurn)
    clients.set(frame, held)
    return held
  }

  return {
    status,
    problem,
    progress,
    manifests,
    inMemory,
    version,
    real,
    synthetic,
    boot,
    save,
    remove,
    restore,
    frameOfWorld,
    clientOf,
    correct,
    takeBack,
    choose,
    sourceOf,
  }
})
