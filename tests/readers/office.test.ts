import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/readers'
import { dateText, formatOf, plainNumber } from '../../src/readers/sheet/format'
import { ordinal } from '../../src/readers/word/ordinal'
import { symbol } from '../../src/readers/word/symbol'
import { docxOf, paragraph, run } from '../parse/render/docx'
import { sheetXml, workbookOf } from '../parse/render/xlsx'

const cellsOf = async (bytes: Uint8Array, name: string): Promise<string[][]> =>
  (await readDocument(bytes, name)).page!.blocks.map((block) =>
    block.kind === 'row'
      ? block.cells.map(({ text, span, merged }) => `${text}${span > 1 ? `×${span}` : ''}${merged ? '↓' : ''}`)
      : [block.text],
  )

describe('numbers of a workbook', () => {
  it('keep their digits and lose what arithmetic left', () => {
    expect([7117339.04, 0.1 + 0.2, 288, -0, 1e15, 123456789012345, 1.5e-7].map(plainNumber)).toEqual([
      '7117339.04',
      '0.3',
      '288',
      '0',
      '1000000000000000',
      '123456789012345',
      '0.00000015',
    ])
  })
  it('are dates, percentages and amounts as their format says', () => {
    const print = (id: number, code: string | undefined, value: number): string => formatOf(id, code, false)(value)
    expect(print(14, undefined, 44197)).toBe('2021-01-01')
    expect(print(164, 'yyyy"年"m"月"', 44197)).toBe('2021-01-01')
    expect(print(10, undefined, 0.125)).toBe('12.5%')
    expect(print(165, '0.00"万元"', 477.35)).toBe('477.35万元')
    expect(print(166, '#,##0;[Red]-#,##0', -1234)).toBe('-1234')
    expect(print(167, '0;-0;"—"', 0)).toBe('0')
    expect(print(168, '0.00%', 0.5)).toBe('50%')
    expect(print(169, 'General', 3)).toBe('3')
    expect(print(170, ';;;', 3)).toBe('')
  })
  it('are no figures where the format shows another number than the cell holds', () => {
    for (const code of ['0!.0,"万"', '0.00,', '0"."0']) expect(formatOf(164, code, false)(477350)).toMatch(/^477350〔/u)
  })
  it.each(['0;-0;;@', '0;-0;" "', '0;;', '#', '#,###', '?', '[>0]0;""'])('%s shows nothing of a nought', (code) => {
    expect(formatOf(164, code, false)(0)).toBe('')
    expect(formatOf(164, code, false)(3)).toBe('3')
  })
  it('count days from either calendar', () => {
    expect([dateText(1.5, false), dateText(0.25, false), dateText(0, true), dateText(1e12, false)]).toEqual([
      '1899-12-31 12:00:00',
      '06:00:00',
      '00:00:00',
      '',
    ])
  })
})

describe('a sheet', () => {
  it('is read as printed: merged ranges once, hidden cells not, gaps as cells', async () => {
    const xml = sheetXml(
      '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>1</v></c><c r="D1"><v>9</v></c><c r="E1"><v>2</v></c></row><row r="2" hidden="1"><c r="C2"><v>8</v></c></row><row r="3"><c r="B3"><v>3</v></c><c r="E3" t="e"><v>#REF!</v></c></row>',
      { columns: '<col min="4" max="4" hidden="1"/>', merges: ['A1:A3', 'C1:D1'] },
    )
    expect(await cellsOf(workbookOf([{ name: '表一', xml }]), 'a.xlsx')).toEqual([
      ['表一'],
      ['甲', '', '1', '2'],
      ['甲↓', '3', '', '#REF!'],
    ])
  })
})

describe('a Word document', () => {
  it('prints the numbers of its lists, each level by its own', async () => {
    const at = (level: number, list: number, text: string): string =>
      paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)
    expect(
      await cellsOf(
        docxOf(
          at(0, 1, '甲') +
            at(1, 1, '乙') +
            at(1, 1, '丙') +
            at(0, 1, '丁') +
            at(1, 1, '戊') +
            at(1, 2, '己') +
            at(0, 9, '庚'),
        ),
        'a.docx',
      ),
    ).toEqual([['一、甲'], ['1.乙'], ['2.丙'], ['二、丁'], ['1.戊'], ['1.己'], ['庚']])
  })
  it('never joins the number of a list to the figure of a cell', async () => {
    const cell = (text: string): string =>
      `<w:tc>${paragraph(run(text), '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')}</w:tc>`
    expect(await cellsOf(docxOf(`<w:tbl><w:tr>${cell('项')}${cell('3')}</w:tr></w:tbl>`), 'a.docx')).toEqual([
      ['1.项', '3'],
    ])
  })
  it('copies a cell that reaches down, and joins what a struck-out mark parted', async () => {
    const cell = (text: string, merge: string): string =>
      `<w:tc><w:tcPr>${merge}</w:tcPr>${paragraph(run(text))}</w:tc>`
    const table = `<w:tbl><w:tr>${cell('甲', '<w:vMerge w:val="restart"/>')}${cell('乙', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('1', '')}${cell('2', '')}</w:tr></w:tbl>`
    const parted = paragraph(run('前'), '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph(run('后'))
    expect(await cellsOf(docxOf(table + parted), 'a.docx')).toEqual([['甲', '乙×2'], ['甲↓', '1', '2'], ['前后']])
  })
  it('counts as Chinese lists do, and shows signs of picture fonts as no digits', () => {
    expect([1, 10, 11, 20, 105, 110, 1001].map((value) => ordinal(value, 'chineseCountingThousand'))).toEqual([
      '一',
      '十',
      '十一',
      '二十',
      '一百零五',
      '一百一十',
      '一千零一',
    ])
    expect([
      ordinal(3, 'decimalEnclosedCircle'),
      ordinal(27, 'lowerLetter'),
      ordinal(14, 'upperRoman'),
      ordinal(7, 'unheard-of'),
    ]).toEqual(['③', 'aa', 'XIV', '7'])
    expect([
      symbol('Wingdings', 'F031'),
      symbol('Wingdings', 'F0FE'),
      symbol('Symbol', 'F032'),
      symbol('宋体', '25CB'),
      symbol('Symbol', 'zz'),
    ]).toEqual(['□', '☑', '2', '○', ''])
  })
})
