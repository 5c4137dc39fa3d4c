import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hasBit } from '../../src/engine/bitset'
import { orderOf } from '../../src/engine/order'
import { pack } from '../../src/engine/pack'
import { sparse } from '../../src/engine/sparse'
import { sumRange } from '../../src/engine/sums'

const money = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100)
const kinds = [
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: -130, max: 70_000 }),
  fc.integer({ min: 0, max: 4_294_967_295 }),
  money,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
]
const figures = fc.oneof(...kinds.map((kind) => fc.array(fc.oneof(fc.constant(0), kind), { maxLength: 300 })))
const columnOf = (values: readonly number[]) => sparse(pack(Float64Array.from(values), new Uint8Array(values.length)))

it('orders numbers of every layout from the highest, equals by row, and leaves zeros out', () => {
  fc.assert(
    fc.property(figures, (values) => {
      const column = columnOf(values)
      const { rows, numbers, positives, listed } = orderOf(column)
      const wanted = values
        .map((value, row) => ({ value, row }))
        .filter(({ value }) => value !== 0)
        .sort((a, b) => b.value - a.value || a.row - b.row)
      expect([...rows]).toEqual(wanted.map(({ row }) => row))
      expect([...numbers].map((number) => number / column.scale)).toEqual(wanted.map(({ value }) => value))
      expect(positives).toBe(wanted.filter(({ value }) => value > 0).length)
      values.forEach((value, row) => {
        expect(hasBit(listed, row)).toBe(value !== 0)
      })
    }),
  )
})

it('adds up a range by its blocks as one would one by one', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: -1000, max: 100_000 }).filter((n) => n !== 0),
        { maxLength: 400 },
      ),
      fc.nat(),
      fc.nat(),
      (values, a, b) => {
        const [from, to] = [a % (values.length + 1), b % (values.length + 1)].sort((x, y) => x - y) as [number, number]
        expect(sumRange(columnOf(values), from, to)).toBe(values.slice(from, to).reduce((sum, value) => sum + value, 0))
      },
    ),
  )
})
