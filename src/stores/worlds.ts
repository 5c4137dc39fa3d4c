import { NO_EDITS, buildFrame } from '../query/load'
import type { Edits, Frame, FramePart } from '../query/load'
import { REAL, worldOf } from '../pack/records'
import type { Manifest } from '../pack/records'
import { loadRest, openPart } from '../query/load'
import { StorageError } from '../storage'
import type { Store, StoredEdits } from '../storage'

/** What tells a dataset's content and place from an earlier one's of the same id. */
const stampOf = ({ id, checksum, order, addedAt }: Manifest): string => JSON.stringify([id, checksum, order, addedAt])

interface World {
  stamp: string
  edits: Edits
  frame: Frame
}

/** The edits of one world; the same object as before where nothing of it changed. */
function editsIn(world: string, { corrections, choices }: StoredEdits, before: Edits): Edits {
  const same = <T>(now: readonly T[], then: readonly T[]): readonly T[] =>
    JSON.stringify(now) === JSON.stringify(then) ? then : now
  const own: Edits = {
    corrections: same(
      corrections.filter((one) => one.world === world),
      before.corrections,
    ),
    choices: same(world === REAL ? choices : [], before.choices),
  }
  return own.corrections === before.corrections && own.choices === before.choices ? before : own
}

/**
 * The datasets held, opened: the real ones laid over one another, each synthetic one a world of its own. A dataset that
 * stays is not read again, and a correction lays its world out anew from what is in memory. One that cannot be opened is
 * set aside with the reason, and the others work.
 */
export class Worlds {
  private parts = new Map<string, { stamp: string; part: FramePart }>()
  private worlds = new Map<string, World>()
  manifests: readonly Manifest[] = []
  /** Datasets that could not be opened, by id. */
  damaged = new Map<string, StorageError>()

  frameOf(world: string): Frame | undefined {
    return (this.worlds.get(world) ?? this.worlds.get(REAL))?.frame
  }

  /** Brings everything to what the store holds. Gives whether anything is different from before. */
  async refresh(store: Store): Promise<boolean> {
    const manifests = await store.listDatasets()
    const changed = await this.open(store, manifests)
    const edits = await store.readEdits()
    return this.layOut(edits) || changed
  }

  /** The same where only corrections or choices may be different. */
  async revise(store: Store): Promise<boolean> {
    return this.layOut(await store.readEdits())
  }

  /** Reads what has not been read of all datasets; those that turn out to be damaged are set aside. */
  async loadRest(): Promise<boolean> {
    let found = false
    for (const { frame } of [...this.worlds.values()])
      await loadRest(frame).catch(() => {
        found = true
      })
    return found
  }

  private async open(store: Store, manifests: readonly Manifest[]): Promise<boolean> {
    const isOpen = (manifest: Manifest): boolean => this.parts.get(manifest.id)?.stamp === stampOf(manifest)
    const wanted = manifests.filter((manifest) => !isOpen(manifest))
    const before = this.manifests.map(stampOf).join()
    this.damaged = new Map()
    for (const stored of wanted.length > 0 ? await store.readDatasets(wanted.map(({ id }) => id)) : []) {
      const { id } = stored.manifest
      try {
        this.parts.set(id, { stamp: stampOf(stored.manifest), part: await openPart(stored) })
      } catch (error) {
        this.damaged.set(id, error instanceof StorageError ? error : new StorageError('damaged', error))
        this.parts.delete(id)
      }
    }
    const held = new Set(manifests.map(({ id }) => id))
    for (const id of this.parts.keys()) if (!held.has(id)) this.parts.delete(id)
    this.manifests = manifests
    return manifests.map(stampOf).join() !== before
  }

  private layOut(edits: StoredEdits): boolean {
    const sound = this.manifests.filter(({ id }) => this.parts.has(id))
    const names = new Set([REAL, ...sound.map(worldOf)])
    let changed = [...this.worlds.keys()].some((name) => !names.has(name))
    const next = new Map<string, World>()
    for (const name of names) {
      const of = sound.filter((manifest) => worldOf(manifest) === name)
      const stamp = of.map(stampOf).join()
      const before = this.worlds.get(name)
      const own = editsIn(name, edits, before?.edits ?? NO_EDITS)
      const isSame = before?.stamp === stamp && before.edits === own
      changed ||= !isSame
      const frame =
        before?.stamp === stamp
          ? isSame
            ? before.frame
            : before.frame.revised(own)
          : buildFrame(
              of.map(({ id }) => this.parts.get(id)!.part),
              own,
            )
      next.set(name, { stamp, edits: own, frame })
    }
    this.worlds = next
    return changed
  }
}
