/** Whether one character more, less or other makes one word of the other. */
export function oneApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same++
  const rest = short.length === long.length ? 1 : 0
  return short.slice(same + rest) === long.slice(same + 1)
}

/** A word that is so short says too little once a character of it is wrong. */
const SHORTEST = 3

/** The one of the names that a misspelt word stands for, where no other is as near. */
export function nearest<T extends string>(word: string, names: Iterable<T>): T | undefined {
  if (word.length < SHORTEST - 1) return undefined
  const near = [...names].filter((name) => name.length >= SHORTEST && oneApart(word, name))
  return near.length === 1 ? near[0] : undefined
}
