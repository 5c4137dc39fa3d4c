import type { FigureCorrection } from '../domain/correction'
import type { Report } from '../domain/report'

/** What is known of a dataset without opening it. */
export interface Manifest {
  id: string
  title: string
  /** True where the figures are made up. */
  synthetic: boolean
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
  /** Milliseconds since 1970. */
  addedAt: number
  /** The office and year a newcomer sees first. */
  start?: { org: string; year: number }
}

/** Packed columns over the offices of a dataset from row `first` on. One part for now; a large dataset may have several. */
export interface SegmentRecord {
  dataset: string
  part: number
  first: number
  index: { rows: number; keys: string; table: Uint32Array }
  bytes: ArrayBuffer
}

/** The offices of a dataset in the order of its rows, packed into one string. */
export interface MetaRecord { dataset: string; orgs: string }

/** A report with its raw text and places, read only when one of its cells is opened. */
export interface EvidenceRecord { dataset: string; org: string; year: number; report: Report }

/** A correction of a figure in one dataset's report. */
export interface CorrectionRecord extends FigureCorrection { dataset: string }

/** Which dataset's report counts for an office and year that several hold; without one, the dataset of the highest order. */
export interface ChoiceRecord { org: string; year: number; dataset: string }

/** The file that a report was read from, to be seen beside it. */
export interface SourceRecord { dataset: string; org: string; year: number; name: string; file: Blob }

export interface SettingRecord { key: string; value: unknown }

/** A dataset made ready to be stored; `order` and `addedAt` are given when it is. */
export interface Prepared {
  manifest: Omit<Manifest, 'order' | 'addedAt'>
  meta: MetaRecord
  segments: readonly SegmentRecord[]
  /** Reports as published. */
  evidence: readonly EvidenceRecord[]
  corrections: readonly CorrectionRecord[]
}
