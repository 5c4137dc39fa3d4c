/** Turns 32 words about their diagonal, in place: bit j of word i becomes bit i of word j. */
export function transpose(words: Uint32Array): void {
  for (let step = 16, mask = 0x0000ffff; step > 0; step >>>= 1, mask ^= mask << step) {
    for (let k = 0; k < 32; k = (k + step + 1) & ~step) {
      const swap = ((words[k]! >>> step) ^ words[k + step]!) & mask
      words[k + step]! ^= swap
      words[k]! ^= swap << step
    }
  }
}
