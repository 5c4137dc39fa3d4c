import { checkPart, openPart, NO_EDITS } from '../query/load'
import type { Edits, Frame, FramePart } from '../query/load'
import type { Local } from '../remote/beside'
import { besideReports, dataMark, frameBeside } from '../query/ledger'
import { REAL, collectionOf } from '../pack/records'
import { makeJoint, openJoint } from '../pack/joint'
import type { Member } from '../pack/joint'
import type { Manifest } from '../pack/records'
import { StorageError } from '../storage'
import type { JointPlace, LedgerRecord, Store, StoredEdits } from '../storage'

/** All datasets held after something was stored, lowest order first, from those held before it. */
export type Held = (before: readonly Manifest[]) => readonly Manifest[]

const stamps = new WeakMap<Manifest, string>()
/** What tells a dataset's content and place from an earlier one's of the same id. */
function stampOf(manifest: Manifest): string {
  const { id, checksum, order, addedAt, version } = manifest
  const stamp = stamps.get(manifest) ?? JSON.stringify([id, checksum, order, addedAt, version])
  stamps.set(manifest, stamp)
  return stamp
}

/** So many small datasets are read one by one before a copy of them all is made. */
const MANY = 64
/** A dataset of more offices is no small one. */
const MOST_OFFICES = 2048
/** So many datasets are compared with what is stored in one reading. */
const AT_ONCE = 8

interface Collection {
  stamp: string
  edits: Edits
  frame: Frame
}

const isCopy = ({ segments }: FramePart): boolean => segments.some(({ segment }) => segment.slice !== undefined)
const copiedPart = (manifest: FramePart['manifest'], { orgs, segment }: Omit<Member, 'stamp'>): FramePart => ({
  manifest,
  orgs,
  segments: [{ first: 0, segment }],
})

/** The edits of one collection; the same object as before where nothing of it changed. */
function editsIn(collection: string, { corrections, choices }: StoredEdits, before: Edits): Edits {
  const same = <T>(now: readonly T[], then: readonly T[]): readonly T[] =>
    JSON.stringify(now) === JSON.stringify(then) ? then : now
  const own: Edits = {
    corrections: same(
      corrections.filter((one) => one.collection === collection),
      before.corrections,
    ),
    choices: same(collection === REAL ? choices : [], before.choices),
  }
  return own.corrections === before.corrections && own.choices === before.choices ? before : own
}

/**
 * The datasets held, opened: the real ones laid over one another, each synthetic one a collection of its own. A dataset
 * that stays is not read again, and a correction lays its collection out anew from what is in memory. One that cannot
 * be opened is set aside with the reason, and the others work.
 */
export class Collections {
  private parts = new Map<string, { stamp: string; part: FramePart }>()
  private held = new Map<string, Collection>()
  manifests: readonly Manifest[] = []
  /** Datasets that are set aside, by id: they could not be opened, or turned out to be damaged later. */
  damaged: ReadonlyMap<string, StorageError> = new Map()
  /** What is kept beside the reports of all collections. */
  ledger: readonly LedgerRecord[] = []
  private readonly sound = new WeakSet<FramePart>()
  private readonly broken = new Map<string, { stamp: string; error: StorageError }>()
  /** Where a copy of many small datasets is kept, that opens as fast as one; without it all are read one by one. */
  copies: JointPlace | undefined
  /** The datasets in that copy, by their stamps. */
  private copied: ReadonlySet<string> = new Set()

  /** What a collection's figures come from, in short. */
  markOf(collection: string): string {
    const of = this.manifests.filter((manifest) => this.parts.has(manifest.id) && collectionOf(manifest) === collection)
    const held = this.held.get(collection)
    return dataMark(of, held?.edits ?? NO_EDITS, held?.frame)
  }

  /** The real data of this browser as parts of a larger whole; nothing where there are none. */
  local(): Omit<Local, 'evidence'> | undefined {
    const held = this.held.get(REAL)
    const parts = this.manifests.flatMap((manifest) =>
      collectionOf(manifest) === REAL ? (this.parts.get(manifest.id)?.part ?? []) : [],
    )
    if (!held || parts.length === 0) return undefined
    const { frame, edits } = held
    return { parts, edits, frame, beside: besideReports(REAL, this.ledger), mark: this.markOf(REAL) }
  }

  frameOf(collection: string): Frame | undefined {
    return (this.held.get(collection) ?? this.held.get(REAL))?.frame
  }

  /**
   * Brings everything to what the store holds. Gives whether anything is different from before. `listed`: all datasets
   * held, lowest order first, where they are known already.
   */
  async refresh(store: Store, listed?: readonly Manifest[]): Promise<boolean> {
    const manifests = listed ?? (await store.listDatasets())
    const changed = await this.open(store, manifests)
    const edits = await store.readEdits()
    this.ledger = await store.readLedger()
    return this.layOut(edits) || changed
  }

  /** The same where only corrections or choices may be different. */
  async revise(store: Store): Promise<boolean> {
    return this.layOut(await store.readEdits())
  }

