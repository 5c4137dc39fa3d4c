import CFB from 'cfb'
import { f64, u16, u32, u8, wide } from './bytes'
import type { Model } from './model'
import { numbered } from './pieces'
import type { Piece } from './pieces'

/** A compound file with these streams. */
export function oleOf(streams: Record<string, readonly number[]>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(file, name, Uint8Array.from(content))
  return new Uint8Array(CFB.write(file, { type: 'array' }) as ArrayLike<number>)
}

const MOST_DATA = 8224
const record = (type: number, data: readonly number[]): number[] => [...u16(type, data.length), ...data]
const string8 = (text: string): number[] => [...u8(text.length, 1), ...wide(text)]
const string16 = (text: string): number[] => [...u16(text.length), ...u8(1), ...wide(text)]
const BEGIN = (kind: number): number[] => record(0x809, [...u16(0x600, kind), ...u32(0, 0, 0, 0)].slice(0, 16))
const END = record(0x0a, [])

/** Texts that cells share; the list goes on in records of its own, which say anew how wide its characters are. */
function shared(strings: readonly string[]): number[] {
  const records: number[] = []
  let [type, data]: [number, number[]] = [0xfc, u32(strings.length, strings.length)]
  const flush = (): void => {
    records.push(...record(type, data))
    type = 0x3c
    data = []
  }
  for (const text of strings) {
    if (data.length + 3 > MOST_DATA) flush()
    data.push(...u16(text.length), ...u8(1))
    for (let i = 0; i < text.length; i++) {
      if (data.length + 2 > MOST_DATA) {
        flush()
        data.push(1)
      }
      data.push(...u16(text.charCodeAt(i)))
    }
  }
  flush()
  return records
}

/* Formats by style: 0 plain, 1 framed, 2 framed with thousands, 3 framed with its unit. */
const FORMATS = record(0x41e, [...u16(164), ...string16('0.00"万元"')])
const STYLES = [
  [0, 0],
  [0, 0x1111],
  [4, 0x1111],
  [164, 0x1111],
].flatMap(([format, border]) => record(0xe0, [...u16(0, format!, 0, 0, 0, border!), ...u16(0, 0, 0, 0)]))

type Print = (row: number, column: number, style: number, text: string, strings: string[]) => number[]
const at = (row: number, column: number, style: number): number[] => u16(row, column, style)
const isPlain = (text: string): boolean => /^\d+(?:\.\d+)?$/u.test(text)

const asShared: Print = (row, column, style, text, strings) => {
  if (text === '') return style === 0 ? [] : record(0x201, at(row, column, style))
  strings.push(text)
  return record(0xfd, [...at(row, column, style), ...u32(strings.length - 1)])
}
const asLabel: Print = (row, column, style, text) =>
  text === '' ? record(0x201, at(row, column, style)) : record(0x204, [...at(row, column, style), ...string16(text)])
const asNumber =
  (code: (value: number) => { type: number; data: number[] }, style?: number): Print =>
  (row, column, own, text, strings) => {
    if (!isPlain(text)) return asShared(row, column, own, text, strings)
    const { type, data } = code(Number(text))
    return record(type, [...at(row, column, style ?? own), ...data])
  }
const double = (value: number): { type: number; data: number[] } => ({ type: 0x203, data: f64(value) })
/** Thirty bits, with a sign. */
const MOST_SMALL = 2 ** 29
/** An integer or hundredths in four bytes; what has more decimals does not fit, and programs write it in eight. */
const small = (value: number): { type: number; data: number[] } =>
  Number.isInteger(value) && value < MOST_SMALL
    ? { type: 0x27e, data: u32((value << 2) | 2) }
    : Math.round(value * 100) / 100 === value && value * 100 < MOST_SMALL
      ? { type: 0x27e, data: u32((Math.round(value * 100) << 2) | 3) }
      : double(value)
const formula = (value: number): { type: number; data: number[] } => ({
  type: 0x06,
  data: [...f64(value), ...u16(0), ...u32(0), ...u16(0)],
})
const asFormulas: Print = (row, column, style, text, strings) =>
  isPlain(text) || text === ''
    ? asNumber(formula)(row, column, style, text, strings)
    : [
        ...record(0x06, [
          ...at(row, column, style),
          ...u8(0, 0, 0, 0, 0, 0, 255, 255),
          ...u16(0),
          ...u32(0),
          ...u16(0),
        ]),
        ...record(0x207, string16(text)),
      ]

