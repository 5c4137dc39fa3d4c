import type { MatrixResult } from '../../query/spec'

/** Value of an office in the latest year it has one, for ordering. */
const latest = (result: MatrixResult, office: number): number => {
  for (let column = result.years.length - 1; column >= 0; column--) {
    const value = result.values[office * result.years.length + column]!
    if (!Number.isNaN(value)) return value
  }
  return -Infinity
}

/**
 * Offices to draw when not all can be: by latest value, descending; of too many, those with most years,
 * with the office in focus always among them. Gives indexes into `result.orgs`.
 */
export function windowOf(result: MatrixResult, most: number, focus?: string): number[] {
  const order = result.orgs.map((_, i) => i)
  const values = order.map((i) => latest(result, i))
  order.sort((a, b) => values[b]! - values[a]! || a - b)
  if (order.length <= most) return order
  // Of too many, those with the most years come first: a window of gaps would show nothing.
  const years = result.years.length
  const known = order.map((_, i) => result.states.subarray(i * years, (i + 1) * years).reduce((n, state) => n + Number(state === 0), 0))
  const place = new Map(order.map((office, at) => [office, at]))
  const inOrder = (a: number, b: number): number => place.get(a)! - place.get(b)!
  const shown = [...order].sort((a, b) => known[b]! - known[a]! || inOrder(a, b)).slice(0, most)
  const at = result.orgs.findIndex((org) => org.id === focus)
  if (at >= 0 && !shown.includes(at)) shown[most - 1] = at
  return shown.sort(inOrder)
}
