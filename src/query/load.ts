import { openSegment } from '../engine/codec'
import type { Segment } from '../engine/codec'
import type { LensDb } from '../storage/db'
import { guarded } from '../storage/errors'
import { readDatasets } from '../storage/read'
import type { StoredDataset } from '../storage/read'
import type { ChoiceRecord, Prepared } from '../storage/records'
import { buildFrame } from './frame'
import type { Frame, FramePart } from './frame'
import { unpackOffices } from './offices'
import { FILLED_COLUMN, FORMS_COLUMN, TEXTS_COLUMN, columnKey } from './prepare'

type Stored = Pick<StoredDataset, 'meta' | 'segments' | 'corrections'> & { manifest: FramePart['manifest'] }

const toPart = ({ manifest, meta, segments, corrections }: Stored): FramePart => ({
  manifest,
  orgs: unpackOffices(meta.orgs),
  segments: segments.map(({ first, index, bytes }) => ({ first, segment: openSegment({ index, bytes }) })),
  corrections,
})

/** What a frame needs of a segment: everything where corrections change its columns, else forms and counts of cells. */
const open = (segment: Segment, { manifest, corrections }: FramePart): Promise<void> =>
  segment.load(corrections.length > 0 ? undefined : manifest.years.flatMap((year) =>
    ([FORMS_COLUMN, FILLED_COLUMN, TEXTS_COLUMN] as const).map((column) => columnKey(year, column))))

/**
 * The stored datasets named, laid over one another in their order. Ids not held are left out. Of large ones only what every question
 * needs is read; a question reads its own columns, and `loadRest` the others. Rejects with a StorageError.
 */
export async function loadFrame(db: LensDb, ids: readonly string[]): Promise<Frame> {
  const { stored, choices } = await readDatasets(db, ids)
  const parts = stored.map(toPart)
  await guarded(() => Promise.all(parts.flatMap((part) => part.segments.map(({ segment }) => open(segment, part)))))
  return buildFrame(parts, choices)
}

/** Reads all columns that are not in memory yet, so that no later question waits. Rejects with a StorageError. */
export const loadRest = async (frame: Frame): Promise<void> => {
  await guarded(() => Promise.all(frame.layers.map(({ segment }) => segment.load())))
}

/** A frame of datasets that are not stored: where there is no IndexedDB, in the command line, and in tests. Later ones on top. */
export const frameOf = (datasets: readonly Pick<Prepared, 'manifest' | 'meta' | 'segments' | 'corrections'>[], choices: readonly ChoiceRecord[] = []): Frame =>
  buildFrame(datasets.map(({ manifest, meta, segments, corrections }, order) =>
    toPart({ manifest: { ...manifest, order }, meta, segments: [...segments], corrections: [...corrections] })), choices)
