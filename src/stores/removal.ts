import { shallowRef } from 'vue'
import { withLeftOut } from '../storage'
import type { Contents, Removed, Store } from '../storage'
import type { Collections, Held } from './collections'
import { copyOf, returnToCopy } from './copies'

/** What removing is done over, and what shows it once it is stored. */
interface Over {
  store: () => Store
  held: Collections
  loadShipped: () => Promise<unknown>
  showStored: (held?: Held) => Promise<void>
  reopen: () => Promise<void>
}

/** Removing one dataset or everything, and putting it back until the page is closed. */
export function removalOver({ store, held, loadShipped, showStored, reopen }: Over) {
  /** What was removed on this page, last first. */
  const removed = shallowRef<readonly Removed[]>([])
  /** A dataset's id, and those of the versions that were left out when it was imported. */
  const together = (id: string): string[] => withLeftOut(id, held.manifests)
  const contentsOf = (id: string): Promise<Contents> => store().contentsOf(together(id))
  async function remove(id: string): Promise<void> {
    const gone = await store().remove(...together(id))
    if (gone.datasets.length > 0) removed.value = [gone, ...removed.value]
    const ids = new Set(gone.datasets.map((one) => one.id))
    await showStored((before) => before.filter((one) => !ids.has(one.id)))
  }
  async function putBack(gone: Removed): Promise<void> {
    await store().putBack(gone)
    removed.value = removed.value.filter((one) => one !== gone)
    await showStored()
  }

  /** Everything that was here before it was wiped. */
  const wiped = shallowRef<Blob>()
  /** Removes everything; what comes with the app comes again. */
  async function wipe(): Promise<void> {
    const before = await copyOf(store())
    await store().wipe()
    await held.copies?.forget()
    removed.value = []
    await loadShipped().catch(() => undefined)
    await showStored()
    wiped.value = before
  }
  async function unwipe(): Promise<void> {
    if (!wiped.value) return
    await returnToCopy(store(), wiped.value)
    wiped.value = undefined
    await reopen()
  }

  return { removed, contentsOf, remove, putBack, wiped, wipe, unwipe }
}
