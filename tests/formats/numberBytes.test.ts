import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NumberBytes } from '../../src/formats/numberBytes'

const reader = new NumberBytes()
const bytesOf = (text: string) => new TextEncoder().encode(text)

it('reads a number exactly as a parser does, or leaves it to one', () => {
  const plain = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n })))
    .map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === null ? '' : `.${part}`}`)
  fc.assert(
    fc.property(plain, (text) => {
      const past = reader.read(bytesOf(`${text},`), 0)
      if (past === 0) expect(text.replace(/\D/gu, '').length).toBeGreaterThan(15)
      else expect([past, reader.value]).toEqual([text.length, Number(text)])
    }),
    { numRuns: 1000 },
  )
})

it.each(['', '-', '.5', '5.', 'x', '-.1', '1234567890123456', '0.1234567890123456'])('takes nothing of %j', (text) => {
  expect(reader.read(bytesOf(`${text},`), 0)).toBe(0)
})
