import type { RuledLine } from './marks'
import { NEAR } from './rules'

/**
 * Gives tables the side of a column that is open above and below: a cell that covers all the rows of a page and goes on
 * over both its breaks has no rule across, so that its outer side meets none of the table's. Such a side stands alone,
 * beside the table, and is just as long.
 */
export function withOpenColumns(meshes: readonly RuledLine[][]): RuledLine[][] {
  const alone = meshes.flatMap((mesh) => (mesh.length === 1 && mesh[0]!.upright ? mesh : []))
  if (alone.length === 0) return [...meshes]
  return meshes
    .filter((mesh) => mesh.length > 1)
    .map((mesh) => {
      const plumbs = mesh.filter(({ upright }) => upright)
      if (plumbs.length < 2) return mesh
      const [from, to] = [Math.min(...plumbs.map((rule) => rule.from)), Math.max(...plumbs.map((rule) => rule.to))]
      const [left, right] = [
        Math.min(...plumbs.map(({ across }) => across)),
        Math.max(...plumbs.map(({ across }) => across)),
      ]
      // No further off than the table is wide: the rule between two columns of a newspaper is no side of either's
      // table.
      const beside = ({ across }: RuledLine): boolean => Math.max(left - across, across - right) < right - left
      return [
        ...mesh,
        ...alone.filter((rule) => beside(rule) && Math.abs(rule.from - from) <= NEAR && Math.abs(rule.to - to) <= NEAR),
      ]
    })
}
