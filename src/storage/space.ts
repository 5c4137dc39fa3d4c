/** The parts of `navigator.storage` used here; browsers leave some or all of it out. */
export type SpaceApi = Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>>

const browserSpace = (): SpaceApi | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator.storage as SpaceApi | undefined)

/** Asks the browser not to evict the data. True where it is kept; false where the browser declines or cannot say. */
export async function requestPersistence(space = browserSpace()): Promise<boolean> {
  try {
    return (await space?.persisted?.()) || ((await space?.persist?.()) ?? false)
  } catch {
    return false
  }
}

/** Whether the browser has promised that before; asks nothing. */
export async function isPersisted(space = browserSpace()): Promise<boolean> {
  try {
    return (await space?.persisted?.()) ?? false
  } catch {
    return false
  }
}

/** The share of what is allowed from which on storage counts as nearly full. */
const NEARLY = 0.85

/** Whether so many bytes more would fill what the browser allows, as far as it tells. */
export async function isShortOf(bytes: number, space = browserSpace()): Promise<boolean> {
  const { usage, quota } = await spaceUsed(space)
  return usage !== undefined && quota !== undefined && usage + bytes > quota
}

export const isNearlyFull = ({ usage = 0, quota = Infinity }: { usage?: number; quota?: number }): boolean =>
  usage > quota * NEARLY

/** Bytes used and allowed, where the browser tells. */
export async function spaceUsed(space = browserSpace()): Promise<{ usage?: number; quota?: number }> {
  try {
    return (await space?.estimate?.()) ?? {}
  } catch {
    return {}
  }
}
