import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identifier, joined, sql } from '../../src/remote/sql'

/** What a server reads of a literal written by `sql`: the reverse, by its own rules. */
const textOf = (literal: string): string => {
  const [, digits] = /^unhex\('([0-9A-F]*)'\)$/u.exec(literal)!
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(digits!, 'hex'))
}
const numberOf = (literal: string): number => {
  const [, digits] = /^reinterpretAsFloat64\(unhex\('([0-9A-F]{16})'\)\)$/u.exec(literal) ?? []
  return digits ? Buffer.from(digits, 'hex').readDoubleLE() : Number(literal.replace(/[()]/gu, ''))
}

describe('a value in a query', () => {
  it('is a text of digits alone, whatever it says, and reads back as it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom("'; DROP TABLE reports --", '\\', "\\'", '\0', '长庆街道', '`', '/*', "')"),
        ),
        (value) => {
          const { text } = sql`${value}`
          expect(text).toMatch(/^unhex\('[0-9A-F]*'\)$/u)
          expect(textOf(text)).toBe(value)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is a number to its last digit', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.maxSafeInteger()),
        (value) => {
          expect(numberOf(sql`${value}`.text)).toBe(value + 0)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is refused where it is no number, or a list of nothing', () => {
    for (const value of [NaN, Infinity, -Infinity]) expect(() => sql`${value}`).toThrow(RangeError)
    expect(() => sql`has(${[]}, 1)`).toThrow(RangeError)
  })

  it('stands in lists item by item', () => {
    expect(sql`has(${[1, 2]}, a)`.text).toBe('has([1,2], a)')
    expect(sql`${['a', "'"]}`.text).toBe("[unhex('61'),unhex('27')]")
  })
})

describe('a name in a query', () => {
  it('is a plain identifier or refused', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        if (/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name)) expect(identifier(name).text).toBe(name)
        else expect(() => identifier(name)).toThrow(RangeError)
      }),
    )
    expect(() => identifier('reports; DROP')).toThrow(RangeError)
  })
})

describe('pieces', () => {
  it('are put together as they are', () => {
    const one = sql`a = ${1}`
    expect(sql`WHERE ${joined([one, sql`b = ${'x'}`], ' AND ')}`.text).toBe("WHERE a = 1 AND b = unhex('78')")
  })
})
