import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Entries } from '../../src/engine/entries'

const ROWS = 80
const pairs = fc.uniqueArray(
  fc.record({
    row: fc.nat(ROWS - 1),
    value: fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  }),
  { selector: ({ row }) => row },
)

it('gives every pair back, in the order of their new rows', () => {
  fc.assert(
    fc.property(pairs, fc.shuffledSubarray([...Array(ROWS).keys()], { minLength: ROWS }), (given, order) => {
      const entries = new Entries()
      for (const { row, value } of given) entries.push(row, value)
      for (const { row, value } of given) expect(entries.find(row)).toBe(value)
      const scratch = new Uint32Array(ROWS)
      const { at, values } = entries.ordered(Uint32Array.from(order), scratch)
      const wanted = given.map(({ row, value }) => [order[row]!, value] as const).sort((a, b) => a[0] - b[0])
      expect([...at]).toEqual(wanted.map(([row]) => row))
      expect([...values]).toEqual(wanted.map(([, value]) => value))
      expect(scratch.every((one) => one === 0)).toBe(true)
    }),
  )
})
