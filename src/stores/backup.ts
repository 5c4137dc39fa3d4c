import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { splitCorrections } from '../domain/correction'
import type { Org } from '../domain/orgs'
import { download } from '../export/download'
import { backupFile } from '../formats/backup/backupFile'
import type { BackupManifest } from '../formats/backup/backupFile'
import { differencesOf, pickedWhole } from '../formats/backup/differences'
import type { Differences, Here, Picked } from '../formats/backup/differences'
import { readBackup } from '../formats/backup/readBackup'
import { isDecided, isBeside, selectedWhole, takeReports, wantedOffices } from '../formats/backup/selection'
import type { Wanted } from '../formats/backup/selection'
import { REAL } from '../pack/records'
import { officeMapOf } from '../query/officeMap'
import { BEFORE_RESTORE, LAST_BACKUP, StorageError, planRestore, stampOf } from '../storage'
import type { RestoreMode, RestorePlan, SourceRecord, Whole } from '../storage'
import { useDatasets } from './datasets'
import { breathe } from './inTurn'
import { newId } from './newId'

const DAY = 86_400_000
/** What was done by hand is to be in a backup after so long, in milliseconds. */
const DUE_AFTER = 7 * DAY
/** So long a copy of what was there before a restore is kept, in milliseconds. */
const KEPT_FOR = 30 * DAY

/** A backup that was chosen and read, and what restoring it would do to what is here. */
export interface Candidate {
  name: string
  manifest: BackupManifest
  whole: Whole
  seen: string
  plans: Record<RestoreMode, RestorePlan>
  /** Of a selection that somebody handed on: how it differs from what is here. */
  differences?: Differences
}

interface Before {
  time: number
  file: Blob
}
const isBefore = (value: unknown): value is Before =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Before).time === 'number' &&
  (value as Before).file instanceof Blob

