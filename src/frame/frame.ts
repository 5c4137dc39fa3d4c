import { baseIn } from '../domain/bases'
import type { BaseTable } from '../domain/bases'
import { latest } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import { NO_MERGERS, mergedOffices, mergersOf, originOf, versionOf } from '../domain/mergers'
import type { Merger, Mergers } from '../domain/mergers'
import type { BaseCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Segment } from '../engine/codec'
import type { Column } from '../engine/column'
import { bitset, eachBit, fullBitset } from '../engine/bitset'
import { PRESENT, stateAt } from '../engine/column'
import { dense } from '../engine/pack'
import type { ChoiceRecord, Manifest } from '../pack/records'
import { inMapOrder, mergeOffices } from '../domain/mapOrder'
import { FILLED_COLUMN, FORMS_COLUMN, columnKey } from '../pack/columnNames'
import { joined } from './joined'
import { NOWHERE, datasetAt } from './layer'
import type { GroundLayer, Layer } from './layer'
import { corrected, overlayOf } from './overlay'
import { rowsOf } from './rows'
import type { Rows } from './rows'

/** One loaded dataset: its offices in row order, and its packed segments with the row each begins at. */
export interface FramePart {
  manifest: Pick<Manifest, 'id' | 'title' | 'synthetic' | 'order' | 'years' | 'evidence'>
  orgs: readonly Org[]
  segments: readonly { first: number; segment: Segment }[]
}

/** What people decided over the published figures, for offices and years: a frame is made with it. */
export interface Edits {
  /** One for each figure at most. */
  corrections: readonly FigureCorrection[]
  choices: readonly ChoiceRecord[]
}

export const NO_EDITS: Edits = { corrections: [], choices: [] }

export type { Layer } from './layer'

/** The forms of a layer's reports of a year; nothing where it holds none. */
export const formsOf = ({ published, from, to }: Omit<Layer, 'segment'>, year: number): Column | undefined =>
  year < (from ?? -Infinity) || year > (to ?? Infinity) ? undefined : published.column(columnKey(year, FORMS_COLUMN))

