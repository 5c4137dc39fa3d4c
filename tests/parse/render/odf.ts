import { strToU8, zipSync } from 'fflate'
import { escaped } from './docx'
import type { Grid, Model } from './model'
import { numbered } from './pieces'
import type { Piece } from './pieces'

const NS = ['office', 'style', 'text', 'table', 'draw', 'fo']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

/* Automatic styles: a hidden span, a framed cell, a hidden sheet. */
const STYLES =
  '<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>' +
  '<style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>' +
  '<style:style style:name="High" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>' +
  '<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000"/></style:style>' +
  '<style:style style:name="Away" style:family="table"><style:table-properties table:display="false"/></style:style>'

export function odfOf(kind: 'text' | 'spreadsheet', body: string): Uint8Array {
  const content = `${HEAD}<office:document-content ${NS} office:version="1.3"><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`
  return zipSync({
    mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
    'content.xml': strToU8(content),
    'styles.xml': strToU8(`${HEAD}<office:document-styles ${NS}/>`),
    'META-INF/manifest.xml': strToU8(
      `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`,
    ),
  })
}

type Inner = (text: string) => string
const paragraph: Inner = (text) => `<text:p>${escaped(text)}</text:p>`

/** The rows of a grid, every place of it a cell or covered by one; `cell` prints what is no covered place. */
function rowsOf(
  grid: Grid,
  cell: (text: string, attributes: string) => string,
  row: (cells: string) => string = (cells) => `<table:table-row>${cells}</table:table-row>`,
): string {
  const taken: boolean[][] = grid.map(() => [])
  return grid
    .map((printed, y) => {
      const cells: string[] = []
      let x = 0
      const cover = (): void => {
        for (; taken[y]![x]; x++) cells.push('<table:covered-table-cell/>')
      }
      for (const { text, span = 1, down = 1 } of printed) {
        cover()
        for (let dy = 0; dy < down; dy++) for (let dx = 0; dx < span; dx++) taken[y + dy]![x + dx] = true
        const attributes =
          (span > 1 ? ` table:number-columns-spanned="${span}"` : '') +
          (down > 1 ? ` table:number-rows-spanned="${down}"` : '')
        cells.push(cell(text, attributes))
        x++
      }
      cover()
      return row(cells.join(''))
    })
    .join('')
}

const document =
  (
    inner: Inner,
    table: (rows: string) => string = (rows) => `<table:table table:name="T">${rows}</table:table>`,
    line: Inner = paragraph,
  ) =>
  (model: Model): Uint8Array =>
    odfOf(
      'text',
      numbered(model)
        .map((piece) =>
          'grid' in piece
            ? table(
                rowsOf(
                  piece.grid,
                  (text, more) =>
                    `<table:table-cell office:value-type="string"${more}>${inner(text)}</table:table-cell>`,
                ),
              ) + paragraph('')
            : line(piece.text),
        )
        .join(''),
    )

const deletion =
  '<text:tracked-changes><text:changed-region><text:deletion><text:p>规章 99</text:p></text:deletion></text:changed-region></text:tracked-changes>'

/** OpenDocument texts in the ways programs write them, all of one report. */
export const ODT: Record<string, (model: Model) => Uint8Array> = {
  'plain tables': document(paragraph),
  'heading rows, spans, spaces and tabs': document(
    (text) =>
      `<text:p>\n  <text:span>${escaped(text.slice(0, 1))}</text:span><text:span>${escaped(text.slice(1))}</text:span><text:s text:c="2"/><text:tab/></text:p>`,
    (rows) => {
      const [first = ''] = rows.split('</table:table-row>')
      const head = `${first}</table:table-row>`
      return `<table:table><table:table-header-rows>${head}</table:table-header-rows>${rows.slice(head.length)}</table:table>`
    },
  ),
  'hidden text, notes, comments and changes': document(
    (text) =>
      `${deletion}<text:p><text:span text:style-name="Gone">8</text:span>${escaped(text)}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>9</text:p></text:note-body></text:note><office:annotation><text:p>7</text:p></office:annotation></text:p>`,
  ),
  'notes’ marks, and figures struck out': document((text) =>
    /\d/u.test(text)
      ? `<text:p><text:span text:style-name="Struck">8</text:span>${text}<text:span text:style-name="High">4</text:span></text:p>`
      : paragraph(text),
  ),
  'text boxes': document(
    paragraph,
    (rows) =>
      `<text:p><draw:frame><draw:text-box><table:table>${rows}</table:table></draw:text-box></draw:frame></text:p>`,
    (text) =>
      `<text:p><draw:frame><draw:text-box><text:p>${escaped(text)}</text:p></draw:text-box></draw:frame></text:p>`,
  ),
  'tables within a layout table': (model) =>
    odfOf(
      'text',
      `<table:table><table:table-row><table:table-cell>${paragraph('导航 1')}</table:table-cell><table:table-cell>${numbered(
        model,
      )
        .map((piece) =>
          'grid' in piece
            ? `<table:table>${rowsOf(piece.grid, (text, more) => `<table:table-cell${more}>${paragraph(text)}</table:table-cell>`)}</table:table>`
            : paragraph(piece.text),
        )
        .join('')}</table:table-cell></table:table-row></table:table>`,
    ),
}

