import { latest } from '../domain/correction'
import type { Merger } from '../domain/mergers'
import { openSegment } from '../engine/codec'
import type { Store, StoredDataset } from '../storage'
import { StorageError, guarded } from '../storage/errors'
import { REAL } from '../pack/records'
import type { ChoiceRecord, Prepared } from '../pack/records'
import { buildFrame } from '../frame/frame'
import type { Edits, Frame } from '../frame/frame'
import type { FramePart } from '../frame/ground'
import { unpackOffices } from '../pack/offices'
import { FILLED_COLUMN, FORMS_COLUMN, TEXTS_COLUMN, columnKey } from '../pack/columnNames'

/** Datasets laid over one another; what stores hold and hand on, without looking inside. */
export { NO_EDITS, buildFrame } from '../frame/frame'
export type { Edits, Frame } from '../frame/frame'
export type { FramePart } from '../frame/ground'

const opened = (segments: StoredDataset['segments']): FramePart['segments'] =>
  segments.map(({ first, index, bytes }) => ({ first, segment: openSegment({ index, bytes }) }))

/** A failure to make sense of what is stored, as what it is; that of a database that cannot be read stays its own. */
const asDamage = (error: unknown): StorageError =>
  error instanceof StorageError && error.reason !== 'unknown' ? error : new StorageError('damaged', error)

/** Looks at every column of a part; rejects with a StorageError where one is damaged. */
export async function checkPart({ segments }: FramePart): Promise<void> {
  try {
    await guarded(() => Promise.all(segments.map(({ segment }) => segment.load())))
  } catch (error) {
    throw asDamage(error)
  }
}

/**
 * A stored dataset, opened: of a large one only forms and counts of cells are read; a question reads its own columns,
 * and `loadRest` the others. Rejects with a StorageError: `damaged` where a part is lost.
 */
export async function openPart({ manifest, meta, segments }: StoredDataset): Promise<FramePart> {
  if (!meta || segments.length < (manifest.parts?.segments ?? 1)) throw new StorageError('damaged')
  const keys = manifest.years.flatMap((year) =>
    ([FORMS_COLUMN, FILLED_COLUMN, TEXTS_COLUMN] as const).map((column) => columnKey(year, column)),
  )
  const parts = opened(segments)
  const reading = guarded(() => Promise.all(parts.map(({ segment }) => segment.load(keys))))
  try {
    // The offices are unpacked while the files are read.
    const orgs = unpackOffices(meta.orgs)
    await reading
    if (orgs.length < parts.reduce((most, { first, segment }) => Math.max(most, first + segment.rows), 0))
      throw new StorageError('damaged')
    // What was stored before there were checksums shows its damage when it is looked at.
    for (const { segment } of parts) for (const key of keys) segment.column(key)
    return { manifest, orgs, segments: parts }
  } catch (error) {
    reading.catch(() => undefined)
    throw asDamage(error)
  }
}

/** What was decided over the figures of one collection. */
export async function editsOf(store: Pick<Store, 'readEdits'>, collection: string): Promise<Edits> {
  const { corrections, choices } = await store.readEdits()
  return {
    corrections: corrections.filter((one) => one.collection === collection),
    choices: collection === REAL ? choices : [],
  }
}

/**
 * The stored datasets named, laid over one another in their order, with what was decided over the figures of their
 * collection. Ids not held are left out. Rejects with a StorageError.
 */
export async function loadFrame(
  store: Pick<Store, 'readDatasets' | 'readEdits'>,
  ids: readonly string[],
  collection: string = REAL,
): Promise<Frame> {
  const [stored, edits] = await Promise.all([store.readDatasets(ids), editsOf(store, collection)])
  return buildFrame(await Promise.all(stored.map(openPart)), edits)
}

/** Reads all columns that are not in memory yet, so that no later question waits. Rejects with a StorageError. */
export const loadRest = async (frame: Frame): Promise<void> => {
  await guarded(() => Promise.all(frame.layers.map(({ segment }) => segment.load())))
}

/** A frame of datasets that are not stored: in the command line, and in tests. Later ones on top. */
export const frameOf = (
  datasets: readonly Pick<Prepared, 'manifest' | 'meta' | 'segments' | 'corrections'>[],
  choices: readonly ChoiceRecord[] = [],
  mergers: readonly Merger[] = [],
): Frame =>
  buildFrame(
    datasets.map(({ manifest, meta, segments }, order) => ({
      manifest: { ...manifest, order },
      orgs: unpackOffices(meta.orgs),
      segments: opened([...segments]),
    })),
    { corrections: latest(datasets.flatMap(({ corrections }) => corrections)), choices },
    { mergers },
  )
