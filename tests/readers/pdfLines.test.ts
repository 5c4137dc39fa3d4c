import { describe, expect, it } from 'vitest'
import { isCut, joinRows } from '../../src/readers/pdf/continued'
import { linesOf, textOf } from '../../src/readers/pdf/lines'
import type { Glyph } from '../../src/readers/pdf/marks'
import type { TableRow } from '../../src/readers/pdf/page'

/** Characters from `left` on, `lift` points above a line at 100. */
const glyphs = (text: string, left: number, size = 10, lift = 0): Glyph[] =>
  [...text].map((char, i): Glyph => {
    const from = left + (i * size) / 2
    const bottom = 100 - lift
    return { text: char, left: from, right: from + size / 2, top: bottom - size, bottom, size, turn: 0 } as Glyph
  })
const textAt = (all: readonly Glyph[]): string =>
  linesOf(all)
    .map((line) => textOf(line))
    .join('\n')

describe('the text of a line', () => {
  it('keeps a smaller figure that is set high or low apart as a note’s mark', () => {
    expect(textAt([...glyphs('36', 0), ...glyphs('1', 10, 6, 5)])).toBe('36¹')
    expect(textAt([...glyphs('36', 0), ...glyphs('2', 10, 6, -2)])).toBe('36²')
  })
  it('is plain where sizes differ on one level only', () => {
    expect(textAt([...glyphs('3', 0), ...glyphs('6', 5, 9.8)])).toBe('36')
  })
})

describe('a row in which a page ends', () => {
  const row = (cells: [text: string, left: number, right: number, span: number][]): TableRow => ({
    cells: cells.map(([text, , , span]) => ({ text, span })),
    lines: cells.map(([text, left]) => linesOf(glyphs(text, left))),
    rects: cells.map(([, left, right]) => ({ left, right, top: 90, bottom: 100 })),
  })
  const above = row([
    ['信息', 0, 20, 1],
    ['本年收费金额(单', 20, 64, 3],
  ])
  it('is one with what stands below, by the sides of its cells, whatever columns each page counts', () => {
    const below = row([
      ['内容', 0, 20, 1],
      ['位:万元)', 20, 64, 1],
    ])
    expect(isCut(above, below)).toBe(true)
    expect(joinRows(above, below).cells.map(({ text }) => text.replace('\n', ''))).toEqual([
      '信息内容',
      '本年收费金额(单位:万元)',
    ])
  })
  it('is a row of its own where the sides are others', () => {
    expect(
      isCut(
        above,
        row([
          ['内容', 0, 32, 1],
          ['位:万元)', 32, 64, 1],
        ]),
      ),
    ).toBe(false)
  })
})
