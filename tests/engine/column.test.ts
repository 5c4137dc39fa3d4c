import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeSegment, openSegment } from '../../src/engine/codec'
import { PRESENT, stateAt, valueAt } from '../../src/engine/column'
import { fill } from '../../src/engine/fill'
import type { Column } from '../../src/engine/column'
import { ANY, pack } from '../../src/engine/pack'

interface Entry {
  value: number
  state: number
}

const number = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  fc.integer({ min: -3, max: 300 }),
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
  fc.integer({ min: 0, max: 3_000_000_000 }).map((cents) => cents / 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 4, arbitrary: number.map((value) => ({ value, state: PRESENT })) },
  fc.constantFrom(1, 2, 3, 255, ANY).map((state) => ({ value: NaN, state })),
)
const entries = (length: number) =>
  fc.oneof(
    fc.array(entry, { minLength: length, maxLength: length }),
    fc.array(
      number.map((value) => ({ value, state: PRESENT })),
      { minLength: length, maxLength: length },
    ),
  )

const packed = (rows: readonly Entry[]): Column =>
  pack(
    Float64Array.from(rows, (r) => r.value),
    Uint8Array.from(rows, (r) => r.state),
  )

/** Checks one column against what went in, both ways of reading it. */
function expectSame(column: Column, rows: readonly Entry[]): void {
  const values = new Float64Array(rows.length).fill(7)
  const states = new Uint8Array(rows.length).fill(77)
  fill(column, values, states)
  rows.forEach(({ value, state }, i) => {
    const wanted = state === PRESENT ? (value === 0 ? 0 : value) : NaN
    expect([values[i], valueAt(column, i)]).toEqual([wanted, wanted])
    expect(stateAt(column, i)).toBe(states[i])
    if (state === ANY) expect(states[i]).not.toBe(PRESENT)
    else expect(states[i]).toBe(state)
  })
}

describe('a column', () => {
  it('reads back as it was packed', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 80 }).chain(entries), (rows) => expectSame(packed(rows), rows)))
  })

  it('takes no room for zeros, and no bitmap when complete', () => {
    const column = pack(new Float64Array(1000), new Uint8Array(1000))
    expect(column).toMatchObject({ numbers: { length: 0 }, indexes: { length: 0 }, oddRows: { length: 0 } })
    expect(column.present).toBeUndefined()
  })

  it.each([
    [[255, 1], Uint8Array, 1],
    [[-1, 127], Int8Array, 1],
    [[256], Uint16Array, 1],
    [[-200], Int16Array, 1],
    [[70_000], Uint32Array, 1],
    [[-70_000], Int32Array, 1],
    [[2 ** 33], Float64Array, 1],
    [[7_117_339.04], Uint32Array, 100],
    [[0.1 + 0.2], Float64Array, 1],
  ])('keeps %j in the narrowest exact width', (numbers, layout, scale) => {
    const column = pack(Float64Array.from(numbers), new Uint8Array(numbers.length))
    expect(column.numbers).toBeInstanceOf(layout)
    expect(column.scale).toBe(scale)
    numbers.forEach((value, i) => expect(valueAt(column, i)).toBe(value))
  })

  it('lists numbers densely where that is smaller', () => {
    const full = Float64Array.from({ length: 100 }, (_, i) => i + 1)
    expect(pack(full, new Uint8Array(100)).indexes).toBeUndefined()
    expect(
      pack(
        full.map((v) => (v > 10 ? 0 : v)),
        new Uint8Array(100),
      ).indexes,
    ).toHaveLength(10)
  })

  it('counts rows beyond 65,536', () => {
    const values = new Float64Array(70_000)
    const states = new Uint8Array(70_000)
    values[69_999] = 5
    states[69_998] = 2
    states[0] = 3
    states[1] = 3
    const column = pack(values, states)
    expect([valueAt(column, 69_999), stateAt(column, 69_998), stateAt(column, 1)]).toEqual([5, 2, 3])
  })

  it('refuses a present row without a number', () => {
    expect(() => pack(Float64Array.of(NaN), Uint8Array.of(PRESENT))).toThrow(RangeError)
  })
})

describe('a segment', () => {
  it('gives back every column', () => {
    const columns = fc
      .integer({ min: 0, max: 40 })
      .chain((rows) => fc.array(entries(rows), { maxLength: 6 }).map((all) => ({ rows, all })))
    fc.assert(
      fc.property(columns, ({ rows, all }) => {
        const segment = openSegment(
          structuredClone(encodeSegment(rows, new Map(all.map((each, i) => [`2021/指标${i}`, packed(each)])))),
        )
        expect(segment.keys).toHaveLength(all.length)
        all.forEach((each, i) => expectSame(segment.column(`2021/指标${i}`)!, each))
        expect(segment.column('2021/none')).toBeUndefined()
      }),
    )
  })

  it('refuses columns of another length', () => {
    expect(() => encodeSegment(3, new Map([['a', packed([])]]))).toThrow(RangeError)
  })
})
