import type { DraftRecord } from '../../storage'
import type { FoundSet } from './found'
import type { Draft } from './draft'

/** What waits to be saved, as it is kept across a reload. What is found anew from it, such as findings, is not kept. */
export type Kept =
  { kind: 'draft'; draft: Omit<Draft, 'key' | 'findings' | 'blob'>; blob?: Blob } | { kind: 'set'; set: FoundSet }

/** What this page's drafts are called: they are its own as long as it lives, and across its reloads. */
const SESSION_KEY = 'disclosure-lens:session'
const lockOf = (session: string): string => `disclosure-lens:drafts:${session}`

const keptSession = (): string | undefined => {
  try {
    return sessionStorage.getItem(SESSION_KEY) ?? undefined
  } catch {
    return undefined
  }
}

/** Holds a name for as long as the page lives; false where another page has it, true where locks are not to be had. */
async function hold(name: string): Promise<boolean> {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)
  if (!locks) return true
  return new Promise((done) => {
    void locks
      .request(name, { ifAvailable: true }, (lock) => {
        done(lock !== null)
        // A page that is left or closed lets go of it.
        return lock ? new Promise<never>(() => undefined) : undefined
      })
      .catch(() => done(true))
  })
}

/** The session of this page: that of before its reload, unless a copy of the page has it. */
export async function ownSession(fresh: () => string): Promise<string> {
  const kept = keptSession()
  const session = kept !== undefined && (await hold(lockOf(kept))) ? kept : fresh()
  if (session !== kept) await hold(lockOf(session))
  try {
    sessionStorage.setItem(SESSION_KEY, session)
  } catch {
    // Without such a place a reloaded page finds its drafts among those of pages that are gone.
  }
  return session
}

/** Sessions whose page lives, as far as the browser tells. */
export async function livingSessions(): Promise<ReadonlySet<string>> {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)
  const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {}
  const start = lockOf('')
  return new Set(held.flatMap(({ name = '' }) => (name.startsWith(start) ? [name.slice(start.length)] : [])))
}

export const draftKey = (session: string, key: number): string => `${session}/${key}`
export const sessionOf = ({ key }: Pick<DraftRecord, 'key'>): string => key.slice(0, key.lastIndexOf('/'))
/** The number that a draft had on its page. */
export const numberOf = ({ key }: Pick<DraftRecord, 'key'>): number => Number(key.slice(key.lastIndexOf('/') + 1))

export const asRecord = (key: string, kept: Kept): DraftRecord => {
  if (kept.kind === 'set') return { key, content: kept }
  const { blob, ...content } = kept
  return { key, content, ...(blob && { file: blob }) }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What was kept, where it is of this release's shape. */
export function readKept({ content, file }: DraftRecord): Kept | undefined {
  if (!isObject(content)) return undefined
  const { kind, draft, set } = content
  if (kind === 'set') return isObject(set) && isObject(set.dataset) ? (content as Kept) : undefined
  if (kind !== 'draft' || !isObject(draft) || !isObject(draft.report)) return undefined
  const { report, file: name, org, district, year, issues, unsure } = draft
  const texts = [name, org, district, year].every((text) => typeof text === 'string')
  const parts = [report.forms, report.cells, report.prose].every(isObject)
  if (!texts || !parts || !Array.isArray(issues) || !Array.isArray(unsure)) return undefined
  return { ...(content as Kept & { kind: 'draft' }), ...(file && { blob: file }) }
}
