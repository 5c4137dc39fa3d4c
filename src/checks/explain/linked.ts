/** Groups things that have a key in common, directly or through others; groups and things in the order given. */
export function linked<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): T[][] {
  const parents = items.map((_, i) => i)
  const rootOf = (i: number): number => {
    let at = i
    while (parents[at] !== at) at = parents[at]!
    return at
  }
  const holder = new Map<K, number>()
  items.forEach((item, i) => {
    for (const key of keysOf(item)) {
      const other = holder.get(key)
      if (other === undefined) holder.set(key, i)
      else {
        const [one, two] = [rootOf(i), rootOf(other)]
        // The earlier one leads, so that groups stay in order.
        parents[Math.max(one, two)] = Math.min(one, two)
      }
    }
  })
  const groups = new Map<number, T[]>()
  items.forEach((item, i) => {
    const root = rootOf(i)
    const group = groups.get(root)
    if (group) group.push(item)
    else groups.set(root, [item])
  })
  return [...groups.values()]
}
