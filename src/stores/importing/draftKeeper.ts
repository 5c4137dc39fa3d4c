import type { DraftRecord } from '../../storage'
import { newId } from '../newId'
import { asRecord, draftKey, livingSessions, numberOf, ownSession, readKept, sessionOf } from './keptDrafts'
import type { Kept } from './keptDrafts'

/** The part of the store that keeps drafts. */
export interface DraftStore {
  readDrafts(): Promise<DraftRecord[]>
  putDrafts(drafts: readonly DraftRecord[]): Promise<void>
  removeDrafts(keys: readonly string[]): Promise<void>
}

/** Something that waits, by the number it has on this page; `parts` are compared to tell whether it has changed. */
export interface Waiting {
  key: number
  parts: readonly unknown[]
  kept: Kept
}

/** Drafts found in the store: this page's own, first to last, and those of pages that are gone. */
export interface Left {
  own: DraftRecord[]
  others: DraftRecord[]
}

/** Keeps what waits on this page in the store, and finds what was left by this page before its reload, or by others. */
export class DraftKeeper {
  private readonly session: Promise<string>
  /** By their number on this page: where they are in the store, and as what. */
  private readonly stored = new Map<number, { at: string; parts: readonly unknown[] }>()
  private last: Promise<unknown> = Promise.resolve()
  private begun: Promise<Left> | undefined
  /** The next number that no draft of this session had. */
  private next = 0

  constructor(private readonly store: DraftStore) {
    this.session = ownSession(() => newId('page'))
  }

  /** What this page left before it was loaded anew, and what pages left that are gone. Looked for once. */
  left(): Promise<Left> {
    this.begun ??= this.look()
    this.begun.catch(() => {
      this.begun = undefined
    })
    return this.begun
  }

  private async look(): Promise<Left> {
    const session = await this.session
    const living = await livingSessions()
    const records = await this.store.readDrafts()
    const own = records.filter((record) => sessionOf(record) === session)
    this.next = Math.max(this.next, ...own.map((record) => numberOf(record) + 1))
    return {
      own: own.filter(readKept).sort((a, b) => numberOf(a) - numberOf(b)),
      others: records.filter(
        (record) => sessionOf(record) !== session && !living.has(sessionOf(record)) && readKept(record),
      ),
    }
  }

  /** Brings the store to what waits now, after what was asked for before. Rejects with a StorageError. */
  keep(waiting: readonly Waiting[]): Promise<void> {
    const turn = this.last.then(() => this.bring(waiting))
    this.last = turn.catch(() => undefined)
    return turn
  }

  private async bring(waiting: readonly Waiting[]): Promise<void> {
    const session = await this.session
    // What was left must be known first: nothing may be put over it.
    await this.left()
    const now = new Set(waiting.map(({ key }) => key))
    const changed = waiting
      .filter((one) => !this.has(one))
      .map(({ key, parts, kept }) => ({
        key,
        parts,
        kept,
        at: this.stored.get(key)?.at ?? draftKey(session, this.next++),
      }))
    const gone = [...this.stored].filter(([key]) => !now.has(key))
    if (changed.length > 0) await this.store.putDrafts(changed.map(({ at, kept }) => asRecord(at, kept)))
    for (const { key, at, parts } of changed) this.stored.set(key, { at, parts })
    if (gone.length > 0) await this.store.removeDrafts(gone.map(([, { at }]) => at))
    for (const [key] of gone) this.stored.delete(key)
  }

  private has({ key, parts }: Waiting): boolean {
    return this.stored.get(key)?.parts.every((part, i) => part === parts[i]) ?? false
  }

  /** Whether all that waits is in the store as it is. */
  hasAll(waiting: readonly Waiting[]): boolean {
    return waiting.every((one) => this.has(one))
  }

  /** The keys in the store of what this page has stored there, of those that have these numbers. */
  keys(of: readonly number[]): string[] {
    return of.flatMap((key) => this.stored.get(key)?.at ?? [])
  }

  /** Takes a record that this page left before it was loaded anew as it is stored. */
  adopt({ key: at }: DraftRecord, { key, parts }: Waiting): void {
    this.stored.set(key, { at, parts })
  }

  /** What is stored of these was settled together with something else. */
  forget(of: readonly number[]): void {
    for (const key of of) this.stored.delete(key)
  }

  remove(records: readonly DraftRecord[]): Promise<void> {
    return this.store.removeDrafts(records.map(({ key }) => key))
  }
}
