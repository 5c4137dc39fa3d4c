import type { Frame } from '../../frame/frame'
import { parentRows } from '../../map/parents'

/** A circle of parents ends after as many steps as there are offices in it: depth is bounded to be safe. */
const DEEPEST = 16

/** The rows above an office, its parent first. */
export function pathOf(parents: Int32Array, row: number): number[] {
  const path: number[] = []
  for (let at = parents[row]!, depth = 0; at >= 0 && depth < DEEPEST; at = parents[at]!, depth++)
    if (at !== row) path.push(at)
  return path
}

/** The ids above an office's own and its own, from the top, as they last stood: `/110000/110101/110101001/`. */
export function areaPath(frame: Frame, row: number): string {
  const rows = [row, ...pathOf(parentRows(frame, frame.years.at(-1) ?? 0), row)].reverse()
  return `/${rows.map((at) => frame.orgs[at]!.id).join('/')}/`
}
