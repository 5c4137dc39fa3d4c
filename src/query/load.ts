import { openSegment } from '../engine/codec'
import type { LensDb } from '../storage/db'
import { readDatasets } from '../storage/read'
import type { StoredDataset } from '../storage/read'
import type { ChoiceRecord, Prepared } from '../storage/records'
import { buildFrame } from './frame'
import type { Frame, FramePart } from './frame'
import { unpackOffices } from './offices'

type Stored = Pick<StoredDataset, 'meta' | 'segments' | 'corrections'> & { manifest: FramePart['manifest'] }

const toPart = ({ manifest, meta, segments, corrections }: Stored): FramePart => ({
  manifest,
  orgs: unpackOffices(meta.orgs),
  segments: segments.map(({ first, index, bytes }) => ({ first, segment: openSegment({ index, bytes }) })),
  corrections,
})

/** The stored datasets named, laid over one another in their order. Ids not held are left out. Rejects with a StorageError. */
export async function loadFrame(db: LensDb, ids: readonly string[]): Promise<Frame> {
  const { stored, choices } = await readDatasets(db, ids)
  return buildFrame(stored.map(toPart), choices)
}

/** A frame of datasets that are not stored: where there is no IndexedDB, in the command line, and in tests. Later ones on top. */
export const frameOf = (datasets: readonly Pick<Prepared, 'manifest' | 'meta' | 'segments' | 'corrections'>[], choices: readonly ChoiceRecord[] = []): Frame =>
  buildFrame(datasets.map(({ manifest, meta, segments, corrections }, order) =>
    toPart({ manifest: { ...manifest, order }, meta, segments: [...segments], corrections: [...corrections] })), choices)
