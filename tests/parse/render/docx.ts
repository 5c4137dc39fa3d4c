import { strToU8, zipSync } from 'fflate'
import type { Grid, Model, Printed } from './model'
import { numbered, piecesOf } from './pieces'
import type { Piece } from './pieces'

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
  ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:v="urn:v"'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export const escaped = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;')

const relationships = (list: readonly [type: string, target: string][]): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELS}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** A .docx of this body, with more parts and relationships where given. */
export function docxOf(
  body: string,
  parts: Record<string, string | Uint8Array> = {},
  related: readonly [string, string][] = [],
): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/document.xml': `${HEAD}<w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships([
      ['numbering', 'numbering.xml'],
      ['styles', 'styles.xml'],
      ...related,
    ]),
    'word/numbering.xml':
      `${HEAD}<w:numbering ${W}><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'decimal', '%2.')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
    'word/styles.xml': `${HEAD}<w:styles ${W}><w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`,
    ...parts,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, data]) => [path, typeof data === 'string' ? strToU8(data) : data]),
    ),
  )
}

const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="nothing"/><w:lvlText w:val="${text}"/></w:lvl>`

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
export const paragraph = (inner: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`
const listed = (at: number): string => `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>`

type Inner = (text: string) => string
const plain: Inner = (text) => paragraph(run(text))

/** A grid's rows; a cell that reaches down is continued in each row below, as Word writes it. */
function rowsOf(
  grid: Grid,
  inner: Inner,
  wrap: { row?: (row: string, y: number) => string; cell?: (cell: string) => string } = {},
): string {
  const { row: wrapRow = (row) => row, cell: wrapCell = (cell) => cell } = wrap
  let hanging: { column: number; span: number; rows: number }[] = []
  return grid
    .map((row, y) => {
      const queue = [...row]
      const due = [...hanging].sort((a, b) => a.column - b.column)
      const next: typeof hanging = []
      const cells: string[] = []
      let column = 0
      const cell = (span: number, merge: string, content: string): void => {
        const properties = `${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}`
        cells.push(wrapCell(`<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`))
      }
      while (queue.length > 0 || due.length > 0) {
        const top = due[0]
        if (top && top.column <= column) {
          due.shift()
          cell(top.span, '<w:vMerge/>', paragraph(''))
          if (top.rows > 1) next.push({ ...top, rows: top.rows - 1 })
          column += top.span
          continue
        }
        const one: Printed | undefined = queue.shift()
        if (!one) break
        const { text, span = 1, down = 1 } = one
        cell(span, down > 1 ? '<w:vMerge w:val="restart"/>' : '', inner(text))
        if (down > 1) next.push({ column, span, rows: down - 1 })
        column += span
      }
      hanging = next
      return wrapRow(`<w:tr>${cells.join('')}</w:tr>`, y)
    })
    .join('')
}

const table = (rows: string): string => `<w:tbl><w:tblPr/><w:tblGrid/>${rows}</w:tbl>`
const body = (
  pieces: readonly Piece[],
  print: (grid: Grid) => string,
  line: (piece: { text: string; number?: number }) => string = ({ text }) => plain(text),
): string => pieces.map((piece) => ('grid' in piece ? print(piece.grid) + paragraph('') : line(piece))).join('')
const simple =
  (inner: Inner, wrap?: Parameters<typeof rowsOf>[2]) =>
  (model: Model): Uint8Array =>
    docxOf(body(numbered(model), (grid) => table(rowsOf(grid, inner, wrap))))

const digits = (text: string): string =>
  text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const box = (inner: string): string =>
  paragraph(
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
  )

/** A figure tracked changes have put in another's place: only the new one is printed. */
const changed: Inner = (text) =>
  paragraph(
    `<w:del w:id="1" w:author="a"><w:r><w:delText>99</w:delText></w:r></w:del><w:moveFrom w:id="2" w:author="a">${run('77')}</w:moveFrom><w:ins w:id="3" w:author="a">${run(text)}</w:ins>` +
      `<w:r><w:rPr><w:rPrChange w:id="4" w:author="a"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr></w:r>`,
  )

/** Word documents in the ways offices make them, all of one report. */
export const DOCX: Record<string, (model: Model) => Uint8Array> = {
  'plain tables': simple(plain),
  'sections numbered by lists': (model) =>
    docxOf(
      body(
        piecesOf(model),
        (grid) => table(rowsOf(grid, plain)),
        ({ text, number }) => paragraph(run(text), number === undefined ? '' : listed(number)),
      ),
    ),
  'runs split within figures': simple((text) =>
    paragraph([...text].map((char) => run(char)).join('<w:bookmarkStart w:id="1" w:name="x"/>')),
  ),
  'wide figures, spaces and tabs': simple((text) =>
    paragraph(`${run('　')}<w:r><w:tab/></w:r>${run(digits(text))}${run('\u00a0')}`),
  ),
  'a label over several paragraphs': simple((text) =>
    /^\D{4,}$/u.test(text) ? text.replace(/.{1,3}/gu, (some) => plain(some)) : plain(text),
  ),
  'a label broken by soft breaks': simple((text) =>
    paragraph(
      /^\D{4,}$/u.test(text) ? text.replace(/.{1,4}/gu, (some) => `${run(some)}<w:r><w:br/></w:r>`) : run(text),
    ),
  ),
  'content controls': simple(
    (text) => `<w:sdt><w:sdtPr><w:alias w:val="9"/></w:sdtPr><w:sdtContent>${plain(text)}</w:sdtContent></w:sdt>`,
    {
      row: (row, y) => (y % 2 === 0 ? `<w:sdt><w:sdtPr/><w:sdtContent>${row}</w:sdtContent></w:sdt>` : row),
      cell: (cell) => `<w:sdt><w:sdtPr/><w:sdtContent>${cell}</w:sdtContent></w:sdt>`,
    },
  ),
  'empty controls with a prompt': simple((text) =>
    text === ''
      ? `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${plain('单击此处输入 0')}</w:sdtContent></w:sdt>`
      : plain(text),
  ),
  'tracked changes': simple(changed, {
    row: (row, y) =>
      `${y === 3 ? `<w:tr><w:trPr><w:del w:id="9" w:author="a"/></w:trPr><w:tc>${plain('规章')}</w:tc><w:tc>${plain('5')}</w:tc></w:tr>` : ''}${row}`,
  }),
  'hidden text': simple((text) =>
    paragraph(run('8', '<w:vanish/>') + run(text) + run('4', '<w:rStyle w:val="Ghost"/>')),
  ),
  fields: simple((text) =>
    paragraph(
      // A field that has worked out nothing is no empty cell.
      text === ''
        ? ''
        : '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>' +
            `${run('6')}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}` +
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ),
  ),
  'notes at figures': simple((text) =>
    paragraph(
      `${run(text)}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`,
    ),
  ),
  'notes’ marks, and figures struck out': simple((text) =>
    paragraph(
      /\d/u.test(text)
        ? run('8', '<w:strike/>') + run(text) + run('4', '<w:vertAlign w:val="superscript"/>')
        : run(text),
    ),
  ),
  'tables within a layout table': (model) =>
    docxOf(
      table(
        `<w:tr><w:tc>${plain('导航 1')}</w:tc><w:tc>${body(numbered(model), (grid) => table(rowsOf(grid, plain)))}${paragraph('')}</w:tc></w:tr>`,
      ),
    ),
  'text boxes': (model) =>
    docxOf(
      body(
        numbered(model),
        (grid) => box(table(rowsOf(grid, plain)) + paragraph('')),
        ({ text }) => box(plain(text)),
      ),
    ),
  'one table for all three': (model) => {
    const wide = (grid: Grid): Grid => grid
    return docxOf(
      body(
        numbered(model)
          .filter((piece) => !('grid' in piece))
          .slice(0, 3),
        () => '',
      ) +
        table(
          numbered(model)
            .slice(3, -4)
            .map((piece) =>
              'grid' in piece ? rowsOf(wide(piece.grid), plain) : rowsOf([[{ text: piece.text, span: 15 }]], plain),
            )
            .join(''),
        ) +
        body(numbered(model).slice(-4), () => ''),
    )
  },
  'rows before which columns are free': simple(plain, {
    row: (row) =>
      row.replace('<w:tr>', '<w:tr><w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="10" w:type="dxa"/></w:trPr>'),
  }),
  'strict namespaces, other prefixes': (model) =>
    docxOf('', {
      'word/document.xml': `${HEAD}<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body>${body(
        numbered(model),
        (grid) => table(rowsOf(grid, plain)),
      )
        .replace(/<(\/?)w:/gu, '<$1x:')
        .replace(/ w:/gu, ' x:')}</x:body></x:document>`,
    }),
  'a page put in whole': (model) =>
    docxOf('<w:altChunk r:id="rId3"/>', { 'word/chunk.mht': mhtml(htmlOf(model)) }, [['aFChunk', 'chunk.mht']]),
}

const htmlOf = (model: Model): string =>
  `<html><head><meta charset="utf-8"></head><body>${numbered(model)
    .map((piece) =>
      'grid' in piece
        ? `<table>${piece.grid.map((row) => `<tr>${row.map(({ text, span = 1, down = 1 }) => `<td colspan="${span}" rowspan="${down}">${text}</td>`).join('')}</tr>`).join('')}</table>`
        : `<p>${piece.text}</p>`,
    )
    .join('')}</body></html>`

/** Word's "single file web page": a page in quoted-printable among the parts of a mail. */
export function mhtml(page: string, encoding: 'quoted-printable' | 'base64' = 'quoted-printable'): string {
  const bytes = [...new TextEncoder().encode(page)]
  const quoted = bytes
    .map((byte) =>
      byte === 0x3d || byte > 0x7e || (byte < 0x20 && byte !== 10)
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('')
  const text =
    encoding === 'base64'
      ? Buffer.from(bytes).toString('base64').replace(/.{76}/gu, '$&\r\n')
      : quoted.replace(/((?:=[\dA-F]{2}|[^=]){60})/gu, '$1=\r\n')
  return (
    `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n\r\nThis document is a web archive.\r\n\r\n------=_Next\r\nContent-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: ${encoding}\r\n` +
    `Content-Type: text/html; charset="utf-8"\r\n\r\n${text}\r\n\r\n------=_Next\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------=_Next--\r\n`
  )
}

/** The same report under names and in wrappings that say something else. */
export const SAVED_AS: Record<string, [file: string, (model: Model) => Uint8Array]> = {
  'a .docx called .doc': ['年报.doc', DOCX['plain tables']!],
  'a page called .doc': ['年报.doc', (model) => strToU8(htmlOf(model))],
  'a page called .xls': ['年报.xls', (model) => strToU8(htmlOf(model))],
  'a page and its pictures called .doc, quoted-printable': ['年报.doc', (model) => strToU8(mhtml(htmlOf(model)))],
  'a page and its pictures, base64': ['年报.mht', (model) => strToU8(mhtml(htmlOf(model), 'base64'))],
  'the XML of Word 2003 called .doc': [
    '年报.doc',
    (model) =>
      strToU8(
        `${HEAD}<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${body(
          numbered(model),
          (grid) => table(rowsOf(grid, plain)).replace(/w:vMerge/gu, 'w:vmerge'),
        )}</w:body></w:wordDocument>`,
      ),
  ],
}
