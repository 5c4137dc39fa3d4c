import type { Level, Org } from '../domain/orgs'
import { bitset, countBits, setBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { countByGroup } from '../engine/verbs/countByGroup'
import { groupsOf } from '../engine/verbs/groups'
import type { Groups } from '../engine/verbs/groups'
import type { Frame } from '../frame/frame'
import { ownedIn } from '../frame/owned'
import { parentRows } from './parents'
import { rememberIn } from '../frame/remembered'
import { keptOfTwo } from '../domain/keptOfTwo'
import { scopeKey, scopeRows } from './scope'
import type { Scope } from './scope'

/** The offices of a scope. */
export interface Selection {
  rows: Uint32Array
  mask: Bitset
}

export const selectionOf = (frame: Frame, scope: Scope): Selection =>
  rememberIn(frame, `selection ${scopeKey(scope)}`, () => {
    const rows = scopeRows(frame, scope)
    const mask = bitset(frame.orgs.length)
    for (const row of rows) setBit(mask, row)
    return { rows, mask }
  })

/**
 * The offices of a scope: one and the same list for every answer about it, so that what is made of it can be kept
 * beside it.
 */
export const officesOf = (frame: Frame, scope: Scope): readonly Org[] =>
  rememberIn(frame, `offices ${scopeKey(scope)}`, () =>
    Array.from(selectionOf(frame, scope).rows, (row) => frame.orgs[row]!),
  )

/**
 * The mask that keeps a year's figures to a scope; none where all that report that year are in it, so that no row need
 * be tested.
 */
export const maskOf = (frame: Frame, scope: Scope, year: number): Bitset | undefined =>
  rememberIn<{ mask?: Bitset }>(frame, `mask ${scopeKey(scope)} ${year}`, () => {
    const { mask } = selectionOf(frame, scope)
    const owned = ownedIn(frame, year)
    return countBits(owned, mask) === countBits(owned) ? {} : { mask }
  }).mask

/** Offices by the area of a level that they stand under in a year, themselves included. */
export interface Areas {
  orgs: readonly Org[]
  rows: Uint32Array
  groups: Groups
}

export const areasBy = (frame: Frame, by: Level, year: number): Areas =>
  rememberIn(frame, `areas ${by} ${year}`, () => {
    const parents = parentRows(frame, year)
    const group = new Int32Array(frame.orgs.length).fill(-1)
    const heads: number[] = []
    frame.orgs.forEach(({ level }, row) => {
      if (level === by) group[row] = heads.push(row) - 1
    })
    const isHead = Uint8Array.from(group, (g) => (g >= 0 ? 1 : 0))
    for (let row = 0; row < group.length; row++) {
      for (let at = row, depth = 0; at >= 0 && depth < 16; at = parents[at]!, depth++) {
        if (!isHead[at]) continue
        group[row] = group[at]!
        break
      }
    }
    return {
      orgs: heads.map((row) => frame.orgs[row]!),
      rows: Uint32Array.from(heads),
      groups: groupsOf(group, heads.length),
    }
  })

const counted = keptOfTwo((bits: Bitset, groups: Groups) => countByGroup(bits, groups))

/** How many rows of a bitmap are in each group; counted once where no mask narrows it. */
export const countedBy = (bits: Bitset, groups: Groups, mask?: Bitset): Uint32Array =>
  mask ? countByGroup(bits, groups, mask) : counted(bits, groups)