interface Options {
  merge?: boolean
  hide?: boolean
}

function sheetOf(
  pieces: readonly Piece[],
  print: Print,
  strings: string[],
  { merge = true, hide = false }: Options = {},
): number[] {
  const cells: number[] = []
  const merges: number[][] = []
  const columnOf = (x: number): number => x + (hide && x >= 1 ? 1 : 0)
  let row = 0
  for (const piece of pieces) {
    if ('text' in piece) {
      cells.push(...print(row++, 0, 0, piece.text, strings))
      row++
      continue
    }
    const taken: boolean[][] = piece.grid.map(() => [])
    piece.grid.forEach((printed, y) => {
      let x = 0
      for (const { text, span = 1, down = 1 } of printed) {
        while (taken[y]![x]) x++
        for (let dy = 0; dy < down; dy++) for (let dx = 0; dx < span; dx++) taken[y + dy]![x + dx] = true
        cells.push(...print(row, columnOf(x), 1, text, strings))
        for (let dx = 1; dx < span; dx++) cells.push(...print(row, columnOf(x + dx), 1, '', strings))
        if (merge && (span > 1 || down > 1)) merges.push(u16(row, row + down - 1, columnOf(x), columnOf(x + span - 1)))
        x += span
      }
      if (hide) cells.push(...print(row, 1, 1, '99', strings))
      row++
    })
    row++
  }
  const column = hide ? record(0x7d, u16(1, 1, 2304, 15, 1, 0)) : []
  const range = merges.length > 0 ? record(0xe5, [...u16(merges.length), ...merges.flat()]) : []
  return [...BEGIN(0x10), ...column, ...cells, ...range, ...END]
}

/** A workbook's stream: the places of its sheets come before the sheets. */
export function xlsOf(
  sheets: readonly { name: string; state?: number; content: readonly number[] }[],
  strings: readonly string[],
): Uint8Array {
  const globals = (places: readonly number[]): number[] => [
    ...BEGIN(5),
    ...FORMATS,
    ...STYLES,
    ...sheets.flatMap(({ name, state = 0 }, i) =>
      record(0x85, [...u32(places[i]!), ...u8(state, 0), ...string8(name)]),
    ),
    ...shared(strings),
    ...END,
  ]
  let place = globals(sheets.map(() => 0)).length
  const places = sheets.map(({ content }) => {
    place += content.length
    return place - content.length
  })
  return oleOf({ Workbook: [...globals(places), ...sheets.flatMap(({ content }) => content)] })
}

const oneSheet =
  (print: Print, options?: Options) =>
  (model: Model): Uint8Array => {
    const strings: string[] = []
    const content = sheetOf(numbered(model), print, strings, options)
    return xlsOf([{ name: 'Sheet1', content }], strings)
  }

/** Workbooks of Excel 97 in the ways programs write them, all of one report. */
export const XLS: Record<string, (model: Model) => Uint8Array> = {
  'shared texts': oneSheet(asShared),
  'texts in their cells': oneSheet(asLabel),
  'numbers in four bytes': oneSheet(asNumber(small)),
  'numbers with thousands': oneSheet(asNumber(double, 2)),
  formulas: oneSheet(asFormulas),
  'merged cells undone': oneSheet(asShared, { merge: false }),
  'a hidden column': oneSheet(asShared, { hide: true }),
  'a sheet a table, last year’s hidden': (model) => {
    const strings: string[] = []
    const pieces = numbered(model)
    const last = sheetOf(
      pieces,
      (row, column, style, text, all) => asShared(row, column, style, isPlain(text) ? '98' : text, all),
      strings,
    )
    const sheets = [
      pieces.slice(0, 3),
      pieces.slice(3, 5),
      pieces.slice(5, 7),
      pieces.slice(7, 9),
      pieces.slice(9),
    ].map((some, i) => ({
      name: ['总体情况', '2', '3', '表四', 'Sheet5'][i]!,
      content: sheetOf(some, asShared, strings),
    }))
    return xlsOf([{ name: '上年', state: 1, content: last }, ...sheets], strings)
  },
}
