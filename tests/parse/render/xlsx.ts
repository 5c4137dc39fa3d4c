import { strToU8, zipSync } from 'fflate'
import { escaped } from './docx'
import type { Grid, Model } from './model'
import { numbered } from './pieces'

const NS =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export interface Sheet {
  name: string
  xml: string
  state?: string
}
export interface SheetOptions {
  columns?: string
  merges?: readonly string[]
}

/*
 * Styles by index: 0 plain, 1 framed, 2 thousands, 3 percent, 4 a date, 5 with its unit, 6 in ten thousands by a trick,
 * 7 text, 8 accounting.
 */
const STYLES =
  `<styleSheet ${NS}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;万元&quot;"/><numFmt numFmtId="166" formatCode="0!.0,&quot;万&quot;"/>` +
  `<numFmt numFmtId="167" formatCode="_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/></numFmts>` +
  '<borders><border><left/><right/><top/><bottom/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>' +
  `<cellXfs>${[
    [0, 0],
    [0, 1],
    [4, 1],
    [9, 1],
    [164, 1],
    [165, 1],
    [166, 1],
    [49, 1],
    [167, 1],
  ]
    .map(([format, border]) => `<xf numFmtId="${format}" borderId="${border}"/>`)
    .join('')}</cellXfs></styleSheet>`

