import type { Org } from '../domain/orgs'

/** Where each office stands, by its id. */
export type Rows = Pick<ReadonlyMap<string, number>, 'get' | 'has'>

/**
 * So many are looked for one by one before all are put in a map: that takes longer at 40,000 offices than the first
 * chart should.
 */
const FEW = 12

/** The rows of offices in order. */
export function rowsOf(orgs: readonly Org[]): Rows {
  let asked = 0
  let map: ReadonlyMap<string, number> | undefined
  const get = (id: string): number | undefined => {
    if (!map && ++asked <= FEW) {
      for (let row = 0; row < orgs.length; row++) if (orgs[row]!.id === id) return row
      return undefined
    }
    map ??= new Map(orgs.map(({ id: own }, row) => [own, row]))
    return map.get(id)
  }
  return { get, has: (id) => get(id) !== undefined }
}
