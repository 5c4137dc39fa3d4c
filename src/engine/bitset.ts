/** One bit a row, 32 rows a word, lowest bit first. Bits beyond the last row are zero. */
export type Bitset = Uint32Array

export const bitsetWords = (rows: number): number => (rows + 31) >>> 5

export const bitset = (rows: number): Bitset => new Uint32Array(bitsetWords(rows))

/** All of the first `rows` bits set. */
export function fullBitset(rows: number): Bitset {
  const bits = bitset(rows).fill(0xffffffff)
  if (rows & 31) bits[bits.length - 1] = 2 ** (rows & 31) - 1
  return bits
}

export const setBit = (bits: Bitset, i: number): void => {
  bits[i >>> 5]! |= 1 << (i & 31)
}

export const hasBit = (bits: Bitset, i: number): boolean => ((bits[i >>> 5]! >>> (i & 31)) & 1) === 1

/** How many bits of a 32-bit word are set. */
export function popcount(word: number): number {
  word -= (word >>> 1) & 0x55555555
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
  return (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** How many bits are set, of those also set in `mask` where one is given. */
export function countBits(bits: Bitset, mask?: Bitset): number {
  let count = 0
  if (mask) for (let i = 0; i < bits.length; i++) count += popcount(bits[i]! & mask[i]!)
  else for (let i = 0; i < bits.length; i++) count += popcount(bits[i]!)
  return count
}

/** How many bits are set from bit `from` up to, not including, bit `to`. */
export function countRange(bits: Bitset, from: number, to: number): number {
  if (from >= to) return 0
  const first = from >>> 5
  const last = (to - 1) >>> 5
  const head = 0xffffffff << (from & 31)
  const tail = 0xffffffff >>> (31 - ((to - 1) & 31))
  if (first === last) return popcount(bits[first]! & head & tail)
  let count = popcount(bits[first]! & head) + popcount(bits[last]! & tail)
  for (let i = first + 1; i < last; i++) count += popcount(bits[i]!)
  return count
}

/** The bits set in both; all of the first without a second. */
export const inBoth = (a: Bitset, b?: Bitset): Bitset => (b ? a.map((word, i) => word & b[i]!) : a)

/** Calls `visit` with every bit set in `bits`, and in `mask` where one is given, ascending. */
export function eachBit(bits: Bitset, visit: (i: number) => void, mask?: Bitset): void {
  for (let w = 0; w < bits.length; w++) {
    let word = bits[w]!
    if (mask) word &= mask[w]!
    while (word !== 0) {
      const low = word & -word
      visit((w << 5) + 31 - Math.clz32(low))
      word ^= low
    }
  }
}
