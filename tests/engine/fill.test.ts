import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fill } from '../../src/engine/fill'
import { ANY, pack } from '../../src/engine/pack'

const cells = fc.array(
  fc.oneof(
    fc.constant({ value: 0, state: 0 }),
    fc.integer({ min: -9, max: 70_000 }).map((value) => ({ value, state: 0 })),
    fc.constantFrom(1, 2, 255, ANY).map((state) => ({ value: 0, state })),
  ),
  { minLength: 1, maxLength: 200 },
)

it('writes a part as it writes the whole column', () => {
  fc.assert(
    fc.property(cells, fc.nat(200), fc.nat(200), (all, a, b) => {
      const [from, to] = [Math.min(a, b, all.length), Math.min(Math.max(a, b), all.length)]
      const column = pack(
        Float64Array.from(all, ({ value }) => value),
        Uint8Array.from(all, ({ state }) => state),
      )
      const [values, states] = [new Float64Array(all.length), new Uint8Array(all.length)]
      fill(column, values, states)
      const [some, someStates] = [new Float64Array(to - from), new Uint8Array(to - from)]
      fill(column, some, someStates, from, to)
      expect(some).toEqual(values.subarray(from, to))
      expect(someStates).toEqual(states.subarray(from, to))
    }),
  )
})
