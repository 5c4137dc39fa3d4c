import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsSql } from '../../src/remote/scopeSql'

/** Whether a row meets a condition of `rowsSql`, read by its own grammar. */
const meets = (condition: string, row: number): boolean =>
  condition
    .replace(/^\(|\)$/gu, '')
    .split(' OR ')
    .some((part) => {
      const one = /^row = (\d+)$/u.exec(part)
      if (one) return row === Number(one[1])
      const [, from, to] = /^\(row >= (\d+) AND row <= (\d+)\)$/u.exec(part)!
      return row >= Number(from) && row <= Number(to)
    })

describe('a condition on rows', () => {
  it('holds for every row asked for, and for no others where there are few stretches', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 200 }), (some) => {
        const rows = [...some].sort((a, b) => a - b)
        const { text } = rowsSql(rows)
        for (const row of rows) expect(meets(text, row)).toBe(true)
        const stretches = rows.filter((row, i) => i === 0 || row > rows[i - 1]! + 1).length
        if (stretches > 64) return
        const held = Array.from({ length: 401 }, (_, row) => row).filter((row) => meets(text, row))
        expect(held).toEqual(rows)
      }),
    )
  })

  it('holds for none where none is asked for', () => {
    expect(rowsSql([]).text).toBe('0')
  })
})
