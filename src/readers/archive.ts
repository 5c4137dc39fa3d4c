import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { MOST_BYTES } from './limits'
import { kindOf } from './kind'
import type { FileKind } from './kind'
import { listZip } from './zip/directory'
import type { Budget } from './zip/inflate'

/** A file to be read, or one of a zip: `报告.zip/街道/内页.docx`. Without `bytes`, one of the issues says why. */
export type FoundFile = { name: string; issues: Issue[] } & (
  { bytes: Uint8Array; kind: FileKind } | { bytes?: undefined; kind?: undefined }
)

/** A zip of forty reports with scans may be large; one beyond this is refused unread: 200 MB. */
export const MOST_ARCHIVE_BYTES = 200 * 1024 * 1024
const MOST_FILES = 2000
/** All that comes out of one zip, zips within it included. */
const MOST_INFLATED = 400 * 1024 * 1024
/** A zip in a zip; no further. */
const DEEPEST = 2
const LONGEST_NAME = 200
/* What systems and programs leave behind. */
const HIDDEN = /(?:^|\/)(?:\.(?!\.?\/)|~\$|__MACOSX\/|thumbs\.db$|desktop\.ini$)/iu

/* Control characters, and marks that turn the direction of writing. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const NO_STEP = /^(?:\.{0,2}|[a-z]:)$/iu

/** No name leads out of the zip, or out of its line. */
const plainName = (name: string): string => {
  const steps = name.replace(UNSEEN, '').replace(/\\/gu, '/').split('/')
  return steps
    .filter((step) => !NO_STEP.test(step))
    .join('/')
    .slice(-LONGEST_NAME)
}

/** Whether a file's bytes are a zip of files, and not a document that is a zip inside. */
export const isArchive = (bytes: Uint8Array, name: string): boolean => kindOf(bytes, name) === 'zip'

/** A file itself, or the files of a zip one by one (see `filesIn`), each with its kind. */
export async function* filesOf(bytes: Uint8Array, name: string): AsyncGenerator<FoundFile> {
  const kind = kindOf(bytes, name)
  if (kind === 'zip') yield* filesIn(bytes, name)
  else yield { name, bytes, kind, issues: [] }
}

/**
 * The files of a zip one by one, each inflated when its turn comes; folders and hidden files are passed over, a zip
 * within is opened once. The number of files, the size of each and of all together are bounded and counted while
 * inflating; what exceeds them, is damaged or under a password is a file with an issue. Where there is nothing to read,
 * one file named as the zip says so. Never throws.
 */
export async function* filesIn(bytes: Uint8Array, name: string): AsyncGenerator<FoundFile> {
  const { inflateEntry } = await import('./zip/inflate')
  const { FAILED } = await import('./zip/issues')
  const budget: Budget = { left: MOST_INFLATED }
  let given = 0
  function* open(zip: Uint8Array, path: string, depth: number): Generator<FoundFile> {
    const fail = (code: Parameters<typeof issue>[0], file = path, params?: Issue['params']): FoundFile => ({
      name: file,
      issues: [issue(code, { file }, params)],
    })
    const listed = listZip(zip)
    if (!listed) {
      yield fail('file-broken')
      return
    }
    const entries = listed.filter(
      (entry) => !/[/\\]$/u.test(entry.name) && !HIDDEN.test(entry.name.replace(/\\/gu, '/')),
    )
    if (entries.length === 0) yield fail('archive-empty')
    for (const entry of entries) {
      if (given >= MOST_FILES) {
        yield fail('archive-too-many', path, { limit: MOST_FILES })
        return
      }
      given++
      const file = `${path}/${plainName(entry.name)}`
      const inflated = inflateEntry(zip, entry, MOST_BYTES, budget)
      if ('failed' in inflated) {
        yield fail(FAILED[inflated.failed], file)
        // Whoever packed this means no good: the rest is left alone.
        if (budget.left <= 0) return
        continue
      }
      const kind = kindOf(inflated.bytes, file)
      if (kind !== 'zip') yield { name: file, bytes: inflated.bytes, kind, issues: [] }
      else if (depth >= DEEPEST) yield fail('file-packed', file)
      else yield* open(inflated.bytes, file, depth + 1)
      if (given >= MOST_FILES && depth > 1) return
    }
  }
  yield* open(bytes, name, 1)
}