const isPlain = (text: string): boolean => /^\d+(?:\.\d+)?$/u.test(text)
const asText = (text: string, more: string): string =>
  text === ''
    ? `<table:table-cell table:style-name="Box"${more}/>`
    : `<table:table-cell table:style-name="Box" office:value-type="string"${more}>${paragraph(text)}</table:table-cell>`
const asNumber =
  (show: (text: string) => string) =>
  (text: string, more: string): string =>
    isPlain(text)
      ? `<table:table-cell table:style-name="Box" office:value-type="float" office:value="${text}"${more}>${paragraph(show(text))}</table:table-cell>`
      : asText(text, more)
const grouped = (text: string): string => Number(text).toLocaleString('en-US', { maximumFractionDigits: 1 })

const rowsOfPieces = (
  pieces: readonly Piece[],
  cell: typeof asText,
  before = '',
  row?: (cells: string) => string,
): string =>
  pieces
    .map((piece) =>
      'grid' in piece
        ? rowsOf(piece.grid, cell, row ?? ((cells) => `<table:table-row>${before}${cells}</table:table-row>`)) +
          '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        : `<table:table-row>${before}<table:table-cell office:value-type="string">${paragraph(piece.text)}</table:table-cell></table:table-row>`,
    )
    .join('')
const sheet = (name: string, rows: string, more = '', columns = ''): string =>
  `<table:table table:name="${name}"${more}>${columns}${rows}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`
const workbook =
  (cell: typeof asText, before = '', columns = '') =>
  (model: Model): Uint8Array =>
    odfOf('spreadsheet', sheet('Sheet1', rowsOfPieces(numbered(model), cell, before), '', columns))

/** OpenDocument workbooks in the ways programs write them, all of one report. */
export const ODS: Record<string, (model: Model) => Uint8Array> = {
  'figures as text': workbook(asText),
  'figures as numbers': workbook(asNumber((text) => text)),
  'numbers shown rounded, with separators': workbook(asNumber(grouped)),
  'empty columns around': workbook(asText, '<table:table-cell table:number-columns-repeated="2"/>'),
  'a hidden column and a hidden row': (model) =>
    odfOf(
      'spreadsheet',
      sheet(
        'Sheet1',
        rowsOfPieces(
          numbered(model),
          asText,
          '<table:table-cell office:value-type="float" office:value="99"><text:p>99</text:p></table:table-cell>',
          undefined,
        ) +
          `<table:table-row table:visibility="collapse">${asText('', '')}${asText('行政许可', '')}${asText('99', '')}</table:table-row>`,
        '',
        '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="1000"/>',
      ),
    ),
  'a sheet a table, last year’s hidden': (model) => {
    const pieces = numbered(model)
    const last = rowsOfPieces(pieces, (text, more) => asText(isPlain(text) ? '98' : text, more))
    return odfOf(
      'spreadsheet',
      sheet('上年', last, ' table:style-name="Away"') +
        [pieces.slice(0, 3), pieces.slice(3, 5), pieces.slice(5, 7), pieces.slice(7, 9), pieces.slice(9)]
          .map((some, i) => sheet(['总体情况', '2', '3', '表四', 'Sheet5'][i]!, rowsOfPieces(some, asText)))
          .join(''),
    )
  },
}
