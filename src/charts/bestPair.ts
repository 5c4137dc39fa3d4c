import type { MatrixResult } from '../query/spec'

/**
 * The two years to set side by side: first and last with figures where any office has both;
 * else, as in data seen only in part, the pair that most offices share, the widest of equals.
 */
export function bestPair(result: MatrixResult): readonly [number, number] | undefined {
  const { years, orgs, states } = result
  const shared = (a: number, b: number): number =>
    orgs.reduce((n, _, row) => n + Number(states[row * years.length + a] === 0 && states[row * years.length + b] === 0), 0)
  const known = years.map((_, column) => column).filter((column) => (result.summaries[column]?.reported ?? 0) > 0)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const pairs = known.flatMap((a) => known.filter((b) => b > a).map((b) => ({ a, b, n: shared(a, b) })))
  const best = pairs.reduce((most, pair) => (pair.n > most.n || pair.n === most.n && pair.b - pair.a > most.b - most.a ? pair : most), { a: first, b: last, n: 0 })
  const [from, to] = shared(first, last) > 0 ? [first, last] : [best.a, best.b]
  return [years[from]!, years[to]!]
}
