import { strToU8, zipSync } from 'fflate'
import { escaped } from './svgText'
import type { DataSheet, Field } from './figureData'

/*
 * A workbook of plain sheets. Written here and not by the library that the command line uses: of large sheets that one
 * hands the packing to a worker of a kind that the page's policy forbids; and a chart's own workbook is made many times
 * over.
 */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
export const XLSX_TYPE = `${SHEET_TYPE}.sheet`

/** A, B … Z, AA … for a column counted from 0. */
export function columnName(column: number): string {
  let name = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Places in the list of formats below. */
const FORMAT = { plain: 0, head: 1, share: 2 } as const

const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="微软雅黑"/></font>' +
  '<font><b/><sz val="11"/><name val="微软雅黑"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'

/** Most letters that a cell holds. */
const MOST_LETTERS = 32_767

function cellXml(field: Field, row: number, column: number, format: number): string {
  const at = `${columnName(column)}${row + 1}`
  const style = format === 0 ? '' : ` s="${format}"`
  if (field === undefined || (typeof field === 'number' && !Number.isFinite(field))) return ''
  if (typeof field === 'number') return `<c r="${at}"${style}><v>${field}</v></c>`
  const text = escaped(field.slice(0, MOST_LETTERS))
  return `<c r="${at}" t="inlineStr"${style}><is><t xml:space="preserve">${text}</t></is></c>`
}

/** Letters of a column's width: of the longest text in it, within reason. */
function widthOf({ rows }: DataSheet, column: number): number {
  const wide = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0)
  const longest = Math.max(...rows.slice(0, 200).map((row) => wide(String(row[column] ?? ''))))
  return Math.min(60, Math.max(8, longest + 2))
}

function sheetXml(sheet: DataSheet): string {
  const columns = Math.max(1, ...sheet.rows.slice(0, 1).map((row) => row.length))
  const widths = Array.from(
    { length: columns },
    (_, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(sheet, i)}" customWidth="1"/>`,
  )
  const rows = sheet.rows.map((row, r) => {
    const cells = row.map((field, c) =>
      cellXml(field, r, c, r === 0 && sheet.headed ? FORMAT.head : sheet.shares.has(c) ? FORMAT.share : FORMAT.plain),
    )
    return `<row r="${r + 1}">${cells.join('')}</row>`
  })
  const pane = sheet.headed ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
  )
}

const FORBIDDEN = /[[\]:*?/\\]/gu

/** Sheets as a workbook: numbers as numbers, texts as texts and never as formulas, nothing where there is nothing. */
export function workbook(sheets: readonly DataSheet[]): Uint8Array<ArrayBuffer> {
  const list = sheets.map(
    ({ name }, i) =>
      `<sheet name="${escaped(name.replace(FORBIDDEN, '').slice(0, 31))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  const relations = [
    ...sheets.map(
      (_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    ),
    `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`,
  ]
  const overrides = sheets.map(
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  )
  const files: Record<string, string> = {
    '[Content_Types].xml':
      `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels':
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` + `<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` + `${relations.join('')}</Relationships>`,
    'xl/styles.xml': STYLES,
  }
  sheets.forEach((sheet, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet)
  })
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}
