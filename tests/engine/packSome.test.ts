import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRESENT, stateAt, valueAt } from '../../src/engine/column'
import { SomeRows } from '../../src/engine/packSome'

const REST = 9

describe('a column of some rows', () => {
  it('reads back what was added in any order, and the rest as not there', () => {
    const row = fc.record({
      row: fc.nat(299),
      value: fc.oneof(fc.constant(0), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
      state: fc.constantFrom(PRESENT, PRESENT, 1, 2, REST),
    })
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (one) => one.row, maxLength: 300 }), (added) => {
        const some = new SomeRows()
        for (const { row: at, value, state } of added) some.add(at, value, state)
        const column = some.pack(300, REST)
        const known = new Map(added.map((one) => [one.row, one]))
        expect(column === undefined).toBe(added.every(({ state }) => state === REST))
        for (let at = 0; column && at < 300; at++) {
          const { value, state } = known.get(at) ?? { value: NaN, state: REST }
          expect(stateAt(column, at)).toBe(state)
          if (state === PRESENT) expect(valueAt(column, at)).toBe(value === 0 ? 0 : value)
        }
      }),
    )
  })

  it('takes no number that is none', () => {
    const some = new SomeRows()
    some.add(3, NaN, PRESENT)
    expect(() => some.pack(5, REST)).toThrow(RangeError)
  })
})
