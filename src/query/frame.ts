import type { Org } from '../domain/orgs'
import type { Segment } from '../engine/codec'
import { fill } from '../engine/column'
import type { Manifest } from '../storage/records'
import { inMapOrder, mergeOffices } from './offices'
import { FILLED_COLUMN, FORMS_COLUMN, columnKey } from './prepare'
import { CODE } from './stateCodes'

/** One loaded dataset: its offices in row order, and its packed segments with the row each begins at. */
export interface FramePart {
  manifest: Pick<Manifest, 'id' | 'title' | 'synthetic' | 'order' | 'years'>
  orgs: readonly Org[]
  segments: readonly { first: number; segment: Segment }[]
}

/** A segment placed among the frame's offices. */
export interface Layer {
  dataset: string
  segment: Segment
  /** The frame's row of each of the segment's rows. */
  rows: Uint32Array
}

/** What holds for one report year, by the frame's rows. */
export interface FrameYear {
  /** Position in `layers` plus one of the report that counts; 0 where none is held. */
  owner: Uint16Array
  /** Forms of that report, as `encodeForms` gives them. */
  forms: Uint8Array
  /** How many of its statutory cells are filled. */
  filled: Uint16Array
}

/** Datasets laid over one another: for an office and year, the last one that holds a report counts, with all of it. */
export interface Frame {
  datasets: readonly FramePart['manifest'][]
  /** In map order: a district is followed by its offices. */
  orgs: readonly Org[]
  rowOf: ReadonlyMap<string, number>
  /** Report years held, ascending. */
  years: readonly number[]
  layers: readonly Layer[]
  byYear: ReadonlyMap<number, FrameYear>
  /** 1 where an office holds a report in any year. */
  reports: Uint8Array
}

function overlay(layers: readonly Layer[], size: number, year: number): FrameYear {
  const of: FrameYear = { owner: new Uint16Array(size), forms: new Uint8Array(size), filled: new Uint16Array(size) }
  layers.forEach(({ segment, rows }, position) => {
    const forms = segment.column(columnKey(year, FORMS_COLUMN))
    const filled = segment.column(columnKey(year, FILLED_COLUMN))
    if (!forms || !filled) return
    const states = new Uint8Array(segment.rows)
    const formValues = new Float64Array(segment.rows)
    const filledValues = new Float64Array(segment.rows)
    fill(filled, filledValues, states)
    fill(forms, formValues, states)
    for (let i = 0; i < segment.rows; i++) {
      if (states[i] !== CODE.value) continue
      const row = rows[i]!
      of.owner[row] = position + 1
      of.forms[row] = formValues[i]!
      of.filled[row] = filledValues[i]!
    }
  })
  return of
}

/** Lays datasets over one another, later ones on top. Reads forms and presence only; figures are unpacked when asked for. */
export function buildFrame(parts: readonly FramePart[]): Frame {
  const years = [...new Set(parts.flatMap(({ manifest }) => manifest.years))].sort((a, b) => a - b)
  const orgs = inMapOrder(mergeOffices(parts.map((part) => part.orgs)), years.at(-1) ?? 0)
  const rowOf = new Map(orgs.map(({ id }, row) => [id, row]))
  const layers = parts.flatMap(({ manifest, orgs: own, segments }) => segments.map(({ first, segment }): Layer => ({
    dataset: manifest.id, segment,
    rows: Uint32Array.from({ length: segment.rows }, (_, i) => rowOf.get(own[first + i]!.id)!),
  })))
  const byYear = new Map(years.map((year) => [year, overlay(layers, orgs.length, year)]))
  const reports = new Uint8Array(orgs.length)
  for (const { owner } of byYear.values()) for (let row = 0; row < owner.length; row++) if (owner[row]) reports[row] = 1
  return { datasets: parts.map(({ manifest }) => manifest), orgs, rowOf, years, layers, byYear, reports }
}

/** The dataset whose report counts for an office and year, if any holds one. */
export function ownerOf(frame: Frame, org: string, year: number): string | undefined {
  const row = frame.rowOf.get(org)
  const owner = row === undefined ? 0 : frame.byYear.get(year)?.owner[row] ?? 0
  return frame.layers[owner - 1]?.dataset
}
