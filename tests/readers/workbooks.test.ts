import { describe, expect, it } from 'vitest'
import { readCount } from '../../src/parse/numbers'
import { readDocument } from '../../src/readers'
import { f64, u16, u32, u8, wide } from '../parse/render/bytes'
import { odfOf } from '../parse/render/odf'
import { oleOf } from '../parse/render/xls'
import { sheetXml, workbookOf } from '../parse/render/xlsx'

const cellsOf = async (bytes: Uint8Array, name: string): Promise<string[][]> =>
  (await readDocument(bytes, name)).page!.blocks.map((block) =>
    block.kind === 'row' ? block.cells.map(({ text }) => text) : [block.text],
  )

describe('a sheet that nobody can be sure of', () => {
  const readSheet = (rows: string, view = ''): Promise<string[][]> =>
    cellsOf(workbookOf([{ name: '表一', xml: sheetXml(rows).replace('<sheetData>', `${view}<sheetData>`) }]), 'a.xlsx')
  const text = (at: string, inner: string): string => `<c r="${at}" t="inlineStr"><is><t>${inner}</t></is></c>`

  it.each([
    ['in one row', '<row r="1">NAME<c r="B1"><v>3</v></c><c r="B1"><v>4</v></c></row>', '3 / 4'],
    ['in two rows', '<row r="1">NAME<c r="B1"><v>3</v></c></row><row r="1"><c r="B1"><v>4</v></c></row>', '3 / 4'],
    ['that say the same', '<row r="1">NAME<c r="B1"><v>3</v></c><c r="B1"><v>3</v></c></row>', '3'],
    ['of another row', '<row r="1">NAME<c r="B2"><v>3</v></c></row>', '3〔B2〕'],
  ])('says both of two cells with one address %s', async (_, rows, said) => {
    const [, row] = await readSheet(rows.replace('NAME', text('A1', '规章')))
    expect(row).toEqual(['规章', said])
  })
  it('shows no noughts where its window shows none', async () => {
    const rows = `<row r="1">${text('A1', '规章')}<c r="B1" s="1"><v>0</v></c><c r="C1" s="1"><v>10</v></c></row>`
    expect((await readSheet(rows))[1]).toEqual(['规章', '0', '10'])
    const view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    expect((await readSheet(rows, view))[1]).toEqual(['规章', '', '10'])
  })
})

describe('an OpenDocument sheet', () => {
  const number = (value: string, inner: string): string =>
    `<table:table-cell table:style-name="Box" office:value-type="float" office:value="${value}">${inner}</table:table-cell>`
  const words = (inner: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${inner}</text:p></table:table-cell>`
  const read = async (cells: string): Promise<string[]> => {
    const row = `<table:table-row>${words('规章')}${cells}</table:table-row>`
    return (await cellsOf(odfOf('spreadsheet', `<table:table table:name="T">${row}</table:table>`), 'a.ods'))[1]!
  }

  it('shows no nought where its cell shows nothing and others show theirs', async () => {
    expect(await read(number('0', '<text:p/>') + number('3', '<text:p>3</text:p>'))).toEqual(['规章', '', '3'])
    expect(await read(number('0', '') + number('3', ''))).toEqual(['规章', '0', '3'])
  })
  it('keeps notes’ marks apart from figures, and what is struck out from what is not', async () => {
    const high = '<text:span text:style-name="High">1</text:span>'
    const old = '<text:span text:style-name="Struck">99</text:span>'
    expect(await read(words(`36${high}`) + words(`${old}36`))).toEqual(['规章', '36¹', '36'])
    const [, only] = await read(words(old))
    expect(readCount(only!).missing).toBe('unreadable')
  })
})

/* Records of a workbook of Excel 97: what is not looked at is left out. */
const record = (type: number, data: readonly number[]): number[] => [...u16(type, data.length), ...data]
const begin = (kind: number): number[] => record(0x809, [...u16(0x600, kind), ...u32(0, 0, 0)])
const END = record(0x0a, [])
const FONTS = { plain: 0, struck: 1, raised: 2 }
type Run = [from: number, font: keyof typeof FONTS]
interface Text {
  text: string
  runs: Run[]
}
const rich = (text: string, ...runs: Run[]): Text => ({ text, runs })

/** The row 规章 and what is given, each in the column of its place or in the next one. */
async function readRow(
  cells: readonly (number | Text)[],
  { noughts = true, columns = cells.map((_, i) => i + 1) } = {},
): Promise<string[]> {
  const texts = [rich('规章'), ...cells.filter((cell) => typeof cell !== 'number')]
  const shared = texts.flatMap(({ text, runs }) => [
    ...u16(text.length),
    ...u8(runs.length > 0 ? 9 : 1),
    ...(runs.length > 0 ? u16(runs.length) : []),
    ...wide(text),
    ...runs.flatMap(([from, font]) => u16(from, FONTS[font])),
  ])
  const fonts = [u16(220, 0, 0, 400, 0), u16(220, 8, 0, 400, 0), u16(220, 0, 0, 400, 1)]
  const globals = (sheetAt: number): number[] => [
    ...begin(5),
    ...fonts.flatMap((font) => record(0x31, [...font, ...u32(0)])),
    ...record(0xe0, u16(0, 0, 0, 0, 0, 0x1111, 0, 0, 0, 0)),
    ...record(0x85, [...u32(sheetAt), ...u8(0, 0), ...u8(6, 1), ...wide('Sheet1')]),
    ...record(0xfc, [...u32(texts.length, texts.length), ...shared]),
    ...END,
  ]
  const sheet = [
    ...begin(0x10),
    ...record(0xfd, [...u16(0, 0, 0), ...u32(0)]),
    ...cells.flatMap((cell, i) =>
      typeof cell === 'number'
        ? record(0x203, [...u16(0, columns[i]!, 0), ...f64(cell)])
        : record(0xfd, [...u16(0, columns[i]!, 0), ...u32(texts.indexOf(cell))]),
    ),
    ...record(0x23e, [...u16(noughts ? 0x10 : 0), ...u32(0, 0, 0, 0)]),
    ...END,
  ]
  const book = [...globals(globals(0).length), ...sheet]
  return (await cellsOf(oleOf({ Workbook: book }), 'a.xls'))[0]!
}

describe('a workbook of Excel 97', () => {
  it('shows no noughts where its window shows none', async () => {
    expect(await readRow([0, 10], { noughts: false })).toEqual(['规章', '', '10'])
    expect(await readRow([0, 10])).toEqual(['规章', '0', '10'])
  })
  it('says both of two cells with one address', async () => {
    expect(await readRow([3, 4], { columns: [1, 1] })).toEqual(['规章', '3 / 4'])
  })
  it('keeps notes’ marks apart from figures, and what is struck out from what is not', async () => {
    expect(await readRow([rich('361', [2, 'raised']), rich('9936', [0, 'struck'], [2, 'plain'])])).toEqual([
      '规章',
      '36¹',
      '36',
    ])
    const [, only] = await readRow([rich('99', [0, 'struck'])])
    expect(readCount(only!).missing).toBe('unreadable')
  })
})
