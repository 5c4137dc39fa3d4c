/**
 * Moves places along a line just so far that neighbours keep a distance, and all stay within bounds where there is
 * room. `wanted` ascends; each group that would collide is spread around its own middle. Gives the places in the same
 * order.
 */
export function spread(wanted: readonly number[], distance: number, low: number, high: number): number[] {
  interface Group {
    first: number
    count: number
    start: number
  }
  const groups: Group[] = []
  const startOf = (first: number, count: number): number => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += wanted[first + i]! - i * distance
    const room = high - (count - 1) * distance
    return Math.max(low, Math.min(room, sum / count))
  }
  wanted.forEach((_, i) => {
    let group: Group = { first: i, count: 1, start: startOf(i, 1) }
    for (
      let before = groups.at(-1);
      before && before.start + before.count * distance > group.start;
      before = groups.at(-1)
    ) {
      groups.pop()
      const count = before.count + group.count
      group = { first: before.first, count, start: startOf(before.first, count) }
    }
    groups.push(group)
  })
  return groups.flatMap(({ start, count }) => Array.from({ length: count }, (_, i) => start + i * distance))
}
