import type { LensDb } from './db'
import { guarded } from './errors'

/** A setting's stored value; the caller checks its shape, as an older version may have written it. */
export const readSetting = (db: LensDb, key: string): Promise<unknown> =>
  guarded(async () => (await db.settings.get(key))?.value)

export const writeSetting = (db: LensDb, key: string, value: unknown): Promise<void> =>
  guarded(async () => {
    await db.settings.put({ key, value })
  })
