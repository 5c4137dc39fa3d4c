import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { splitCorrections } from '../domain/correction'
import type { Org } from '../domain/orgs'
import { download } from '../export/download'
import { saveTarget } from '../export/saveTarget'
import { BACKUP_TYPE, backupFile, writeBackup } from '../formats/backup/backupFile'
import type { BackupManifest } from '../formats/backup/backupFile'
import { differencesOf, pickedWhole } from '../formats/backup/differences'
import type { Differences, Here, Picked } from '../formats/backup/differences'
import { partedFile } from '../formats/backup/partedFile'
import type { Following } from '../formats/backup/partedFile'
import { checkBackup, openBackup } from '../formats/backup/readBackup'
import { isDecided, isBeside, selectedWhole, takeReports, wantedOffices } from '../formats/backup/selection'
import type { Wanted } from '../formats/backup/selection'
import { REAL } from '../pack/records'
import { officeMapOf } from '../query/officeMap'
import {
  BEFORE_RESTORE,
  LAST_BACKUP,
  StorageError,
  gathered,
  isShortOf,
  planRestore,
  stampOf,
  streamedOf,
} from '../storage'
import type { Core, RestoreMode, RestorePlan, SourceRecord, Streamed, Whole } from '../storage'
import { useDatasets } from './datasets'
import { breathe } from './inTurn'
import { newId } from './newId'

const DAY = 86_400_000
/** What was done by hand is to be in a backup after so long, in milliseconds. */
const DUE_AFTER = 7 * DAY
/** So often a backup is begun where the data changes while it is written. */
const ATTEMPTS = 3
/** So long a copy of what was there before a restore is kept, in milliseconds. */
const KEPT_FOR = 30 * DAY

/** A backup that was chosen and read to its end, and what restoring it would do to what is here. */
export interface Candidate {
  file: File
  manifest: BackupManifest
  core: Core
  seen: string
  plans: Record<RestoreMode, RestorePlan>
  /** What somebody handed on, and how it differs from what is here. */
  selection?: { whole: Whole; differences: Differences }
}

/**
 * What may take long: to gather reports, to write a backup, to read it to its end, to keep a copy of what is here, to
 * restore.
 */
export type Doing = 'gather' | 'write' | 'check' | 'copy' | 'restore'

interface Before {
  time: number
  file: Blob
}
const isBefore = (value: unknown): value is Before =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Before).time === 'number' &&
  (value as Before).file instanceof Blob

/**
 * Bytes that so many of a backup's reports take at least: files and columns of a report are about as large as
 * another's.
 */
function bytesOf({ entries, datasets }: BackupManifest, reports: number): number {
  const all = datasets.reduce((sum, one) => sum + one.reports, 0)
  const bytes = entries.filter(({ name }) => name.endsWith('.bin')).reduce((sum, { size }) => sum + size, 0)
  return all > 0 ? bytes * Math.min(1, reports / all) : bytes
}

