import { basesOf, sourcesOf } from '../domain/bases'
import type { BaseCode } from '../domain/metrics'
import type { Level, Org } from '../domain/orgs'
import { hasBit } from '../engine/bitset'
import { ownerOf } from '../frame/frame'
import type { Frame } from '../frame/frame'
import { ownedIn } from '../frame/owned'
import { rememberIn } from '../frame/remembered'
import { areasOf, countScope, defaultArea, hasNamesake, heldIn, reportingOffices } from '../map/areas'
import { officeTree } from '../map/officeTree'
import type { OfficeTree } from '../map/officeTree'
import type { Scope } from '../map/scope'
import { officesOf } from '../map/selection'
import { siblingsOf } from '../map/siblings'

export type { OfficeTree } from '../map/officeTree'
export type { Scope } from '../map/scope'
export { FEWEST_PEERS } from '../map/areas'
export { initialsOf, officeSearch } from '../map/officeSearch'
export type { OfficeSearch, Readings } from '../map/officeSearch'

/** The offices of a collection of datasets, and how they stand under one another. */
export interface OfficeMap {
  /** All of them, areas too, in map order: a district is followed by its offices. */
  all: readonly Org[]
  /** Those that hold a report in any year. */
  reporting: readonly Org[]
  /** Report years held, ascending. */
  years: readonly number[]
  /** Offices and reports held, and the first and last year; nothing where none is. */
  held: ReturnType<typeof heldIn>
  get(id: string | undefined): Org | undefined
  /** Position in `all`, -1 for none. */
  rowOf(id: string | undefined): number
  /** Whether a report is held of an office and year. */
  isHeld(id: string, year: number): boolean
  /** How many offices a scope has, and how many of them hold a report for its year. */
  count(scope: Scope): { offices: number; reporting: number }
  /** The offices of a scope, in map order. */
  within(scope: Scope): readonly Org[]
  /** The areas an office stands under, nearest first. */
  areasOf(office: Org, year: number): Org[]
  /** The nearest area with enough offices of a level to compare with. */
  defaultArea(office: Org, level: Level, year: number): string | undefined
  /** The other offices of the same level under the same parent; departments have none. */
  siblingsOf(office: string, year: number): Org[]
  hasNamesake(name: string): boolean
  /** Whether any figure was corrected here. */
  hasCorrections: boolean
  /** What tables beside the reports give, to divide figures by. */
  bases: readonly BaseCode[]
  /** Where the numbers of a base come from. */
  baseSources(code: BaseCode): readonly string[]
  /** What leads to an office that reports, to walk down; rows are positions in `all`. */
  tree(year: number): OfficeTree
}

/** One map a frame: a frame never changes. */
export const officeMapOf = (frame: Frame): OfficeMap =>
  rememberIn(frame, 'office map', () => {
    const rowOf = (id: string | undefined): number => (id === undefined ? -1 : (frame.rowOf.get(id) ?? -1))
    return {
      all: frame.orgs,
      reporting: reportingOffices(frame),
      years: frame.years,
      get held() {
        return rememberIn(frame, 'held', () => heldIn(frame))
      },
      get: (id) => frame.orgs[rowOf(id)],
      rowOf,
      isHeld: (id, year) => ownerOf(frame, id, year) !== undefined && hasBit(ownedIn(frame, year), rowOf(id)),
      count: (scope) => countScope(frame, scope),
      within: (scope) => officesOf(frame, scope),
      areasOf: (office, year) => areasOf(frame, office, year),
      defaultArea: (office, level, year) => defaultArea(frame, office, level, year),
      siblingsOf: (office, year) => siblingsOf(frame, office, year),
      hasCorrections: frame.hasCorrections,
      bases: basesOf(frame.bases),
      baseSources: (code) => sourcesOf(frame.bases, code),
      hasNamesake: (name) => hasNamesake(frame, name),
      tree: (year) => officeTree(frame, year),
    }
  })
