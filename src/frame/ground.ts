import { baseIn } from '../domain/bases'
import type { BaseTable } from '../domain/bases'
import { inMapOrder, mergeOffices } from '../domain/mapOrder'
import { NO_MERGERS, mergedOffices, mergersOf, versionOf } from '../domain/mergers'
import type { Merger, Mergers } from '../domain/mergers'
import type { BaseCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import { bitset, eachBit, fullBitset } from '../engine/bitset'
import type { Segment } from '../engine/codec'
import type { Manifest } from '../pack/records'
import { joined } from './joined'
import { NOWHERE, formsOf } from './layer'
import type { GroundLayer } from './layer'
import { rowsOf } from './rows'
import type { Rows } from './rows'

/** One loaded dataset: its offices in row order, and its packed segments with the row each begins at. */
export interface FramePart {
  manifest: Pick<Manifest, 'id' | 'title' | 'synthetic' | 'order' | 'years' | 'evidence'>
  orgs: readonly Org[]
  segments: readonly { first: number; segment: Segment }[]
}

/** What is kept beside the reports and changes how a frame is laid out. */
export interface Beside {
  mergers?: readonly Merger[]
  /** The one that counts last. */
  bases?: readonly BaseTable[]
  /** All offices together in map order, where they are known already. */
  orgs?: readonly Org[]
}

/** Datasets placed among the offices of all of them, without what people decided over them. */
export interface Ground {
  datasets: readonly FramePart['manifest'][]
  /** In map order: a district is followed by its offices. */
  orgs: readonly Org[]
  rowOf: Rows
  /** Report years held, ascending. */
  years: readonly number[]
  layers: readonly GroundLayer[]
  /** 1 where an office holds a report in any year. */
  reports: Uint8Array
  /** Offices that stand under others. */
  mergers: Mergers
  /** The tables that give figures beside the reports, the one that counts last. */
  bases: readonly BaseTable[]
  /** What they give of offices in a year, by office. */
  baseOf(code: BaseCode, year: number): ReadonlyMap<string, number>
}

function placesOf(count: number, place: (i: number) => number): Uint32Array {
  const places = new Uint32Array(count)
  for (let i = 0; i < count; i++) places[i] = place(i)
  return places
}

/** 1 where an office holds a report in any of the years. */
function reporting(layers: Ground['layers'], size: number, years: readonly number[]): Uint8Array {
  const reports = new Uint8Array(size)
  for (const layer of layers) {
    const { published, rows } = layer
    const any = bitset(published.rows)
    for (const year of years) {
      const forms = formsOf(layer, year)
      const present = forms && (forms.present ?? fullBitset(published.rows))
      if (present) for (let i = 0; i < any.length; i++) any[i]! |= present[i]!
    }
    eachBit(any, (i) => {
      reports[rows[i]!] = 1
    })
  }
  return reports
}

/** `rowOf` is left out where the dataset's rows are the frame's. */
function layersOf(
  { manifest, orgs, segments }: FramePart,
  mergers: Mergers,
  rowOf?: Rows,
): { own: Ground['layers']; merged: Ground['layers'] } {
  const own = rowsOf(orgs)
  const base = segments.map(({ first, segment }) => ({
    dataset: manifest.id,
    published: segment,
    rows: placesOf(segment.rows, (i) => (rowOf ? rowOf.get(orgs[first + i]!.id)! : first + i)),
    ownRow(org: string) {
      const row = (own.get(org) ?? -1) - first
      return row >= 0 && row < segment.rows ? row : undefined
    },
  }))
  const apart = mergers.all.flatMap(({ office }) =>
    base.flatMap(({ dataset, published, rows, ownRow }) => {
      const at = ownRow(office)
      if (at === undefined || !rowOf) return []
      rows[at] = NOWHERE
      return mergers.spansOf(office).map(({ org, from, to }) => ({
        dataset: org === office ? dataset : versionOf(dataset, office),
        published,
        rows: placesOf(published.rows, (i) => (i === at ? rowOf.get(org)! : NOWHERE)),
        ownRow: (of: string) => (of === org ? at : undefined),
        ...(org !== office && { origin: office }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      }))
    }),
  )
  return {
    own: [...base, ...apart.filter(({ origin }) => origin === undefined)],
    merged: apart.filter(({ origin }) => origin !== undefined),
  }
}

/** The rows of offices; one that went into another is found where that stands. */
const rowsAfter = (rows: Rows, { officeOf }: Mergers): Rows => {
  const get = (id: string): number | undefined => rows.get(id) ?? rows.get(officeOf(id))
  return { get, has: (id) => get(id) !== undefined }
}

/** Lays datasets among the offices of all of them. Forms and presence of all must be in memory. */
export function groundOf(
  parts: readonly FramePart[],
  { mergers: given = [], bases = [], orgs: known }: Beside,
): Ground {
  const years = [...new Set(parts.flatMap(({ manifest }) => manifest.years))].sort((a, b) => a - b)
  // A dataset alone is in map order already: it was packed so.
  const [alone] = parts.length === 1 && given.length === 0 ? parts : []
  const together = known ?? alone?.orgs ?? mergeOffices(parts.map((part) => part.orgs))
  const ids = new Set(given.length > 0 ? together.map(({ id }) => id) : [])
  const mergers = given.length > 0 ? mergersOf(given, (id) => ids.has(id)) : NO_MERGERS
  const orgs = known ?? alone?.orgs ?? inMapOrder([...mergedOffices(together, mergers)], years.at(-1) ?? 0)
  const rowOf = mergers.all.length > 0 ? rowsAfter(rowsOf(orgs), mergers) : rowsOf(orgs)
  const placed = parts.map((part) => layersOf(part, mergers, alone ? undefined : rowOf))
  // An office's own reports lie on top of those of offices that went into it.
  const apart = [...placed.flatMap(({ merged }) => merged), ...placed.flatMap(({ own }) => own)]
  const layers = joined(apart, orgs.length, years)
  return {
    // Offices may be known of which no dataset holds a report.
    datasets: parts.flatMap(({ manifest, segments }) => (segments.length > 0 ? [manifest] : [])),
    orgs,
    rowOf,
    years,
    layers,
    mergers,
    reports: reporting(layers, orgs.length, years),
    bases,
    baseOf: (code, year) => baseIn(bases, code, year),
  }
}
