/** One bit a row, 32 rows a word, lowest bit first. */
export type Bitset = Uint32Array

export const bitsetWords = (rows: number): number => (rows + 31) >>> 5

export const bitset = (rows: number): Bitset => new Uint32Array(bitsetWords(rows))

export const setBit = (bits: Bitset, i: number): void => { bits[i >>> 5]! |= 1 << (i & 31) }

export const hasBit = (bits: Bitset, i: number): boolean => ((bits[i >>> 5]! >>> (i & 31)) & 1) === 1

/** How many bits are set. */
export function countBits(bits: Bitset): number {
  let count = 0
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return count
}
