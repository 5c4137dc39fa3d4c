import type { CorrectionRecord } from '../pack/records'

/**
 * `quota`: the disk or the browser's share of it is full. `unavailable`: there is no IndexedDB here (private window,
 * policy). `silent`: it does not answer. `blocked`: another tab holds an older version of the database. `newer`: a
 * newer release has changed it, and this page may only read. `gone`: what was to be changed has been removed. `taken`:
 * another correction was made meanwhile. `held`: a dataset of another origin has this id.
 * `changed`: something was stored meanwhile. `damaged`: what is stored is not what
 * was stored. `unknown`: see `cause`.
 */
export type StorageReason =
  | 'quota'
  | 'unavailable'
  | 'silent'
  | 'blocked'
  | 'newer'
  | 'gone'
  | 'taken'
  | 'held'
  | 'changed'
  | 'damaged'
  | 'unknown'

/** A storage failure the user can act on. Wording lives in i18n, keyed by `reason`. */
export class StorageError extends Error {
  override name = 'StorageError'
  constructor(
    readonly reason: StorageReason,
    cause?: unknown,
  ) {
    super(`storage: ${reason}${cause instanceof Error ? ` (${cause.message})` : ''}`, { cause })
  }
}

/** A correction was to be made or taken back over another than the one that stands there now. */
export class CorrectionTaken extends StorageError {
  override name = 'CorrectionTaken'
  /** `present`: the correction that stands there; none where it was taken back. */
  constructor(readonly present: CorrectionRecord | undefined) {
    super('taken')
  }
}

const REASONS: Record<string, StorageReason> = {
  QuotaExceededError: 'quota',
  MissingAPIError: 'unavailable',
  InvalidStateError: 'unavailable',
  SecurityError: 'unavailable',
  VersionError: 'newer',
  DatabaseClosedError: 'blocked',
  DamagedSegment: 'damaged',
  BackupError: 'damaged',
  // What a browser says of a file that it has lost.
  NotReadableError: 'damaged',
  NotFoundError: 'damaged',
}

interface Nested {
  name?: unknown
  inner?: unknown
  cause?: unknown
  failures?: unknown
}

/** Dexie wraps the browser's error, sometimes twice: the innermost known name tells. */
function reasonOf(error: unknown, depth = 0): StorageReason | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined
  const { name, inner, cause, failures } = error as Nested
  const deeper = [inner, cause, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])]
  for (const next of deeper) {
    const reason = reasonOf(next, depth + 1)
    if (reason) return reason
  }
  return typeof name === 'string' ? REASONS[name] : undefined
}

export const asStorageError = (error: unknown): StorageError =>
  error instanceof StorageError ? error : new StorageError(reasonOf(error) ?? 'unknown', error)

/** Runs storage work; what it throws comes out as a StorageError, a cancellation as the signal's own reason. */
export async function guarded<T>(work: () => PromiseLike<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    throw asStorageError(error)
  }
}
