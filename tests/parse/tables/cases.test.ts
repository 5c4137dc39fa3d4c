import { describe, expect, it } from 'vitest'
import { modelOf } from '../render/model'
import { EXPLICIT, HTML } from '../render/layouts'
import { CSV } from '../render/csv'
import { toUtf8 } from '../render/encode'
import { parseNow } from '../render/now'
import { gridOf } from '../render/places'
import { blocksOf, rowsOf } from '../sabotage/shape'
import { parseReport } from '../../../src/parse'
import type { ParseResult } from '../../../src/parse'
import type { TableCode } from '../../../src/domain/metrics'
import type { Grid, Model } from '../render/model'
import { codesOf } from '../render/model'

/** Every cell a figure of its own, so that one in another's place is seen. */
const FIGURES = Object.fromEntries(codesOf('2021').map((code, i) => [code, String(i + 1)]))
const MODEL = modelOf('2021', FIGURES)

const PAGE = HTML['plain tables']!
const LAYOUTS: readonly [string, (model: Model) => string, string][] = [
  ['a page', PAGE, 'r.html'],
  ['tabs', EXPLICIT['tabs between cells']!, 'r.txt'],
  ['pipes', EXPLICIT['pipes around each row']!, 'r.txt'],
  ['Markdown', EXPLICIT['Markdown, merged cells as blanks']!, 'r.txt'],
]
const read = (model: Model, [, render, file]: (typeof LAYOUTS)[number]): ParseResult =>
  parseNow(toUtf8(render(model)), file)

/** Figures that were read in another's place. */
const slipped = ({ report }: ParseResult): string[] =>
  Object.entries(report?.cells ?? {}).flatMap(([code, { value }]) =>
    value === undefined || value === (code === 'fee.amount' ? 1e4 : 1) * Number(FIGURES[code])
      ? []
      : [`${code} ${value}`],
  )
const missingOf = ({ report }: ParseResult, code: TableCode): string | undefined => report?.cells[code]?.missing
const told = ({ issues }: ParseResult, table: string): boolean => issues.some(({ at }) => at?.table === table)

/** A table with its columns chosen anew, by their places in the form. */
function withColumns(grid: Grid, choose: readonly number[]): Grid {
  const block = blocksOf(grid)[0]!
  const { columns } = block
  const first = columns[0]!.x
  return gridOf(rowsOf(block).map((row) => [...row.slice(0, first), ...choose.map((i) => row[columns[i]!.x]!)]))
}
const all = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

describe.each(LAYOUTS)('a first cell that is no number, in %s', (...layout) => {
  it.each(['O', '#REF!', '·', '×', '*', '?', '…', '○', '-------'])(
    'is unreadable or a dash, and moves none: %s',
    (text) => {
      const odd = modelOf('2021', {
        ...FIGURES,
        'applications.new.natural': text,
        'rules.issued': text,
        'review.upheld': text,
      })
      const result = read(odd, layout)
      expect(slipped(result)).toEqual([])
      for (const code of ['applications.new.natural', 'rules.issued', 'review.upheld'] as const)
        expect(['unreadable', 'dash']).toContain(missingOf(result, code))
      expect(result.report?.cells['applications.new.business']?.value).toBe(
        Number(FIGURES['applications.new.business']),
      )
    },
  )
})

describe.each(LAYOUTS)('table 三 in %s', (...layout) => {
  it('without one of its columns leaves that one unread, and says so', () => {
    for (const lost of all(7)) {
      const three = withColumns(
        MODEL.three,
        all(7).filter((i) => i !== lost),
      )
      const result = read({ ...MODEL, three }, layout)
      expect(slipped(result)).toEqual([])
      expect(told(result, '3')).toBe(true)
    }
  })
  it('with a column of the organ’s own takes no figure from it', () => {
    for (const at of all(8)) {
      const block = blocksOf(MODEL.three)[0]!
      const x = block.columns[0]!.x + at
      const three = gridOf(
        rowsOf(block).map((row, y) => {
          const covering = row[x - 1] !== undefined && row[x - 1] === row[x]
          return [...row.slice(0, x), covering ? row[x]! : { text: y < 3 ? '备注' : '9999' }, ...row.slice(x)]
        }),
      )
      expect(slipped(read({ ...MODEL, three }, layout))).toEqual([])
    }
  })
})

describe.each(LAYOUTS)('table 四 in %s', (...layout) => {
  it('with its headings in another order gives every figure to its own', () => {
    for (const order of [
      [4, 3, 2, 1, 0, ...all(15).slice(5)],
      [...all(15).slice(5), ...all(5)],
      [...all(10), 12, 11, 10, 13, 14],
    ])
      expect(slipped(read({ ...MODEL, four: withColumns(MODEL.four, order) }, layout))).toEqual([])
  })
  it('without one of its columns gives none of its figures to another', () => {
    for (const lost of all(15)) {
      const result = read(
        {
          ...MODEL,
          four: withColumns(
            MODEL.four,
            all(15).filter((i) => i !== lost),
          ),
        },
        layout,
      )
      expect(slipped(result)).toEqual([])
      expect(told(result, '4')).toBe(true)
    }
  })
})

it('reads table 三 of a page without 科研机构, and its other columns by their headings', () => {
  const three = withColumns(MODEL.three, [0, 1, 3, 4, 5, 6])
  const { report, issues } = read({ ...MODEL, three }, LAYOUTS[0]!)
  expect(report?.cells['applications.new.research']).toBeUndefined()
  expect(report?.cells['applications.new.welfare']?.value).toBe(Number(FIGURES['applications.new.welfare']))
  expect(issues.filter(({ code }) => code === 'heading-missing')).toHaveLength(1)
})

it('reads table 三 of a CSV without 总计', async () => {
  const [file, render] = CSV['UTF-8 with a mark']!
  const result = await parseReport(render({ ...MODEL, three: withColumns(MODEL.three, all(6)) }), file)
  expect(slipped(result)).toEqual([])
  expect(result.report?.cells['applications.new.other']?.value).toBe(Number(FIGURES['applications.new.other']))
  expect(result.report?.cells['applications.new.total']).toBeUndefined()
})

it.each(['\u2e3a', '\u2215'])('takes the mark that a program prints for a dash as one: %s', (mark) => {
  const marked = modelOf('2021', { ...FIGURES, 'applications.new.natural': mark, 'review.upheld': mark })
  const result = read(marked, LAYOUTS[0]!)
  expect(slipped(result)).toEqual([])
  expect(missingOf(result, 'applications.new.natural')).toBe('dash')
  expect(missingOf(result, 'review.upheld')).toBe('dash')
})

it('reads a text with lines left empty among its cells without a slip', () => {
  const text = EXPLICIT['tabs between cells']!(MODEL)
  const bare = text.replace(/\t/gu, '\n')
  const blank = (every: number): string =>
    bare
      .split('\n')
      .map((line, i) => (i % every === 0 ? `${line}\n` : line))
      .join('\n')
  for (const every of [2, 3, 5, 7, 11]) expect(slipped(parseNow(toUtf8(blank(every)), 'r.txt'))).toEqual([])
})