/** Everything in one file, and back; what was there before can be had again for a while. */
export const useBackup = defineStore('backup', () => {
  const datasets = useDatasets()
  /** What is going on, over how many bytes so far, and of how many where that is known. */
  const busy = shallowRef<{ doing?: Doing; bytes: number; of?: number; cancel: () => void }>()
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

  /** Whether something is going on; `work` is told with which signal to end, and whom to tell how far it is. */
  async function working<T>(work: (following: Required<Following>) => Promise<T>): Promise<T> {
    const ending = new AbortController()
    busy.value = { bytes: 0, cancel: () => ending.abort() }
    try {
      return await work({
        signal: ending.signal,
        onStep: async (bytes) => {
          ending.signal.throwIfAborted()
          if (busy.value) busy.value = { ...busy.value, bytes }
          await breathe()
        },
      })
    } finally {
      busy.value = undefined
    }
  }
  /** What is going on now, and over how many bytes where that is known. */
  const say = (doing: Doing, of?: number): void => {
    if (busy.value) busy.value = { cancel: busy.value.cancel, doing, bytes: 0, ...(of !== undefined && { of }) }
  }

  /**
   * Writes everything to a file that the user names, or that is downloaded; begins anew where another tab changes the
   * data meanwhile. Gives its size, and the titles of datasets that are damaged: what is left of them is in it. Rejects
   * with a StorageError where it cannot be read, with an AbortError where the user ends it.
   */
  const make = (name: string, originals: boolean): Promise<{ size: number; damaged: string[] }> =>
    working(async ({ signal, onStep }) => {
      const target = await saveTarget(name, BACKUP_TYPE)
      say('write')
      try {
        for (let attempt = 1; ; attempt++) {
          const made = Date.now()
          let size = 0
          const given = await datasets.whole.stream(originals)
          await writeBackup(given, { made, originals, signal, onStep }, async (piece) => {
            size += piece.length
            await target.write(piece)
          })
          try {
            await given.settle()
          } catch (error) {
            if (attempt === ATTEMPTS) throw error
            await target.again()
            continue
          }
          await target.done()
          await datasets.whole.writeSetting(LAST_BACKUP, made)
          await look()
          return { size, damaged: given.damaged().map(({ title }) => title) }
        }
      } catch (error) {
        await target.drop().catch(() => undefined)
        throw error
      }
    })

  /** Reads a backup to its end, and finds out what restoring it would do. Rejects with a BackupError. */
  const choose = (file: File): Promise<void> =>
    working(async (following) => {
      say('check', file.size)
      const { manifest, given } = await checkBackup(partedFile(file, following))
      const held = await datasets.whole.readCore()
      const whole = manifest.selection && (await gathered(given))
      const differences = whole && (await differencesOf(whole, hereFor(whole, held)))
      candidate.value = {
        file,
        manifest,
        core: given.core,
        seen: stampOf(held),
        plans: { merge: planRestore(held, given.core, 'merge'), replace: planRestore(held, given.core, 'replace') },
        ...(whole && differences && { selection: { whole, differences } }),
      }
    })
  /** What is here that a selection is held against; made-up figures stand alone. */
  function hereFor({ datasets: [manifest] }: Whole, held: Core): Here {
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

  /** `reports`: so many of the file's are brought. Where they are sure to find no room, nothing is begun. */
  async function bring(
    given: Streamed,
    { mode, seen, reports, following }: { mode: RestoreMode; seen: string; reports: number; following: Following },
  ): Promise<void> {
    if (await isShortOf(bytesOf(candidate.value!.manifest, reports))) throw new StorageError('quota')
    say('copy')
    const time = Date.now()
    const file = await datasets.whole.copy(following)
    say('restore', candidate.value?.file.size)
    await datasets.whole.restore(given, {
      mode,
      seen,
      before: { time, file },
      ...(following.signal && { signal: following.signal }),
    })
  }
  async function shown(): Promise<void> {
    candidate.value = undefined
    await datasets.reopen()
    await look()
  }
  /** Restores what was chosen, all or nothing. Rejects with a StorageError. */
  const restore = (mode: RestoreMode): Promise<void> =>
    working(async (following) => {
      const { file, core, seen, plans } = candidate.value!
      const { pages } = await openBackup(partedFile(file, following))
      const plan = plans[mode]
      const brought = mode === 'replace' ? core.datasets : [...plan.add, ...plan.replace]
      const reports = brought.reduce((sum, { counts }) => sum + counts.reports, 0)
      await bring({ core, parts: pages }, { mode, seen, reports, following })
      await shown()
    })
  /** Takes over what was picked of a selection, and nothing else of it. Rejects with a StorageError. */
  const take = (picked: Picked): Promise<void> =>
    working(async (following) => {
      const { selection, seen } = candidate.value!
      if (!selection) return
      const options = { id: newId('selection'), now: Date.now() }
      const { whole, choices } = pickedWhole(selection.whole, picked, options)
      await bring(streamedOf(whole), { mode: 'merge', seen, reports: picked.reports.length, following })
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
    working(async ({ signal, onStep }) => {
      const frame = datasets.frameOfCollection(collection)
      if (!frame) throw new StorageError('gone')
      const map = officeMapOf(frame)
      const offices = wantedOffices(map, wanted)
      say('gather', 1)
      const reports = await takeReports(datasets.clientOf(frame), offices, map.isHeld, wanted.years, onStep)
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
        whole: await datasets.whole.readCore(),
        now: made,
      })
      const selection = { offices: offices.length, years: wanted.years }
      say('write')
      const file = await backupFile(streamedOf(whole), { made, originals, selection, signal, onStep })
      download(file, name)
      return file.size
    })

  /** Puts everything back as it was before the last restore. */
  const undo = (): Promise<void> =>
    working(async () => {
      const before = await datasets.whole.readSetting(BEFORE_RESTORE)
      if (!isBefore(before)) return
      await datasets.whole.returnToCopy(before.file)
      await datasets.reopen()
      await look()
    })

  return { busy, candidate, last, undoable, isDue, unsaved, make, choose, dismiss, restore, take, sizeOf, hand, undo }
})