/** What holds for one report year, by the frame's rows. */
export interface FrameYear {
  /** Position in `layers` plus one of the report that counts; 0 where none is held. */
  owner: Uint16Array
  /** Forms of that report, as `encodeForms` gives them. */
  forms: Uint8Array
  /** How many of its statutory cells are filled: counted when first asked for. */
  readonly filled: Uint16Array
  /** By layer, the rows of its segment whose report counts: found when first asked for. */
  readonly counting: readonly Uint32Array[]
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
  corrected: Pick<ReadonlyMap<string, ReadonlySet<number>>, 'get'>
  /** Whether any figure was corrected. */
  hasCorrections: boolean
  /** What tables beside the reports give of offices in a year, by office. */
  baseOf(code: BaseCode, year: number): ReadonlyMap<string, number>
  /** The tables that give it, the one that counts last. */
  bases: readonly BaseTable[]
  /** Offices that stand under others. */
  mergers: Mergers
  /** The corrections of an office's report of a year. */
  correctionsOf(org: string, year: number): FigureCorrection[]
  /** The same datasets with other corrections or choices: nothing is read or placed again. */
  revised(edits: Edits): Frame
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
type Ground = Pick<Frame, 'datasets' | 'orgs' | 'rowOf' | 'years' | 'reports' | 'mergers' | 'bases' | 'baseOf'> & {
  layers: readonly GroundLayer[]
}

type Owners = Pick<FrameYear, 'owner' | 'forms'>

/** Which version of a report is wanted: the office and the dataset that it comes from, by the frame's row. */
interface Wanted {
  origins: ReadonlyMap<number, string>
  versions: ReadonlyMap<number, ReadonlySet<string>>
}

/** What people decided over the versions of a year's reports; nothing where they are to be taken as they lie. */
function wantedIn({ mergers, rowOf }: Ground, choices: readonly ChoiceRecord[], year: number): Wanted | undefined {
  const origins = new Map<number, string>()
  const versions = new Map<number, Set<string>>()
  for (const { office, counts = [] } of mergers.all) {
    const row = rowOf.get(mergers.officeIn(office, year))
    if (row !== undefined && counts.includes(year)) origins.set(row, office)
  }
  for (const choice of choices) {
    if (choice.year !== year) continue
    const own = originOf(choice.dataset, choice.org)
    const office = mergers.officeIn(choice.org, year)
    const row = rowOf.get(office)
    if (row === undefined) continue
    if (own.org !== choice.org) origins.set(row, own.org)
    const version = own.org === office ? own.dataset : versionOf(own.dataset, own.org)
    versions.set(row, (versions.get(row) ?? new Set()).add(version))
  }
  return mergers.all.length + versions.size > 0 ? { origins, versions } : undefined
}

/** A frame's row among a layer's own; -1 where it has none. */
export const rowIn = ({ rows }: Pick<Layer, 'rows'>, row: number): number =>
  rows[row] === row ? row : rows.indexOf(row)

/** How much a layer's report is wanted: of the office first, then of the dataset. */
const rankOf = ({ origins, versions }: Wanted, layer: Omit<Layer, 'segment'>, row: number): number =>
  (layer.origin === origins.get(row) ? 2 : 0) +
  (versions.has(row) && versions.get(row)!.has(datasetAt(layer, rowIn(layer, row))) ? 1 : 0)

function ownersOf({ layers, orgs }: Ground, year: number, wanted: Wanted | undefined): Owners {
  const of: Owners = { owner: new Uint16Array(orgs.length), forms: new Uint8Array(orgs.length) }
  layers.forEach((layer, position) => {
    const { published, rows } = layer
    const forms = formsOf(layer, year)
    if (!forms) return
    const encoded = dense(forms).numbers
    eachBit(forms.present ?? fullBitset(published.rows), (i) => {
      const row = rows[i]!
      const own = of.owner[row]
      // The version that was chosen stays, whatever lies on top of it.
      if (wanted && own && rankOf(wanted, layers[own - 1]!, row) > rankOf(wanted, layer, row)) return
      of.owner[row] = position + 1
      of.forms[row] = encoded[i]!
    })
  })
  return of
}

/** By layer, the rows of its segment whose report counts. */
const countingIn = (layers: readonly Layer[], owner: Uint16Array): readonly Uint32Array[] =>
  layers.map(({ rows }, position) => {
    const own = new Uint32Array(rows.length)
    let n = 0
    for (let i = 0; i < rows.length; i++) if (owner[rows[i]!] === position + 1) own[n++] = i
    return own.subarray(0, n)
  })

function filledOf(layers: readonly Layer[], owner: Uint16Array, year: number): Uint16Array {
  const filled = new Uint16Array(owner.length)
  layers.forEach(({ segment, rows }, position) => {
    const column = segment.column(columnKey(year, FILLED_COLUMN))
    if (!column) return
    const { numbers } = dense(column)
    for (let i = 0; i < rows.length; i++) if (owner[rows[i]!] === position + 1) filled[rows[i]!] = numbers[i]!
  })
  return filled
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

/** Forms and presence of all datasets must be in memory. */
function groundOf(parts: readonly FramePart[], { mergers: given = [], bases = [], orgs: known }: Beside): Ground {
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

/** A year is laid out when it is first asked for: the first chart waits for one of them only. */
function ownersByYear(ground: Ground, choices: readonly ChoiceRecord[]): (year: number) => Owners | undefined {
  const laid = new Map<number, Owners>()
  return (year) => {
    if (!ground.years.includes(year)) return undefined
    const of = laid.get(year) ?? ownersOf(ground, year, wantedIn(ground, choices, year))
    laid.set(year, of)
    return of
  }
}

/** Corrections of the offices that figures stand under: of several over one figure the latest. */
const correctionsAfter = ({ officeIn }: Mergers, corrections: readonly FigureCorrection[]): FigureCorrection[] =>
  latest(corrections.map((one) => ({ ...one, org: officeIn(one.org, one.year) })))

function frameOn(ground: Ground, edits: Edits, ownersIn = ownersByYear(ground, edits.choices)): Frame {
  const { datasets, orgs, rowOf, years, reports, mergers, bases, baseOf } = ground
  const overlay = overlayOf(mergers.all.length > 0 ? correctionsAfter(mergers, edits.corrections) : edits.corrections)
  const layers = ground.layers.map(({ ownRow, ...layer }) => ({
    ...layer,
    segment: corrected(layer.published, overlay, ownRow),
  }))
  const ofYear = new Map<number, FrameYear>()
  const byYear = (year: number): FrameYear | undefined => {
    const owners = ownersIn(year)
    if (!owners) return undefined
    let filled: Uint16Array | undefined
    let counting: readonly Uint32Array[] | undefined
    const of = ofYear.get(year) ?? {
      ...owners,
      get filled() {
        return (filled ??= filledOf(layers, owners.owner, year))
      },
      get counting() {
        return (counting ??= countingIn(layers, owners.owner))
      },
    }
    ofYear.set(year, of)
    return of
  }
  const marked = new Map<string, ReadonlySet<number> | undefined>()
  const markedIn = (key: string): ReadonlySet<number> | undefined => {
    const rows = (overlay.byKey.get(key) ?? []).flatMap(({ org, year }) => {
      const row = rowOf.get(org)
      return row !== undefined && byYear(year)?.owner[row] ? [row] : []
    })
    return rows.length > 0 ? new Set(rows) : undefined
  }
  return {
    datasets,
    orgs,
    rowOf,
    years,
    layers,
    reports,
    bases,
    baseOf,
    byYear: { get: byYear, has: (year) => years.includes(year) },
    hasCorrections: edits.corrections.length > 0,
    mergers,
    corrected: {
      get(key) {
        if (!marked.has(key)) marked.set(key, markedIn(key))
        return marked.get(key)
      },
    },
    correctionsOf: overlay.of,
    revised: (next) => frameOn(ground, next, next.choices === edits.choices ? ownersIn : undefined),
  }
}

/**
 * Lays datasets over one another, later ones on top, but for the versions chosen, and corrections over them. Reads
 * forms and presence only; figures are unpacked when asked for. `mergers`: offices whose reports stand under others.
 */
export const buildFrame = (parts: readonly FramePart[], edits: Edits = NO_EDITS, beside: Beside = {}): Frame =>
  frameOn(groundOf(parts, beside), edits)

/**
 * The datasets that hold a report of an office and year, in the order in which they override one another; those of an
 * office that went into it first, as `versionOf` names them.
 */
export function holdersOf(frame: Frame, org: string, year: number): string[] {
  const row = frame.rowOf.get(org)
  if (row === undefined) return []
  return frame.layers.flatMap((layer) => {
    const forms = formsOf(layer, year)
    const own = rowIn(layer, row)
    return forms && own >= 0 && stateAt(forms, own) === PRESENT ? [datasetAt(layer, own)] : []
  })
}

/** The dataset whose report counts for an office and year, if any holds one. */
export function ownerOf(frame: Frame, org: string, year: number): string | undefined {
  const row = frame.rowOf.get(org)
  const owner = row === undefined ? 0 : (frame.byYear.get(year)?.owner[row] ?? 0)
  const layer = frame.layers[owner - 1]
  return row !== undefined && layer ? datasetAt(layer, rowIn(layer, row)) : undefined
}
