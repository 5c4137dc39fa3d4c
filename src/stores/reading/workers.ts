import { useRelease } from '../release'

/** A worker; nothing where the browser gives none, or a policy forbids it. */
export function startWorker(make: () => Worker): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined
  try {
    return make()
  } catch {
    return undefined
  }
}

/**
 * What became of a worker that failed. One that never spoke and has nothing to say for itself did not come: a newer
 * release has taken its place, which the page then says.
 */
export function failureOf({ message }: ErrorEvent, isSilent: boolean): Error {
  if (isSilent && !message) useRelease().need()
  // One that the browser ended for want of memory says no more than this.
  return new Error(message || 'worker')
}
