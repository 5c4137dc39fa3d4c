import { openSegment } from '../engine/codec'
import type { LensDb } from '../storage/db'
import { readDatasets } from '../storage/read'
import type { StoredDataset } from '../storage/read'
import type { Prepared } from '../storage/records'
import { buildFrame } from './frame'
import type { Frame, FramePart } from './frame'
import { unpackOffices } from './offices'

const toPart = ({ manifest, meta, segments }: Pick<StoredDataset, 'meta' | 'segments'> & { manifest: FramePart['manifest'] }): FramePart => ({
  manifest,
  orgs: unpackOffices(meta.orgs),
  segments: segments.map(({ first, index, bytes }) => ({ first, segment: openSegment({ index, bytes }) })),
})

/** The stored datasets named, laid over one another in their order. Ids not held are left out. Rejects with a StorageError. */
export const loadFrame = async (db: LensDb, ids: readonly string[]): Promise<Frame> =>
  buildFrame((await readDatasets(db, ids)).map(toPart))

/** A frame of datasets that are not stored: where there is no IndexedDB, in the command line, and in tests. Later ones on top. */
export const frameOf = (datasets: readonly Pick<Prepared, 'manifest' | 'meta' | 'segments'>[]): Frame =>
  buildFrame(datasets.map(({ manifest, meta, segments }, order) =>
    toPart({ manifest: { ...manifest, order }, meta, segments: [...segments] })))
