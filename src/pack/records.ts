import type { FigureCorrection } from '../domain/correction'
import type { Extent } from '../domain/extent'
import type { Report } from '../domain/report'

/** What is known of a dataset without opening it. */
export interface Manifest {
  id: string
  title: string
  /** True where the figures are made up. */
  synthetic: boolean
  /** What it is good for, where it says so. */
  extent?: Extent
  /** Came with the app, and can be restored from it. */
  shipped: boolean
  /** Of the dataset's content: equal where nothing changed. */
  checksum: string
  /** Version of the packing of its segments. */
  version: number
  /** Where datasets hold the same office and year, the one with the higher order counts. Given when first saved. */
  order: number
  counts: { orgs: number; reports: number; cells: number }
  /** Report years held, ascending. */
  years: readonly number[]
  /**
   * How many of its reports are kept as they were given, beside the columns: with none, nobody need look. Counted when
   * saved.
   */
  evidence?: number
  /** How many segments and parts of texts it has, to tell when one is lost. Counted when saved. */
  parts?: { segments: number; texts: number }
  /** Milliseconds since 1970. */
  addedAt: number
  /** The office and year a newcomer sees first. */
  start?: { org: string; year: number }
}

/**
 * Packed columns over the offices of a dataset from row `first` on. One part for now; a large dataset may have several.
 */
export interface SegmentRecord {
  dataset: string
  part: number
  first: number
  index: { rows: number; keys: string; table: Uint32Array; sums?: Uint32Array }
  /** Large ones are kept as files, so that a part can be read. */
  bytes: ArrayBuffer | Blob
}

/** The offices of a dataset in the order of its rows, packed; databases of version 1 and 2 hold one JSON string. */
export interface MetaRecord {
  dataset: string
  orgs:
    string | { ids: string; names: string; levels: Uint8Array; family: Uint32Array; families: string; renamed?: string }
}

/** A report with its raw text and places, read only when one of its cells is opened. */
export interface EvidenceRecord {
  dataset: string
  org: string
  year: number
  report: Report
}

/**
 * What columns cannot hold of many reports: raw text, places, sources, months covered; one JSON object a line, `{org,
 * year, source?, covers?, cells, prose}`, gzipped. Which part has a report's, its column `@texts` says. Of large sets,
 * in place of an evidence record for each report.
 */
export interface TextsRecord {
  dataset: string
  part: number
  bytes: ArrayBuffer
}

/**
 * The collection of scattered reports and of a user's own: its datasets lie over one another. A synthetic dataset, and
 * a whole group that came with the app, is a collection of its own, so that none stretches the years or scopes of
 * another.
 */
export const REAL = 'real'

/** The collection that a dataset's figures, and corrections of them, belong to. */
export const collectionOf = ({
  id,
  synthetic,
  shipped,
  extent,
}: Pick<Manifest, 'id' | 'synthetic' | 'shipped' | 'extent'>) =>
  synthetic || (shipped && extent === 'group') ? id : REAL

/** A correction of a figure, whichever dataset of its collection publishes it. */
export interface CorrectionRecord extends FigureCorrection {
  collection: string
}

/**
 * Which dataset's report counts for an office and year that several hold; without one, the dataset of the highest
 * order.
 */
export interface ChoiceRecord {
  org: string
  year: number
  dataset: string
}

/** A dataset made ready to be stored; `order` and `addedAt` are given when it is. */
export interface Prepared {
  manifest: Omit<Manifest, 'order' | 'addedAt'>
  meta: MetaRecord
  segments: readonly SegmentRecord[]
  /** Reports as published. A large set has `texts` in their place, or neither: its columns then say all there is. */
  evidence: readonly EvidenceRecord[]
  texts?: readonly TextsRecord[]
  /** What the reports carried; they belong to offices and years, not to the dataset. */
  corrections: readonly FigureCorrection[]
}