export const sheetXml = (rows: string, { columns = '', merges = [] }: SheetOptions = {}): string =>
  `${HEAD}<worksheet ${NS}>${columns && `<cols>${columns}</cols>`}<sheetData>${rows}</sheetData>${merges.length > 0 ? `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}</worksheet>`

export function workbookOf(sheets: readonly Sheet[], strings: readonly string[] = []): Uint8Array {
  const relationship = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELS}/${type}" Target="${target}"/>`
  const rels = (inner: string): string =>
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': rels(relationship('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${HEAD}<workbook ${NS}><sheets>${sheets.map(({ name, state }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels(
      sheets.map((_, i) => relationship(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
        relationship('rId90', 'styles', '/xl/styles.xml') +
        relationship('rId91', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/styles.xml': HEAD + STYLES,
    'xl/sharedStrings.xml': `${HEAD}<sst ${NS}>${strings.map((text) => `<si><r><t>${escaped(text.slice(0, 1))}</t></r><r><t xml:space="preserve">${escaped(text.slice(1))}</t></r><rPh sb="0" eb="1"><t>9</t></rPh></si>`).join('')}</sst>`,
    ...Object.fromEntries(sheets.map(({ xml }, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
}

export const ref = (row: number, column: number): string => {
  const letters = (n: number): string =>
    (n > 26 ? letters(Math.floor((n - 1) / 26)) : '') + String.fromCharCode(65 + ((n - 1) % 26))
  return `${letters(column)}${row}`
}

type Print = (text: string, at: string, style: number, strings: string[]) => string

/** Text and figures as text, or figures as numbers where they are plain ones. */
const asText: Print = (text, at, style, strings) => {
  if (text === '') return `<c r="${at}" s="${style}"/>`
  strings.push(text)
  return `<c r="${at}" s="${style}" t="s"><v>${strings.length - 1}</v></c>`
}
const isPlain = (text: string): boolean => /^\d+(?:\.\d+)?$/u.test(text)
const asNumber =
  (print: (text: string) => string, style?: number): Print =>
  (text, at, own, strings) =>
    isPlain(text) ? `<c r="${at}" s="${style ?? own}">${print(text)}</c>` : asText(text, at, own, strings)
const inline: Print = (text, at, style) =>
  text === '' ? '' : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
const inMarks: Print = (text, at, style, strings) =>
  /\d/u.test(text)
    ? `<c r="${at}" s="${style}" t="inlineStr"><is><r><rPr><strike/></rPr><t>8</t></r><r><t>${text}</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>4</t></r></is></c>`
    : asText(text, at, style, strings)
/** What a sum of binary fractions leaves: 0.30000000000000004. */
const noisy = (text: string): string => {
  const value = Number(text)
  return text.includes('.') ? (value + value * 2 ** -52).toPrecision(17) : text
}

interface Layout {
  print: Print
  left?: number
  every?: number
  framed?: boolean
  merge?: boolean
  hide?: boolean
}

/** The rows of pieces from `top` on, and the ranges that are merged. */
function draw(
  pieces: ReturnType<typeof numbered>,
  strings: string[],
  { print, left = 1, every = 1, framed = true, merge = true, hide = false }: Layout,
): { rows: string; merges: string[] } {
  const merges: string[] = []
  const rows: string[] = []
  let at = 1
  const style = framed ? 1 : 0
  // A hidden column stands at the second place of every row.
  const columnOf = (x: number): number => left + x + (hide && x >= 1 ? 1 : 0)
  const push = (cells: Map<number, string>, hidden = ''): void => {
    rows.push(
      `<row r="${at}"${hidden}>${[...cells]
        .sort(([a], [b]) => a - b)
        .map(([, xml]) => xml)
        .join('')}</row>`,
    )
    at += every
  }
  const put = (grid: Grid): void => {
    const taken: boolean[][] = grid.map(() => [])
    grid.forEach((row, y) => {
      const cells = new Map<number, string>()
      let x = 0
      for (const { text, span = 1, down = 1 } of row) {
        while (taken[y]![x]) x++
        for (let dy = 0; dy < down; dy++) for (let dx = 0; dx < span; dx++) taken[y + dy]![x + dx] = true
        const [column, last] = [columnOf(x), columnOf(x + span - 1)]
        cells.set(column, print(text, ref(at, column), style, strings))
        if (merge && (last > column || down > 1))
          merges.push(`${ref(at, column)}:${ref(at + (down - 1) * every, last)}`)
        x += span
      }
      taken[y]!.forEach((_, place) => {
        if (framed && !cells.has(columnOf(place)))
          cells.set(columnOf(place), `<c r="${ref(at, columnOf(place))}" s="1"/>`)
      })
      if (hide) cells.set(left + 1, `<c r="${ref(at, left + 1)}" s="1"><v>99</v></c>`)
      push(cells)
      if (hide && y === 3)
        push(
          new Map([
            [left, print('行政许可', ref(at, left), style, strings)],
            [left + 2, print('99', ref(at, left + 2), style, strings)],
          ]),
          ' hidden="1"',
        )
    })
  }
  for (const piece of pieces) {
    if ('grid' in piece) put(piece.grid)
    else push(new Map([[left, print(piece.text, ref(at, left), 0, strings)]]))
    at++
  }
  return { rows: rows.join(''), merges }
}

const oneSheet =
  (layout: Layout, options: SheetOptions = {}) =>
  (model: Model): Uint8Array => {
    const strings: string[] = []
    const { rows, merges } = draw(numbered(model), strings, layout)
    return workbookOf([{ name: 'Sheet1', xml: sheetXml(rows, { ...options, merges }) }], strings)
  }

function sheetATable(model: Model): Uint8Array {
  const strings: string[] = []
  const pieces = numbered(model)
  const section = (ordinal: string): number =>
    pieces.findIndex((piece) => 'text' in piece && piece.text.startsWith(`${ordinal}、`))
  const parts = [
    ['总体情况', pieces.slice(0, section('二'))],
    ['2', pieces.slice(section('二'), section('三'))],
    ['3', pieces.slice(section('三'), section('四'))],
    ['表四', pieces.slice(section('四'), section('五'))],
    ['Sheet5', pieces.slice(section('五'))],
  ] as const
  const sheets = parts.map(([name, some]): Sheet => {
    const { rows, merges } = draw([...some], strings, { print: asText })
    return { name, xml: sheetXml(rows, { merges }) }
  })
  const { rows } = draw(
    numbered(model).map((piece) =>
      'grid' in piece
        ? {
            grid: piece.grid.map((row) =>
              row.map((cell) => ({ ...cell, text: isPlain(cell.text) ? '98' : cell.text })),
            ),
          }
        : piece,
    ),
    strings,
    { print: asText, merge: false },
  )
  return workbookOf([{ name: '上年', xml: sheetXml(rows), state: 'hidden' }, ...sheets], strings)
}

/** Workbooks in the ways offices make them, all of one report. */
export const XLSX: Record<string, (model: Model) => Uint8Array> = {
  'one sheet, figures as text': oneSheet({ print: asText }),
  'one sheet, figures as numbers': oneSheet({ print: asNumber((text) => `<v>${text}</v>`) }),
  'numbers with what arithmetic leaves': oneSheet({ print: asNumber((text) => `<v>${noisy(text)}</v>`) }),
  'numbers shown with separators': oneSheet({ print: asNumber((text) => `<v>${text}</v>`, 2) }),
  'numbers in the accountants’ format': oneSheet({ print: asNumber((text) => `<v>${text}</v>`, 8) }),
  formulas: oneSheet({ print: asNumber((text) => `<f>SUM(A1:A9)</f><v>${text}</v>`) }),
  'notes’ marks, and figures struck out': oneSheet({ print: inMarks }),
  'texts in their cells, without frames': oneSheet({ print: inline, framed: false }),
  'empty rows and columns around': oneSheet({ print: asText, left: 4, every: 2 }),
  'merged cells undone': oneSheet({ print: asText, merge: false }),
  'hidden columns and rows': oneSheet(
    { print: asText, hide: true },
    { columns: '<col min="2" max="2" width="9" hidden="1"/>' },
  ),
  'a sheet a table, last year’s hidden': sheetATable,
}