  /**
   * Reads what has not been read of all datasets, and sets aside what is damaged. Gives whether anything was. `again`:
   * also what was found to be sound. `turn` is waited for before each. `copies`: also compares what was opened from a
   * copy with what is stored, and makes the copy anew where that is due.
   */
  async check(
    store: Store,
    { again = false, turn, copies = true }: { again?: boolean; turn?: () => Promise<void>; copies?: boolean } = {},
  ): Promise<boolean> {
    let found = false
    const all = [...this.parts].filter(([, { part }]) => again || !this.sound.has(part))
    const look = async (id: string, stored: () => FramePart | Promise<FramePart>): Promise<void> => {
      const held = this.parts.get(id)
      if (!held) return
      try {
        await checkPart(await stored())
        this.sound.add(held.part)
      } catch (error) {
        // Another may have taken its place meanwhile.
        if (this.parts.get(id) !== held) return
        found = true
        this.setAside(id, held.stamp, error)
      }
    }
    for (const [id, { part }] of all.filter(([, { part }]) => !isCopy(part))) {
      await turn?.()
      if (this.parts.get(id)?.part === part) await look(id, () => part)
    }
    const ids = copies ? all.filter(([, { part }]) => isCopy(part)).map(([id]) => id) : []
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      await turn?.()
      for (const stored of await store.readDatasets(ids.slice(i, i + AT_ONCE)))
        await look(stored.manifest.id, () => openPart(stored))
    }
    if (copies) await this.copy(turn)
    return found && this.layOut(await store.readEdits())
  }

  /** Makes the copy of small datasets anew where many are not in it, or some are that are no longer held. */
  private async copy(turn: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    if (!this.copies) return
    const small = this.manifests.flatMap((manifest) => {
      const { stamp, part } = this.parts.get(manifest.id) ?? {}
      const [only, ...others] = part?.segments ?? []
      const isSmall =
        stamp !== undefined &&
        collectionOf(manifest) === REAL &&
        only?.first === 0 &&
        others.length === 0 &&
        only.segment.isWhole() &&
        part!.orgs.length <= MOST_OFFICES
      return isSmall ? [{ id: manifest.id, stamp, orgs: part!.orgs, segment: only.segment }] : []
    })
    const stamps = new Set(small.map(({ stamp }) => stamp))
    const isDue =
      small.filter(({ stamp }) => !this.copied.has(stamp)).length >= MANY ||
      [...this.copied].some((stamp) => !stamps.has(stamp))
    if (!isDue) return
    this.copied = stamps
    if (small.length < MANY) {
      this.copied = new Set()
      await this.copies.forget()
      return
    }
    const record = await makeJoint(small, turn)
    await this.copies.write(record)
    const members = await openJoint(record)
    for (const { id, stamp } of small) {
      const held = this.parts.get(id)
      const own = members?.get(stamp)
      if (!own || held?.stamp !== stamp) continue
      const part = copiedPart(held.part.manifest, own)
      if (this.sound.has(held.part)) this.sound.add(part)
      this.parts.set(id, { stamp, part })
    }
  }

  /** Opens what the copy has of the datasets wanted; gives the others. */
  private async openCopied(wanted: readonly Manifest[]): Promise<readonly Manifest[]> {
    if (!this.copies || wanted.length < MANY) return wanted
    const members = await openJoint(await this.copies.read())
    this.copied = new Set(members?.keys())
    return wanted.filter((manifest) => {
      const stamp = stampOf(manifest)
      const own = members?.get(stamp)
      if (own) this.parts.set(manifest.id, { stamp, part: copiedPart(manifest, own) })
      return !own
    })
  }

  /** Tries again to open what was set aside. */
  async retry(store: Store): Promise<boolean> {
    this.broken.clear()
    return this.refresh(store)
  }

  private setAside(id: string, stamp: string, error: unknown): void {
    this.broken.set(id, { stamp, error: error instanceof StorageError ? error : new StorageError('damaged', error) })
    this.parts.delete(id)
    this.name()
  }

  private name(): void {
    const held = this.manifests.filter((manifest) => this.broken.get(manifest.id)?.stamp === stampOf(manifest))
    this.damaged = new Map(held.map(({ id }) => [id, this.broken.get(id)!.error]))
  }

  private async open(store: Store, manifests: readonly Manifest[]): Promise<boolean> {
    const before = [this.manifests.map(stampOf), [...this.damaged.keys()]].join()
    const isKnown = (manifest: Manifest): boolean =>
      [this.parts, this.broken].some((known) => known.get(manifest.id)?.stamp === stampOf(manifest))
    const wanted = manifests.filter((manifest) => !isKnown(manifest))
    this.manifests = manifests
    const others = await this.openCopied(wanted)
    for (const stored of others.length > 0 ? await store.readDatasets(others.map(({ id }) => id)) : []) {
      const { id } = stored.manifest
      const stamp = stampOf(stored.manifest)
      try {
        this.parts.set(id, { stamp, part: await openPart(stored) })
        this.broken.delete(id)
      } catch (error) {
        this.setAside(id, stamp, error)
      }
    }
    const held = new Set(manifests.map(({ id }) => id))
    for (const known of [this.parts, this.broken]) for (const id of known.keys()) if (!held.has(id)) known.delete(id)
    this.name()
    return [manifests.map(stampOf), [...this.damaged.keys()]].join() !== before
  }

  private layOut(edits: StoredEdits): boolean {
    const sound = this.manifests.filter(({ id }) => this.parts.has(id))
    const names = new Set([REAL, ...sound.map(collectionOf)])
    let changed = [...this.held.keys()].some((name) => !names.has(name))
    const next = new Map<string, Collection>()
    for (const name of names) {
      const of = sound.filter((manifest) => collectionOf(manifest) === name)
      const beside = besideReports(name, this.ledger)
      const stamp = of.map(stampOf).join() + beside.stamp
      const before = this.held.get(name)
      const parts = of.map(({ id }) => this.parts.get(id)!.part)
      const own = editsIn(name, edits, before?.edits ?? NO_EDITS)
      const isSame = before?.stamp === stamp && before.edits === own
      changed ||= !isSame
      const frame =
        before?.stamp === stamp ? (isSame ? before.frame : before.frame.revised(own)) : frameBeside(parts, own, beside)
      next.set(name, { stamp, edits: own, frame })
    }
    this.held = next
    return changed
  }
}
