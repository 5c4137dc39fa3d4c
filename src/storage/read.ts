import type { Report } from '../domain/report'
import { keysOf } from './db'
import type { LensDb } from './db'
import { guarded } from './errors'
import type { Manifest, MetaRecord, SegmentRecord } from './records'

export interface StoredDataset { manifest: Manifest; meta: MetaRecord; segments: SegmentRecord[] }

/** Manifest, offices and packed columns of the datasets named, lowest order first, as of one moment. Ids not held are left out. */
export const readDatasets = (db: LensDb, ids: readonly string[]): Promise<StoredDataset[]> =>
  guarded(() => db.transaction('r', [db.datasets, db.meta, db.segments], async () => {
    const found = (await db.datasets.bulkGet([...new Set(ids)])).filter((m) => m !== undefined).sort((a, b) => a.order - b.order)
    const stored: StoredDataset[] = []
    for (const manifest of found) {
      const meta = await db.meta.get(manifest.id)
      const segments = await keysOf(db.segments, manifest.id).toArray()
      if (meta) stored.push({ manifest, meta, segments })
    }
    return stored
  }))

/** The report of an office and year as its dataset gave it, from the last dataset of `ids` that holds one. */
export const readEvidence = (
  db: LensDb, ids: readonly string[], org: string, year: number,
): Promise<{ report: Report; dataset: string } | undefined> =>
  guarded(async () => {
    const held = await db.evidence.bulkGet(ids.map((id): [string, string, number] => [id, org, year]))
    const last = held.findLast((record) => record !== undefined)
    return last && { report: last.report, dataset: last.dataset }
  })

/** All reports of a dataset, for export and backup. */
export const readReports = (db: LensDb, id: string): Promise<Report[]> =>
  guarded(async () => {
    const held = await keysOf(db.evidence, id).toArray()
    return held.map(({ report }) => report)
  })
