import type { MatrixResult } from '../../query/spec'

/** Value of an office in the latest year it has one, for ordering. */
const latest = (result: MatrixResult, office: number): number => {
  for (let column = result.years.length - 1; column >= 0; column--) {
    const value = result.values[office * result.years.length + column]!
    if (!Number.isNaN(value)) return value
  }
  return -Infinity
}

/** The first `most` by years known, then by value; only those that can be among them are put in order. */
function best(
  offices: number[],
  most: number,
  knownOf: (office: number) => number,
  values: Float64Array,
  byValue: (a: number, b: number) => number,
): number[] {
  const few =
    offices.length > most * 4
      ? Float64Array.from(offices, (office) => values[office]!)
          .sort()
          .at(-most)!
      : -Infinity
  const fewest = offices.reduce((least, office) => Math.min(least, knownOf(office)), Infinity)
  return offices
    .filter((office) => knownOf(office) > fewest || values[office]! >= few)
    .sort((a, b) => knownOf(b) - knownOf(a) || byValue(a, b))
    .slice(0, most)
}

/**
 * Offices to draw when not all can be: by latest value, descending; of too many, those with most years,
 * with the office in focus always among them. Gives indexes into `result.orgs`.
 */
export function windowOf(result: MatrixResult, most: number, focus?: string): number[] {
  const width = result.years.length
  const values = Float64Array.from(result.orgs, (_, office) => latest(result, office))
  const byValue = (a: number, b: number): number => values[b]! - values[a]! || a - b
  const all = result.orgs.map((_, office) => office)
  if (all.length <= most) return all.sort(byValue)
  // Of too many, those with the most years come first: a window of gaps would show nothing.
  const known = new Uint16Array(all.length)
  const having = new Uint32Array(width + 1)
  for (const office of all) {
    for (let column = 0; column < width; column++) if (result.states[office * width + column] === 0) known[office]!++
    having[known[office]!]!++
  }
  let least = width
  for (let room = most - having[width]!; room > 0 && least > 0; room -= having[least]!) least--
  const shown = best(
    all.filter((office) => known[office]! >= least),
    most,
    (office) => known[office]!,
    values,
    byValue,
  )
  const at = focus === undefined ? -1 : result.orgs.findIndex((org) => org.id === focus)
  if (at >= 0 && !shown.includes(at)) shown[most - 1] = at
  return shown.sort(byValue)
}

/**
 * A page of offices: the first is the window above; on the others the rest follow, those with most years first, then by
 * value.
 */
export function pageOf(result: MatrixResult, most: number, page: number, focus?: string): number[] {
  const first = windowOf(result, most, focus)
  if (page === 0) return first
  const width = result.years.length
  const shown = new Set(first)
  const known = (office: number): number =>
    result.years.reduce((n, _, column) => n + Number(result.states[office * width + column] === 0), 0)
  const rest = result.orgs.flatMap((_, office) =>
    shown.has(office) ? [] : [{ office, known: known(office), value: latest(result, office) }],
  )
  return rest
    .sort((a, b) => b.known - a.known || (a.value === b.value ? 0 : b.value - a.value) || a.office - b.office)
    .slice((page - 1) * most, page * most)
    .map(({ office }) => office)
}
