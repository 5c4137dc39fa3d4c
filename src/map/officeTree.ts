import type { Frame } from '../frame/frame'
import { homeRows } from './parents'
import { rememberIn } from '../frame/remembered'

/**
 * The map of a year as a tree to walk down: only what leads to an office that reports. Rows are the frame's, in map
 * order.
 */
export interface OfficeTree {
  /**
   * What stands directly under an area's row; under none, with -1. An office that groups others stands among its own
   * first.
   */
  under(row: number): readonly number[]
  /** The row of what a row stands under, -1 for none. */
  above(row: number): number
  /** How many offices that report stand at or under a row. */
  reporting(row: number): number
  /** Whether others stand under a row. */
  isArea(row: number): boolean
}

/** Offices without a parent in force are where they last were, so that each can be found. */
export const officeTree = (frame: Frame, year: number): OfficeTree =>
  rememberIn(frame, `tree ${year}`, () => {
    const size = frame.orgs.length
    const above = homeRows(frame, year)
    const reporting = new Uint32Array(size)
    for (let row = 0; row < size; row++) {
      if (!frame.reports[row]) continue
      // A circle of parents ends after as many steps as there are levels.
      for (let at = row, depth = 0; at >= 0 && depth < 16; at = above[at]!, depth++) reporting[at]!++
    }
    const under = new Map<number, number[]>()
    const grouping = new Uint8Array(size)
    for (let row = 0; row < size; row++) {
      if (reporting[row] === 0) continue
      const parent = above[row]!
      if (parent >= 0) grouping[parent] = 1
      const siblings = under.get(parent)
      if (siblings) siblings.push(row)
      else under.set(parent, [row])
    }
    return {
      under: (row) => {
        const below = under.get(row) ?? []
        return row >= 0 && frame.reports[row] && below.length > 0 ? [row, ...below] : below
      },
      above: (row) => above[row] ?? -1,
      reporting: (row) => reporting[row] ?? 0,
      isArea: (row) => grouping[row] === 1,
    }
  })
