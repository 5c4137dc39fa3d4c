import { gunzipSync, strFromU8 } from 'fflate'
import type { Report } from '../domain/report'
import { keysOf } from './db'
import type { LensDb } from './db'
import { guarded } from './errors'
import type { ChoiceRecord, CorrectionRecord, Manifest, MetaRecord, SegmentRecord } from '../pack/records'

export interface StoredDataset {
  manifest: Manifest
  meta: MetaRecord
  segments: SegmentRecord[]
  corrections: CorrectionRecord[]
}

/**
 * Manifest, offices, packed columns and corrections of the datasets named, lowest order first, with the versions chosen
 * among them, as of one moment. Ids not held are left out.
 */
export const readDatasets = (
  db: LensDb,
  ids: readonly string[],
): Promise<{ stored: StoredDataset[]; choices: ChoiceRecord[] }> =>
  guarded(() =>
    db.transaction('r', [db.datasets, db.meta, db.segments, db.corrections, db.choices], async () => {
      const found = (await db.datasets.bulkGet([...new Set(ids)]))
        .filter((m) => m !== undefined)
        .sort((a, b) => a.order - b.order)
      const [choices, ...held] = await Promise.all([
        db.choices
          .where('dataset')
          .anyOf(found.map(({ id }) => id))
          .toArray(),
        ...found.map(async (manifest) => {
          const [meta, segments, corrections] = await Promise.all([
            db.meta.get(manifest.id),
            keysOf(db.segments, manifest.id).toArray(),
            keysOf(db.corrections, manifest.id).toArray(),
          ])
          return meta ? [{ manifest, meta, segments, corrections }] : []
        }),
      ])
      return { stored: held.flat(), choices }
    }),
  )

/** A report as its dataset gave it; of a large set, only what its columns do not hold. */
export type Evidence = { dataset: string; report: Report } | { dataset: string; extras: Partial<Report> }

/**
 * The report of an office and year as its dataset gave it, from the last dataset of `ids` that holds one. `part`: where
 * the last of them keeps what its columns do not hold, as its column `@texts` says.
 */
export const readEvidence = (
  db: LensDb,
  ids: readonly string[],
  org: string,
  year: number,
  part?: number,
): Promise<Evidence | undefined> =>
  guarded(async () => {
    const held = await db.evidence.bulkGet(ids.map((id): [string, string, number] => [id, org, year]))
    const last = held.findLast((record) => record !== undefined)
    if (last) return { report: last.report, dataset: last.dataset }
    const dataset = ids.at(-1)
    const texts = part === undefined || dataset === undefined ? undefined : await db.texts.get([dataset, part])
    const extras = texts && findExtras(texts.bytes, org, year)
    return extras && { dataset: texts.dataset, extras }
  })

/** A report's line among those of its part. */
export function findExtras(bytes: ArrayBuffer, org: string, year: number): Partial<Report> | undefined {
  const lines = strFromU8(gunzipSync(new Uint8Array(bytes))).split('\n')
  const head = `"org":${JSON.stringify(org)},"year":${year},`
  for (const line of lines) if (line.includes(head)) return JSON.parse(line) as Partial<Report>
  return undefined
}

/** All reports of a dataset, for export and backup. */
export const readReports = (db: LensDb, id: string): Promise<Report[]> =>
  guarded(async () => {
    const held = await keysOf(db.evidence, id).toArray()
    return held.map(({ report }) => report)
  })
