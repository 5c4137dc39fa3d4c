import { backupFile } from '../formats/backup/backupFile'
import { checkBackup } from '../formats/backup/readBackup'
import { partedFile } from '../formats/backup/partedFile'
import type { Following } from '../formats/backup/partedFile'
import { streamStore } from '../storage'
import type { Store } from '../storage'

type Held = Pick<Store, 'readCore' | 'readPage' | 'listDatasets' | 'returnTo'>

/** Everything that is stored, as a file that the browser keeps. Rejects with a StorageError. */
export async function copyOf(store: Held, following: Following = {}): Promise<Blob> {
  const given = await streamStore(store, true)
  const file = await backupFile(given, { made: Date.now(), originals: true, ...following })
  await given.settle()
  return file
}

/** Puts everything back as it was in a copy, which is compared with its checksums before. */
export async function returnToCopy(store: Held, file: Blob): Promise<void> {
  const { given } = await checkBackup(partedFile(file))
  await store.returnTo(given)
}
