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

/** Bytes used and allowed, where the browser tells. */
export async function spaceUsed(space = browserSpace()): Promise<{ usage?: number; quota?: number }> {
  try {
    return (await space?.estimate?.()) ?? {}
  } catch {
    return {}
  }
}
