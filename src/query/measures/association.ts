/** Whole numbers that lie no further apart than this are counted instead of sorted. */
const WIDEST = 1 << 20

/** Places of whole numbers from `low` to `high`, by counting how many there are of each. */
function counted(values: Float64Array, low: number, high: number): Float64Array {
  const counts = new Uint32Array(high - low + 1)
  for (let i = 0; i < values.length; i++) counts[values[i]! - low]!++
  const middle = new Float64Array(counts.length)
  for (let at = 0, before = 0; at < counts.length; at++) {
    middle[at] = before + (counts[at]! - 1) / 2
    before += counts[at]!
  }
  return values.map((value) => middle[value - low]!)
}

/** Each number's place among all when put in order, from 0; equals share the middle of their places. */
function places(values: Float64Array): Float64Array {
  let [low, high, whole] = [Infinity, -Infinity, true]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < low) low = value
    if (value > high) high = value
    whole &&= Number.isInteger(value)
  }
  if (whole && high - low < WIDEST) return counted(values, low, high)
  const sorted = values.slice().sort()
  const size = sorted.length
  const middle = new Map<number, number>()
  for (let from = 0; from < size;) {
    let to = from + 1
    while (to < size && sorted[to] === sorted[from]) to++
    middle.set(sorted[from]!, (from + to - 1) / 2)
    from = to
  }
  return values.map((value) => middle.get(value)!)
}

/**
 * Spearman's rank correlation of two figures of the same offices, from -1 to 1: whether those high in one are high in
 * the other, whatever the scale. Ties share the mean of their ranks. Nothing where one figure is the same for all, or
 * of fewer than two offices. Both lists hold numbers only, and are as long as each other.
 */
export function rankCorrelation(xs: Float64Array, ys: Float64Array): number | undefined {
  if (xs.length < 2) return undefined
  const [a, b] = [places(xs), places(ys)]
  const mean = (a.length - 1) / 2
  let [both, first, second] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const x = a[i]! - mean
    const y = b[i]! - mean
    both += x * y
    first += x * x
    second += y * y
  }
  return first > 0 && second > 0 ? Math.max(-1, Math.min(1, both / Math.sqrt(first * second))) : undefined
}
