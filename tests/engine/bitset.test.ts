import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bitset, countBits, hasBit, setBit } from '../../src/engine/bitset'

it('keeps bits', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 199 })), (set) => {
      const bits = bitset(200)
      for (const i of set) setBit(bits, i)
      expect(countBits(bits)).toBe(set.length)
      for (let i = 0; i < 200; i++) expect(hasBit(bits, i)).toBe(set.includes(i))
    }),
  )
})
