import { originOf, versionOf } from '../domain/mergers'
import { eachBit, fullBitset } from '../engine/bitset'
import { dense } from '../engine/pack'
import { FILLED_COLUMN, columnKey } from '../pack/columnNames'
import type { ChoiceRecord } from '../pack/records'
import type { Ground } from './ground'
import { datasetAt, formsOf, rowIn } from './layer'
import type { Layer } from './layer'

/** Whose report counts in a year, by the frame's rows. */
export interface Owners {
  /** Position in `layers` plus one of the report that counts; 0 where none is held. */
  owner: Uint16Array
  /** Forms of that report, as `encodeForms` gives them. */
  forms: Uint8Array
}

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
export const countingIn = (layers: readonly Layer[], owner: Uint16Array): readonly Uint32Array[] =>
  layers.map(({ rows }, position) => {
    const own = new Uint32Array(rows.length)
    let n = 0
    for (let i = 0; i < rows.length; i++) if (owner[rows[i]!] === position + 1) own[n++] = i
    return own.subarray(0, n)
  })

/** How many of its statutory cells are filled, of the report that counts. */
export function filledOf(layers: readonly Layer[], owner: Uint16Array, year: number): Uint16Array {
  const filled = new Uint16Array(owner.length)
  layers.forEach(({ segment, rows }, position) => {
    const column = segment.column(columnKey(year, FILLED_COLUMN))
    if (!column) return
    const { numbers } = dense(column)
    for (let i = 0; i < rows.length; i++) if (owner[rows[i]!] === position + 1) filled[rows[i]!] = numbers[i]!
  })
  return filled
}

/** A year is laid out when it is first asked for: the first chart waits for one of them only. */
export function ownersByYear(ground: Ground, choices: readonly ChoiceRecord[]): (year: number) => Owners | undefined {
  const laid = new Map<number, Owners>()
  return (year) => {
    if (!ground.years.includes(year)) return undefined
    const of = laid.get(year) ?? ownersOf(ground, year, wantedIn(ground, choices, year))
    laid.set(year, of)
    return of
  }
}
