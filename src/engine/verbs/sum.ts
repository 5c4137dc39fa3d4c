/** Sum of every `stride`-th number from `start` on, leaving out NaN; 0 when there is none. */
export function sum(values: Float64Array, start = 0, stride = 1): number {
  let total = 0
  for (let i = start; i < values.length; i += stride) {
    const value = values[i]!
    if (value === value) total += value
  }
  return total
}
