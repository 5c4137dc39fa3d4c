import type { Column } from '../engine/column'
import type { Segment } from '../engine/codec'
import { FORMS_COLUMN, columnKey } from '../pack/columnNames'

/** A segment placed among the frame's offices; corrections stand in place of what they correct. */
export interface Layer {
  /**
   * The dataset; of a report that stands under another office than its own, as `versionOf` names it. Empty where
   * `datasetOf` tells for each of the segment's rows.
   */
  dataset: string
  /** The dataset that a row comes from, where several are joined. */
  datasetOf?: (row: number) => string
  segment: Segment
  /** The same as published, without corrections. */
  published: Segment
  /** The frame's row of each of the segment's rows; `NOWHERE` for one that stands in another layer. */
  rows: Uint32Array
  /** The office whose reports these are, where they stand under another. */
  origin?: string
  /** First and last report year in which they do; open where absent. */
  from?: number
  to?: number
}

/** The row of what stands in another layer: nothing is found there, and nothing can be put there. */
export const NOWHERE = 0xffffffff

/** A layer without corrections; `ownRow` is an office's row in its segment, if it has one. */
export type GroundLayer = Omit<Layer, 'segment'> & { ownRow(org: string): number | undefined }

/** The dataset of one of a layer's rows. */
export const datasetAt = ({ dataset, datasetOf }: Omit<Layer, 'segment'>, row: number): string =>
  datasetOf ? datasetOf(row) : dataset

/** The forms of a layer's reports of a year; nothing where it holds none. */
export const formsOf = ({ published, from, to }: Omit<Layer, 'segment'>, year: number): Column | undefined =>
  year < (from ?? -Infinity) || year > (to ?? Infinity) ? undefined : published.column(columnKey(year, FORMS_COLUMN))

/** A frame's row among a layer's own; -1 where it has none. */
export const rowIn = ({ rows }: Pick<Layer, 'rows'>, row: number): number =>
  rows[row] === row ? row : rows.indexOf(row)