/** Everything in one file, and back; what was there before can be had again for a while. */
export const useBackup = defineStore('backup', () => {
  const datasets = useDatasets()
  /** What is going on, and the share of it that is done. */
  const busy = ref<{ share: number }>()
  const candidate = shallowRef<Candidate>()
  /** When the last backup was made here; none where there was none. */
  const last = ref<number>()
  /** When something was restored that can still be undone. */
  const undoable = ref<number>()
  /** Since when something done by hand is in no backup. */
  const unsaved = ref<number>()
  const now = ref(Date.now())
  const isDue = computed(() => unsaved.value !== undefined && now.value - unsaved.value > DUE_AFTER)

  watch(
    () => [datasets.status, datasets.version] as const,
    ([status]) => {
      if (status === 'ready' && !datasets.inMemory) void look().catch(() => undefined)
    },
    { immediate: true },
  )

  async function look(): Promise<void> {
    const store = datasets.whole
    const made = await store.readSetting(LAST_BACKUP)
    last.value = typeof made === 'number' ? made : undefined
    const since = last.value ?? 0
    const times = [
      ...datasets.manifests.filter(({ shipped }) => !shipped).map(({ addedAt }) => addedAt),
      ...(await datasets.corrections()).map(({ time }) => time),
    ].filter((time) => time > since)
    now.value = Date.now()
    unsaved.value = times.length > 0 ? times.reduce((one, other) => Math.min(one, other)) : undefined
    const before = await store.readSetting(BEFORE_RESTORE)
    const isFresh = isBefore(before) && now.value - before.time < KEPT_FOR
    undoable.value = isFresh ? before.time : undefined
    if (before !== undefined && !isFresh) await store.writeSetting(BEFORE_RESTORE, undefined)
  }

  async function working<T>(work: () => Promise<T>): Promise<T> {
    busy.value = { share: 0 }
    try {
      return await work()
    } finally {
      busy.value = undefined
    }
  }
  const write = (whole: Whole, made: number, originals: boolean): Promise<Blob> =>
    backupFile(whole, {
      made,
      originals,
      onStep: async (share) => {
        busy.value = { share }
        await breathe()
      },
    })

  /** Hands out a file with everything. Rejects with a StorageError where it cannot be read. */
  const make = (name: string, originals: boolean): Promise<number> =>
    working(async () => {
      const made = Date.now()
      const file = await write(await datasets.whole.readWhole(originals), made, originals)
      download(file, name)
      await datasets.whole.writeSetting(LAST_BACKUP, made)
      await look()
      return file.size
    })

  /** Reads a backup, and finds out what restoring it would do. Rejects with a BackupError. */
  const choose = (file: File): Promise<void> =>
    working(async () => {
      const { manifest, whole } = readBackup(new Uint8Array(await file.arrayBuffer()))
      const held = await datasets.whole.readWhole(false)
      const differences = manifest.selection && (await differencesOf(whole, hereFor(whole, held)))
      candidate.value = {
        name: file.name,
        manifest,
        whole,
        seen: stampOf(held),
        plans: { merge: planRestore(held, whole, 'merge'), replace: planRestore(held, whole, 'replace') },
        ...(differences && { differences }),
      }
    })
  /** What is here that a selection is held against; made-up figures stand alone. */
  function hereFor({ datasets: [manifest] }: Whole, held: Whole): Here {
    const frame = manifest?.synthetic ? undefined : datasets.frameOfCollection(REAL)
    const map = frame && officeMapOf(frame)
    return {
      officeIn: (org, year) => frame?.mergers.officeIn(org, year) ?? org,
      corrections: frame ? held.currentCorrections.filter(({ collection }) => collection === REAL) : [],
      decided: frame ? held.ledger.filter(isDecided).filter(({ collection }) => collection === REAL) : [],
      beside: frame ? held.ledger.filter(isBeside).filter(({ collection }) => collection === REAL) : [],
      async reportOf(org, year) {
        if (!frame || !map?.isHeld(org, year)) return undefined
        const { report } = await datasets.clientOf(frame).run({ kind: 'report', org, year })
        return report && splitCorrections(report).published
      },
    }
  }
  const dismiss = (): void => {
    candidate.value = undefined
  }

  async function bring(whole: Whole, mode: RestoreMode, seen: string): Promise<void> {
    const time = Date.now()
    const file = await write(await datasets.whole.readWhole(true), time, true)
    await datasets.whole.restore(whole, { mode, seen, before: { time, file } })
  }
  async function shown(): Promise<void> {
    candidate.value = undefined
    await datasets.reopen()
    await look()
  }
  /** Restores what was chosen, all or nothing. Rejects with a StorageError. */
  const restore = (mode: RestoreMode): Promise<void> =>
    working(async () => {
      const { whole, seen } = candidate.value!
      await bring(whole, mode, seen)
      await shown()
    })
  /** Takes over what was picked of a selection, and nothing else of it. Rejects with a StorageError. */
  const take = (picked: Picked): Promise<void> =>
    working(async () => {
      const { whole, seen } = candidate.value!
      const { whole: given, choices } = pickedWhole(whole, picked, { id: newId('selection'), now: Date.now() })
      await bring(given, 'merge', seen)
      for (const choice of choices) await datasets.choose(choice)
      await shown()
    })

  /** The offices of a selection, and how many of their reports are held. */
  function sizeOf(collection: string, wanted: Wanted): { offices: readonly Org[]; reports: number } {
    const frame = datasets.frameOfCollection(collection)
    if (!frame) return { offices: [], reports: 0 }
    const map = officeMapOf(frame)
    const offices = wantedOffices(map, wanted)
    const [from, to] = wanted.years
    const years = map.years.filter((year) => from <= year && year <= to)
    const held = offices.map(({ id }) => years.filter((year) => map.isHeld(id, year)).length)
    return { offices, reports: held.reduce((sum, one) => sum + one, 0) }
  }
  /** Hands out a file with a part: the reports that count, their corrections and what was decided over them. */
  const hand = (
    collection: string,
    wanted: Wanted,
    { title, name, originals }: { title: string; name: string; originals: boolean },
  ): Promise<number> =>
    working(async () => {
      const frame = datasets.frameOfCollection(collection)
      if (!frame) throw new StorageError('gone')
      const map = officeMapOf(frame)
      const offices = wantedOffices(map, wanted)
      const step = async (share: number): Promise<void> => {
        busy.value = { share }
        await breathe()
      }
      const reports = await takeReports(datasets.clientOf(frame), offices, map.isHeld, wanted.years, step)
      const sources: SourceRecord[] = []
      for (const { report, version } of originals ? reports : []) {
        const { org, year } = report
        const source = await datasets.sourceOf(version, org, year)
        if (source) sources.push({ ...source, org, year })
      }
      const made = Date.now()
      const whole = selectedWhole({
        id: newId('selection'),
        title,
        synthetic: datasets.manifests.some(({ id, synthetic }) => id === collection && synthetic),
        collection,
        mergers: frame.mergers,
        offices,
        known: map,
        years: wanted.years,
        reports,
        sources,
        whole: await datasets.whole.readWhole(false),
        now: made,
      })
      const selection = { offices: offices.length, years: wanted.years }
      const file = await backupFile(whole, { made, originals, selection, onStep: step })
      download(file, name)
      return file.size
    })

  /** Puts everything back as it was before the last restore. */
  const undo = (): Promise<void> =>
    working(async () => {
      const before = await datasets.whole.readSetting(BEFORE_RESTORE)
      if (!isBefore(before)) return
      const { whole } = readBackup(new Uint8Array(await before.file.arrayBuffer()))
      await datasets.whole.returnTo(whole)
      await datasets.reopen()
      await look()
    })

  return { busy, candidate, last, undoable, isDue, unsaved, make, choose, dismiss, restore, take, sizeOf, hand, undo }
})
