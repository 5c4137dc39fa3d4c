import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { download } from '../export/download'
import { backupFile } from '../formats/backup/backupFile'
import type { BackupManifest } from '../formats/backup/backupFile'
import { readBackup } from '../formats/backup/readBackup'
import { BEFORE_RESTORE, LAST_BACKUP, planRestore, stampOf } from '../storage'
import type { RestoreMode, RestorePlan, Whole } from '../storage'
import { useDatasets } from './datasets'
import { breathe } from './inTurn'

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
      candidate.value = {
        name: file.name,
        manifest,
        whole,
        seen: stampOf(held),
        plans: { merge: planRestore(held, whole, 'merge'), replace: planRestore(held, whole, 'replace') },
      }
    })
  const dismiss = (): void => {
    candidate.value = undefined
  }

  /** Restores what was chosen, all or nothing. Rejects with a StorageError. */
  const restore = (mode: RestoreMode): Promise<void> =>
    working(async () => {
      const { whole, seen } = candidate.value!
      const time = Date.now()
      const file = await write(await datasets.whole.readWhole(true), time, true)
      await datasets.whole.restore(whole, { mode, seen, before: { time, file } })
      candidate.value = undefined
      await datasets.reopen()
      await look()
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

  return { busy, candidate, last, undoable, isDue, unsaved, make, choose, dismiss, restore, undo }
})
