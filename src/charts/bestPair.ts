import { comparable } from '../query/comparison'
import type { MatrixResult } from '../query/spec'

/**
 * The two years to set side by side: first and last with figures where any office has both;
 * else, as in data seen only in part, the pair that most offices share, the widest of equals.
 */
export function bestPair(result: MatrixResult): readonly [number, number] | undefined {
  const { years, states } = result
  const width = years.length
  const shared = (a: number, b: number): number => {
    let n = 0
    for (let at = 0; at < states.length; at += width) if (states[at + a] === 0 && states[at + b] === 0) n++
    return n
  }
  const reported = years.map((_, column) => column).filter((column) => (result.summaries[column]?.reported ?? 0) > 0)
  const known = comparable(
    reported.map((column) => years[column]!),
    result.metric,
  ).map((year) => years.indexOf(year))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return undefined
  if (shared(first, last) > 0) return [years[first]!, years[last]!]
  const pairs = known.flatMap((a) => known.filter((b) => b > a).map((b) => ({ a, b, n: shared(a, b) })))
  const best = pairs.reduce(
    (most, pair) => (pair.n > most.n || (pair.n === most.n && pair.b - pair.a > most.b - most.a) ? pair : most),
    { a: first, b: last, n: 0 },
  )
  return [years[best.a]!, years[best.b]!]
}
