import { describe, expect, it } from 'vitest'
import type { TableCode } from '../../../src/domain/metrics'
import type { ParseResult } from '../../../src/parse'
import { BARE, EXPLICIT, HTML } from '../render/layouts'
import { codesOf, modelOf } from '../render/model'
import type { Figures, Part, TableName } from '../render/model'
import { parseNow } from '../render/now'
import { toUtf8 } from '../render/encode'

const CODES = codesOf('2021')
const figuresFrom = (first: number): Figures =>
  Object.fromEntries(CODES.map((code, i) => [code, String(i + first)])) as Figures
const [now, past] = [figuresFrom(11), figuresFrom(1011)].map((figures) => modelOf('2021', figures)) as [
  ReturnType<typeof modelOf>,
  ReturnType<typeof modelOf>,
]
const FIRST = {
  two: 'rules.issued',
  three: 'applications.new.natural',
  four: 'review.upheld',
} as const satisfies Record<TableName, TableCode>
const NUMBERS = { two: '2', three: '3', four: '4' }

const LAYOUTS = {
  'pipes behind each cell': EXPLICIT['pipes behind each cell']!,
  'a cell a line': BARE['a cell a line']!,
  'a page': HTML['plain tables']!,
}

describe.each(Object.entries(LAYOUTS))('a table that is there twice, in %s', (name, render) => {
  const read = (table: TableName, ...parts: Part[]): ParseResult =>
    parseNow(toUtf8(render({ ...now, parts: { [table]: parts } })), name === 'a page' ? 'r.html' : 'r.txt')
  const told = ({ issues }: ParseResult, table: TableName): boolean =>
    issues.some(({ at }) => at?.table === NUMBERS[table])
  const value = ({ report }: ParseResult, table: TableName): number | undefined => report?.cells[FIRST[table]]?.value

  it.each(['two', 'three', 'four'] as const)('is that of the year, by the lines above: %s', (table) => {
    for (const parts of [
      ['2019年度情况', past[table], '2020年度情况', now[table]],
      ['上年度', past[table], '本年度', now[table]],
      [now[table], '2019年度情况', past[table]],
    ]) {
      const result = read(table, ...parts)
      expect(value(result, table)).toBe(Number(now.figures[FIRST[table]]))
      expect(told(result, table)).toBe(true)
    }
  })
  it.each(['two', 'three', 'four'] as const)('has no figures where nothing says which is which: %s', (table) => {
    const result = read(table, past[table], '续', now[table])
    expect(value(result, table)).toBeUndefined()
    expect(told(result, table)).toBe(true)
  })
  it.each(['two', 'three', 'four'] as const)('is read where both say the same: %s', (table) => {
    expect(value(read(table, now[table], '续', now[table]), table)).toBe(Number(now.figures[FIRST[table]]))
  })
})

it('keeps the year’s own of two reports in one file', () => {
  const render = LAYOUTS['pipes behind each cell']
  const text = `${render(past).replace(/2020年/u, '2019年')}\n${render(now)}`
  const { report } = parseNow(toUtf8(text), '2020.txt')
  const year = report?.year
  const own = year === 2020 ? now : past
  for (const code of Object.values(FIRST)) expect(report?.cells[code]?.value).toBe(Number(own.figures[code]))
})

it('takes the numbers of columns for no figures of table 四', () => {
  const numbers = now.four[3]!.map((_, i) => ({ text: String(i + 1) }))
  const four = [...now.four.slice(0, 3), numbers, now.four[3]!]
  const { report } = parseNow(toUtf8(LAYOUTS['a page']({ ...now, four })), 'r.html')
  expect(report?.cells['review.upheld']?.value).toBe(Number(now.figures['review.upheld']))
})
