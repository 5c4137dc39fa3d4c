import { latest } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import type { Mergers } from '../domain/mergers'
import { PRESENT, stateAt } from '../engine/column'
import type { ChoiceRecord } from '../pack/records'
import { groundOf } from './ground'
import type { Beside, FramePart, Ground } from './ground'
import { datasetAt, formsOf, rowIn } from './layer'
import type { Layer } from './layer'
import { corrected, overlayOf } from './overlay'
import { countingIn, filledOf, ownersByYear } from './owners'
import type { Owners } from './owners'

/** What people decided over the published figures, for offices and years: a frame is made with it. */
export interface Edits {
  /** One for each figure at most. */
  corrections: readonly FigureCorrection[]
  choices: readonly ChoiceRecord[]
}

export const NO_EDITS: Edits = { corrections: [], choices: [] }

/** What holds for one report year, by the frame's rows. */
export interface FrameYear extends Owners {
  /** How many of its statutory cells are filled: counted when first asked for. */
  readonly filled: Uint16Array
  /** By layer, the rows of its segment whose report counts: found when first asked for. */
  readonly counting: readonly Uint32Array[]
}

/** Datasets laid over one another: for an office and year, the last one that holds a report counts, with all of it. */
export interface Frame extends Omit<Ground, 'layers'> {
  layers: readonly Layer[]
  byYear: Pick<ReadonlyMap<number, FrameYear>, 'get' | 'has'>
  /** By column key: the rows whose figure was corrected in the report that counts. */
  corrected: Pick<ReadonlyMap<string, ReadonlySet<number>>, 'get'>
  /** Whether any figure was corrected. */
  hasCorrections: boolean
  /** The corrections of an office's report of a year. */
  correctionsOf(org: string, year: number): FigureCorrection[]
  /** The same datasets with other corrections or choices: nothing is read or placed again. */
  revised(edits: Edits): Frame
}

/** Corrections of the offices that figures stand under: of several over one figure the latest. */
const correctionsAfter = ({ officeIn }: Mergers, corrections: readonly FigureCorrection[]): FigureCorrection[] =>
  latest(corrections.map((one) => ({ ...one, org: officeIn(one.org, one.year) })))

function frameOn(ground: Ground, edits: Edits, ownersIn = ownersByYear(ground, edits.choices)): Frame {
  const { layers: placed, ...rest } = ground
  const { rowOf, years, mergers } = ground
  const overlay = overlayOf(mergers.all.length > 0 ? correctionsAfter(mergers, edits.corrections) : edits.corrections)
  const layers = placed.map(({ ownRow, ...layer }) => ({
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
    ...rest,
    layers,
    byYear: { get: byYear, has: (year) => years.includes(year) },
    hasCorrections: edits.corrections.length > 0,
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
