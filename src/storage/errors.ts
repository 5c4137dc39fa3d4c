/**
 * `quota`: the disk or the browser's share of it is full. `unavailable`: there is no IndexedDB here (private window,
 * policy). `blocked`: another tab holds the database in another version. `unknown`: see `cause`.
 */
export type StorageReason = 'quota' | 'unavailable' | 'blocked' | 'unknown'

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

const REASONS: Record<string, StorageReason> = {
  QuotaExceededError: 'quota',
  MissingAPIError: 'unavailable',
  InvalidStateError: 'unavailable',
  SecurityError: 'unavailable',
  VersionError: 'blocked',
  DatabaseClosedError: 'blocked',
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
