/**
 * Makes something of two objects once, for as long as both are held; what else `make` is given must follow from them.
 */
export function keptOfTwo<A extends object, B extends object, T, Rest extends unknown[]>(
  make: (a: A, b: B, ...rest: Rest) => T,
): (a: A, b: B, ...rest: Rest) => T {
  const kept = new WeakMap<A, WeakMap<B, { made: T }>>()
  return (a, b, ...rest) => {
    const own = kept.get(a) ?? new WeakMap<B, { made: T }>()
    kept.set(a, own)
    const held = own.get(b) ?? { made: make(a, b, ...rest) }
    own.set(b, held)
    return held.made
  }
}
