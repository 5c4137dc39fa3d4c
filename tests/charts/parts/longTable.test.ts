import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, longTable, rowAt, sortedBy } from '../../../src/charts/parts/longTable'

const tableOf = (keys: readonly (number | string | undefined)[], made: number[] = []) =>
  longTable(
    [{ key: 'a', label: 'a' }],
    keys.length,
    (i) => {
      made.push(i)
      return { id: String(i), entries: [{ text: String(keys[i]), ...(keys[i] !== undefined && { sort: keys[i] }) }] }
    },
    (i) => keys[i],
  )

describe('a long table', () => {
  it('makes only the rows that are looked at, and sorts without making any', () => {
    const made: number[] = []
    const table = tableOf([3, 1, 2], made)
    expect(countOf(table)).toBe(3)
    expect([...sortedBy(table, 0, false)]).toEqual([1, 2, 0])
    expect(made).toEqual([])
    expect(rowAt(table, 1).id).toBe('1')
    expect(made).toEqual([1])
    expect(table.rows.map(({ id }) => id)).toEqual(['0', '1', '2'])
    expect(table.rows).toBe(table.rows)
  })

  it('sorts texts as a dictionary, numbers within them by size, and what has none last, either way', () => {
    const table = tableOf(['第10路', undefined, '第2路', '第2路'])
    expect([...sortedBy(table, 0, false)]).toEqual([2, 3, 0, 1])
    expect([...sortedBy(table, 0, true)]).toEqual([0, 2, 3, 1])
  })

  it('sorts as a table whose rows are all made', () => {
    const keys = fc.array(fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }))
    fc.assert(
      fc.property(keys, fc.boolean(), (given, down) => {
        const table = tableOf(given)
        const { columns, rows } = table
        const order = [...sortedBy(table, 0, down)]
        expect(order).toEqual([...sortedBy({ columns, rows }, 0, down)])
        const known = given.map((key, i) => ({ key, i })).filter(({ key }) => key !== undefined)
        known.sort((a, b) => (down ? b.key! - a.key! : a.key! - b.key!) || a.i - b.i)
        expect(order.slice(0, known.length)).toEqual(known.map(({ i }) => i))
      }),
    )
  })
})
