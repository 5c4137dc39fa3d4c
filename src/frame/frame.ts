import type { FigureCorrection } from '../domain/correction'
import type { Org } from '../domain/orgs'
import type { Segment } from '../engine/codec'
import { bitset, eachBit, fullBitset } from '../engine/bitset'
import { PRESENT, stateAt } from '../engine/column'
import { dense } from '../engine/pack'
import type { ChoiceRecord, Manifest } from '../pack/records'
import { charted, correctedSegment } from '../pack/corrected'
import { inMapOrder, mergeOffices } from '../domain/mapOrder'
import { FILLED_COLUMN, FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { rowsOf } from './rows'
import type { Rows } from './rows'

/** One loaded dataset: its offices in row order, and its packed segments with the row each begins at. */
export interface FramePart {
  manifest: Pick<Manifest, 'id' | 'title' | 'synthetic' | 'order' | 'years' | 'evidence'>
  orgs: readonly Org[]
  segments: readonly { first: number; segment: Segment }[]
  corrections: readonly FigureCorrection[]
}

/** A segment placed among the frame's offices; corrections stand in place of what they correct. */
export interface Layer {
  dataset: string
  segment: Segment
  /** The same as published, without corrections. */
  published: Segment
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
  rowOf: Rows
  /** Report years held, ascending. */
  years: readonly number[]
  layers: readonly Layer[]
  byYear: Pick<ReadonlyMap<number, FrameYear>, 'get' | 'has'>
  /** 1 where an office holds a report in any year. */
  reports: Uint8Array
  /** By column key: the rows whose figure was corrected in the report that counts. */
  corrected: ReadonlyMap<string, ReadonlySet<number>>
  /** The corrections of one dataset's report. */
  correctionsOf(dataset: string, org: string, year: number): FigureCorrection[]
}

function overlay(layers: readonly Layer[], size: number, year: number, chosen: ReadonlyMap<number, string>): FrameYear {
  const of: FrameYear = { owner: new Uint16Array(size), forms: new Uint8Array(size), filled: new Uint16Array(size) }
  layers.forEach(({ segment, rows }, position) => {
    const forms = segment.column(columnKey(year, FORMS_COLUMN))
    const filled = segment.column(columnKey(year, FILLED_COLUMN))
    if (!forms || !filled) return
    const formsOf = dense(forms).numbers
    const filledOf = dense(filled).numbers
    eachBit(forms.present ?? fullBitset(segment.rows), (i) => {
      const row = rows[i]!
      const own = of.owner[row]!
      // The version that was chosen stays, whatever lies on top of it.
      if (own > 0 && chosen.size > 0 && layers[own - 1]!.dataset === chosen.get(row)) return
      of.owner[row] = position + 1
      of.forms[row] = formsOf[i]!
      of.filled[row] = filledOf[i]!
    })
  })
  return of
}

const keyOf = (dataset: string, org: string, year: number): string => `${dataset}\u0000${org}\u0000${year}`

/** Every correction by the report it is of. */
function byReport(parts: readonly FramePart[]): Map<string, FigureCorrection[]> {
  const found = new Map<string, FigureCorrection[]>()
  for (const { manifest, corrections } of parts) {
    for (const one of corrections) {
      const key = keyOf(manifest.id, one.org, one.year)
      found.set(key, [...(found.get(key) ?? []), one])
    }
  }
  return found
}

function placesOf(count: number, place: (i: number) => number): Uint32Array {
  const places = new Uint32Array(count)
  for (let i = 0; i < count; i++) places[i] = place(i)
  return places
}

/** 1 where an office holds a report in any of the years. */
function reporting(layers: readonly Layer[], size: number, years: readonly number[]): Uint8Array {
  const reports = new Uint8Array(size)
  for (const { segment, rows } of layers) {
    const any = bitset(segment.rows)
    for (const year of years) {
      const forms = segment.column(columnKey(year, FORMS_COLUMN))
      const present = forms && (forms.present ?? fullBitset(segment.rows))
      if (present) for (let i = 0; i < any.length; i++) any[i]! |= present[i]!
    }
    eachBit(any, (i) => {
      reports[rows[i]!] = 1
    })
  }
  return reports
}

/** `rowOf` is left out where the dataset's rows are the frame's. */
function layersOf({ manifest, orgs, segments, corrections }: FramePart, rowOf?: Rows): Layer[] {
  const places = new Map(corrections.length > 0 ? orgs.map(({ id }, i) => [id, i]) : [])
  return segments.map(({ first, segment }) => ({
    dataset: manifest.id,
    published: segment,
    segment:
      corrections.length === 0
        ? segment
        : correctedSegment(segment, corrections, (org) => {
            const row = (places.get(org) ?? -1) - first
            return row >= 0 && row < segment.rows ? row : undefined
          }),
    rows: placesOf(segment.rows, (i) => (rowOf ? rowOf.get(orgs[first + i]!.id)! : first + i)),
  }))
}

/**
 * Lays datasets over one another, later ones on top, but for the versions chosen. Reads forms and presence only;
 * figures are unpacked when asked for.
 */
export function buildFrame(parts: readonly FramePart[], choices: readonly ChoiceRecord[] = []): Frame {
  const years = [...new Set(parts.flatMap(({ manifest }) => manifest.years))].sort((a, b) => a - b)
  // A dataset alone is in map order already: it was packed so.
  const [alone] = parts.length === 1 ? parts : []
  const orgs = alone ? alone.orgs : inMapOrder(mergeOffices(parts.map((part) => part.orgs)), years.at(-1) ?? 0)
  const rowOf = rowsOf(orgs)
  const layers = parts.flatMap((part) => layersOf(part, alone ? undefined : rowOf))
  const chosenIn = (year: number) =>
    new Map(choices.filter((one) => one.year === year).map(({ org, dataset }) => [rowOf.get(org) ?? -1, dataset]))
  // A year is laid out when it is first asked for: the first chart waits for one of them only.
  const laid = new Map<number, FrameYear>()
  const byYear = (year: number): FrameYear | undefined => {
    if (!years.includes(year)) return undefined
    const of = laid.get(year) ?? overlay(layers, orgs.length, year, chosenIn(year))
    laid.set(year, of)
    return of
  }
  const corrections = byReport(parts)
  const corrected = new Map<string, Set<number>>()
  for (const { manifest, corrections: own } of parts) {
    for (const { org, year, code } of charted(own)) {
      const row = rowOf.get(org)
      const owner = row === undefined ? 0 : (byYear(year)?.owner[row] ?? 0)
      if (row === undefined || layers[owner - 1]?.dataset !== manifest.id) continue
      corrected.set(columnKey(year, code), (corrected.get(columnKey(year, code)) ?? new Set()).add(row))
    }
  }
  return {
    datasets: parts.map(({ manifest }) => manifest),
    orgs,
    years,
    rowOf,
    layers,
    corrected,
    byYear: { get: byYear, has: (year) => years.includes(year) },
    reports: reporting(layers, orgs.length, years),
    correctionsOf: (dataset, org, year) => corrections.get(keyOf(dataset, org, year)) ?? [],
  }
}

/** The datasets that hold a report of an office and year, in the order in which they override one another. */
export function holdersOf(frame: Frame, org: string, year: number): string[] {
  const row = frame.rowOf.get(org)
  if (row === undefined) return []
  return frame.layers.flatMap(({ dataset, segment, rows }) => {
    const forms = segment.column(columnKey(year, FORMS_COLUMN))
    const own = rows[row] === row ? row : rows.indexOf(row)
    return forms && own >= 0 && stateAt(forms, own) === PRESENT ? [dataset] : []
  })
}

/** The dataset whose report counts for an office and year, if any holds one. */
export function ownerOf(frame: Frame, org: string, year: number): string | undefined {
  const row = frame.rowOf.get(org)
  const owner = row === undefined ? 0 : (frame.byYear.get(year)?.owner[row] ?? 0)
  return frame.layers[owner - 1]?.dataset
}
