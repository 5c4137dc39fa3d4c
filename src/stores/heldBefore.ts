import type { Manifest } from '../pack/records'

/** What this browser held of a user's own data at the last visit, and when. */
export interface HeldBefore {
  /** Milliseconds since 1970. */
  time: number
  datasets: { id: string; title: string; reports: number }[]
}

/** Kept apart from the database, so that it can tell when that is gone. */
const KEY = 'disclosure-lens:held'

const ownOf = (manifests: readonly Manifest[]): HeldBefore['datasets'] =>
  manifests.filter(({ shipped }) => !shipped).map(({ id, title, counts }) => ({ id, title, reports: counts.reports }))

function readHeld(): HeldBefore | undefined {
  try {
    const { time, datasets } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<HeldBefore>
    return typeof time === 'number' && Array.isArray(datasets) ? { time, datasets } : undefined
  } catch {
    return undefined
  }
}

export function rememberHeld(manifests: readonly Manifest[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ time: Date.now(), datasets: ownOf(manifests) } satisfies HeldBefore))
  } catch {
    // Without such a place nothing can tell later; the data itself is not touched by that.
  }
}

/** The imports of the last visit that are not held now; nothing where all are. */
export function missingOf(manifests: readonly Manifest[]): HeldBefore | undefined {
  const before = readHeld()
  const held = new Set(manifests.map(({ id }) => id))
  const datasets = before?.datasets.filter(({ id }) => !held.has(id)) ?? []
  return before && datasets.length > 0 ? { time: before.time, datasets } : undefined
}
