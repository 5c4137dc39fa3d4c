import { openSegment } from '../engine/codec'
import type { Segment } from '../engine/codec'
import type { LensDb } from '../storage/db'
import { guarded } from '../storage/errors'
import { readDatasets } from '../storage/read'
import type { StoredDataset } from '../storage/read'
import type { ChoiceRecord, Prepared } from '../pack/records'
import { buildFrame } from '../frame/frame'
import type { Frame, FramePart } from '../frame/frame'
import { unpackOffices } from '../pack/offices'
import { FILLED_COLUMN, FORMS_COLUMN, TEXTS_COLUMN, columnKey } from '../pack/columnNames'

/** Datasets laid over one another; what stores hold and hand on, without looking inside. */
export type { Frame } from '../frame/frame'

type Stored = Pick<StoredDataset, 'meta' | 'segments' | 'corrections'> & { manifest: FramePart['manifest'] }

type Opened = FramePart['segments']

const openSegments = ({ segments }: Pick<Stored, 'segments'>): Opened =>
  segments.map(({ first, index, bytes }) => ({ first, segment: openSegment({ index, bytes }) }))

const toPart = ({ manifest, meta, corrections }: Stored, segments: Opened): FramePart => ({
  manifest,
  orgs: unpackOffices(meta.orgs),
  segments,
  corrections,
})

/** What a frame needs of a segment: everything where corrections change its columns, else forms and counts of cells. */
const open = (segment: Segment, { manifest, corrections }: Stored): Promise<void> =>
  segment.load(
    corrections.length > 0
      ? undefined
      : manifest.years.flatMap((year) =>
          ([FORMS_COLUMN, FILLED_COLUMN, TEXTS_COLUMN] as const).map((column) => columnKey(year, column)),
        ),
  )

/**
 * The stored datasets named, laid over one another in their order. Ids not held are left out. Of large ones only what
 * every question needs is read; a question reads its own columns, and `loadRest` the others. Rejects with a
 * StorageError.
 */
export async function loadFrame(db: LensDb, ids: readonly string[]): Promise<Frame> {
  const { stored, choices } = await readDatasets(db, ids)
  const segments = stored.map(openSegments)
  const reading = guarded(() =>
    Promise.all(stored.flatMap((one, i) => segments[i]!.map(({ segment }) => open(segment, one)))),
  )
  // The offices are unpacked while the files are read.
  const parts = stored.map((one, i) => toPart(one, segments[i]!))
  await reading
  return buildFrame(parts, choices)
}

/** Reads all columns that are not in memory yet, so that no later question waits. Rejects with a StorageError. */
export const loadRest = async (frame: Frame): Promise<void> => {
  await guarded(() => Promise.all(frame.layers.map(({ segment }) => segment.load())))
}

/**
 * A frame of datasets that are not stored: where there is no IndexedDB, in the command line, and in tests. Later ones
 * on top.
 */
export const frameOf = (
  datasets: readonly Pick<Prepared, 'manifest' | 'meta' | 'segments' | 'corrections'>[],
  choices: readonly ChoiceRecord[] = [],
): Frame =>
  buildFrame(
    datasets.map(({ manifest, meta, segments, corrections }, order) =>
      toPart(
        { manifest: { ...manifest, order }, meta, segments: [...segments], corrections: [...corrections] },
        openSegments({ segments: [...segments] }),
      ),
    ),
    choices,
  )
