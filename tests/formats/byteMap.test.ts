import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteMap } from '../../src/formats/byteMap'

it('finds every text it was given by its bytes, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 30 }), { maxLength: 600 }), fc.string(), (texts, other) => {
      const map = new ByteMap()
      const bytesOf = (text: string) => new TextEncoder().encode(text)
      texts.forEach((text, i) => expect(map.add(bytesOf(text))).toBe(i))
      texts.forEach((text, i) => expect(map.find(bytesOf(`<${text}>`), 1, bytesOf(text).length + 1)).toBe(i))
      expect(map.find(bytesOf(other))).toBe(texts.indexOf(other))
    }),
    { numRuns: 60 },
  )
})
