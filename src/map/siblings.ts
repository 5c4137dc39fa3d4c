import { LEVELS } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import type { Frame } from '../frame/frame'
import { parentRows } from './parents'
import { rememberIn } from '../frame/remembered'

/**
 * Rows of each group of siblings, and the group of each row, -1 for none: the same level under the same parent.
 * Departments have none, as their work differs.
 */
export const siblingsIn = (frame: Frame, year: number): { of: Int32Array; members: number[][] } =>
  rememberIn(frame, `siblings ${year}`, () => {
    const parents = parentRows(frame, year)
    const groups = new Map<number, number>()
    const members: number[][] = []
    const of = new Int32Array(frame.orgs.length).fill(-1)
    frame.orgs.forEach(({ level }, row) => {
      if (parents[row]! < 0 || level === 'department') return
      const key = parents[row]! * LEVELS.length + LEVELS.indexOf(level)
      const group = groups.get(key) ?? members.push([]) - 1
      groups.set(key, group)
      of[row] = group
      members[group]!.push(row)
    })
    return { of, members }
  })

/** The siblings of an office in a year, the office itself left out: whom its figures are held against. */
export function siblingsOf(frame: Frame, office: string, year: number): Org[] {
  const { of, members } = siblingsIn(frame, year)
  const own = frame.rowOf.get(office)
  const group = own === undefined ? -1 : of[own]!
  return (members[group] ?? []).flatMap((row) => (row === own ? [] : [frame.orgs[row]!]))
}
