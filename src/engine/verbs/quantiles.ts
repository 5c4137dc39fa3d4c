/**
 * Quantiles of every `stride`-th number from `start` on, leaving out NaN; nothing when there is none.
 * Linear interpolation between order statistics (R type 7, Hyndman and Fan 1996). `probabilities` lie from 0 to 1.
 */
export function quantiles(
  values: Float64Array,
  probabilities: readonly number[],
  start = 0,
  stride = 1,
): number[] | undefined {
  // Most figures are zero: only the others are sorted.
  const others = new Float64Array(Math.ceil(Math.max(0, values.length - start) / stride))
  let filled = 0
  let below = 0
  let zeros = 0
  for (let i = start; i < values.length; i += stride) {
    const value = values[i]!
    if (value === 0) zeros++
    else if (value === value) {
      others[filled++] = value
      if (value < 0) below++
    }
  }
  const size = filled + zeros
  if (size === 0) return undefined
  const sorted = others.subarray(0, filled).sort()
  const at = (rank: number): number => (rank < below ? sorted[rank]! : rank < below + zeros ? 0 : sorted[rank - zeros]!)
  return probabilities.map((p) => {
    const position = (size - 1) * p
    const low = Math.floor(position)
    const value = at(low)
    return low === position ? value : value + (at(low + 1) - value) * (position - low)
  })
}
