import { zipSync } from 'fflate'
import { escaped } from '../svgText'
import { DRAWING, inlineDrawing } from '../wordXml'
import { filledText, isBody, placeholdersIn, saidIn } from './fields'
import type { FieldTexts } from './fields'
import { numberNamed } from './names'
import type { NamedNumber } from './names'
import { TemplateError, openTemplate } from './openTemplate'
import type { Parts } from './openTemplate'
import { addRelation, attributeOf, declareEnding, freePath, setText, textOf } from './package'

/*
 * A Word document of an office's own, filled. `docx`, which makes the documents of this app, can patch words too, but
 * writes every part anew and knows no names of controls and drawings; docxtemplater sells pictures apart. Here the
 * parts in which nothing is filled are copied byte for byte, and of the others all but what is filled.
 */

const MAIN = 'word/document.xml'
const EMU = 12_700
const WORDED = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/u
const CONTROL = /<w:sdt(?=[\s>])(?:(?!<w:sdt(?=[\s>]))[\s\S])*?<\/w:sdt>/gu
const EITHER = /<mc:AlternateContent(?=[\s>])(?:(?!<mc:AlternateContent)[\s\S])*?<\/mc:AlternateContent>/u
const PLAIN = /<w:drawing(?=[\s>])[\s\S]*?<\/w:drawing>/u
const DRAWN = new RegExp(`${EITHER.source}|${PLAIN.source}`, 'gu')

/** Rows of texts; the first are the headings. */
export interface WordTable {
  columns: readonly { label: string; numeric: boolean }[]
  rows: readonly (readonly string[])[]
}

/** What a document may be given: by number, a picture in a size of points, or a table; nothing where there is none. */
export interface WordFills {
  texts: FieldTexts
  picture: (
    n: number,
    size: { width: number; height: number },
  ) => Promise<{ png: Uint8Array; title: string } | undefined>
  table: (n: number) => WordTable | undefined
  /** All that the document has to say, in order, in place of a paragraph {{正文}}. */
  body: readonly (WordTable | WordParagraph)[]
}

export interface WordParagraph {
  text: string
  strong?: boolean
}

interface Element extends NamedNumber {
  kind: 'control' | 'drawing'
  from: number
  to: number
  xml: string
}

/** The named controls and drawings of a document in their order, none within another. */
function elementsIn(xml: string): Element[] {
  const found: Element[] = []
  for (const match of xml.matchAll(CONTROL)) {
    const [whole] = match
    const names = [...whole.matchAll(/<w:(?:tag|alias)\s(?:"[^"]*"|[^">])*>/gu)].map(([tag]) =>
      attributeOf(tag, 'w:val'),
    )
    const named = names.map((name) => numberNamed(name ?? '')).find(Boolean)
    if (named) found.push({ ...named, kind: 'control', xml: whole, from: match.index, to: match.index + whole.length })
  }
  for (const match of xml.matchAll(DRAWN)) {
    const [whole] = match
    const [tag = ''] = /<wp:docPr\s(?:"[^"]*"|[^">])*>/u.exec(whole) ?? []
    const named = [attributeOf(tag, 'name'), attributeOf(tag, 'title'), attributeOf(tag, 'descr')]
      .map((name) => numberNamed(name ?? ''))
      .find(Boolean)
    const isWithin = found.some(({ from, to }) => from <= match.index && match.index < to)
    if (named && !isWithin)
      found.push({ ...named, kind: 'drawing', xml: whole, from: match.index, to: match.index + whole.length })
  }
  return found.sort((a, b) => a.from - b.from)
}

/** What of a document would be filled. */
export interface WordTemplate {
  fields: string[]
  charts: number[]
  tables: number[]
}

function openWord(bytes: Uint8Array): Parts {
  const parts = openTemplate(bytes)
  if (!parts.has(MAIN)) throw new TemplateError('other')
  return parts
}

/** Throws a TemplateError where it is no Word document, or has nothing to be filled. */
export function readWordTemplate(bytes: Uint8Array): WordTemplate {
  const parts = openWord(bytes)
  const elements = elementsIn(textOf(parts, MAIN))
  const numbers = (isTable: boolean): number[] =>
    [...new Set(elements.flatMap((one) => (one.isTable === isTable ? [one.number] : [])))].sort((a, b) => a - b)
  const worded = [...parts.keys()].filter((path) => WORDED.test(path))
  const fields = [...new Set(worded.flatMap((path) => placeholdersIn(textOf(parts, path), 'w')))]
  const found = { fields, charts: numbers(false), tables: numbers(true) }
  if (fields.length + elements.length === 0) throw new TemplateError('empty')
  return found
}

const cell = (text: string, width: number, numeric: boolean, bold: boolean): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:ind w:firstLine="0"/>` +
  `<w:jc w:val="${numeric ? 'right' : 'left'}"/></w:pPr><w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}` +
  `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p></w:tc>`

/** A4 between usual margins, in twips. */
const TEXT_WIDTH = 8844

function tableXml({ columns, rows }: WordTable): string {
  const width = Math.floor(TEXT_WIDTH / Math.max(1, columns.length))
  const row = (texts: readonly string[], isHead: boolean): string =>
    `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${columns
      .map(({ numeric }, i) => cell(texts[i] ?? '', width, numeric, isHead))
      .join('')}</w:tr>`
  const edge = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`
  return (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>' +
    ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('') +
    `</w:tblBorders></w:tblPr><w:tblGrid>${columns.map(() => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(
      columns.map(({ label }) => label),
      true,
    ) +
    rows.map((texts) => row(texts, false)).join('') +
    '</w:tbl>'
  )
}

/** A picture as what a drawing holds. */
const graphic = (relation: string, id: number, cx: number, cy: number): string =>
  `<a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture">` +
  `<pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="${id}" name="picture${id}"/>` +
  '<pic:cNvPicPr/></pic:nvPicPr>' +
  '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"' +
  ` r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>` +
  `<a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>` +
  '</a:graphicData></a:graphic>'
/** The paragraph around a place: where it begins and ends. */
function paragraphAround(xml: string, from: number): { from: number; to: number } | undefined {
  const start = Math.max(xml.lastIndexOf('<w:p>', from), xml.lastIndexOf('<w:p ', from))
  if (start < 0) return undefined
  let depth = 0
  for (const { 0: tag, index } of xml.slice(start).matchAll(/<(\/?)w:p(?=[\s>/])(?:"[^"]*"|[^">])*>/gu)) {
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>')) depth++
    if (depth === 0) return { from: start, to: start + index + tag.length }
  }
  return undefined
}

const PARAGRAPH = /<w:p(?=[\s>])(?:(?!<w:p(?=[\s>]))[\s\S])*?<\/w:p>/gu

/** The paragraphs that stand for all the words, and these in the look of each. */
function bodiesIn(xml: string, body: WordFills['body']): { from: number; to: number; xml: string }[] {
  return [...xml.matchAll(PARAGRAPH)].flatMap(({ 0: whole, index }) => {
    const [, name] = /^\s*\{\{([^{}]+)\}\}\s*$/u.exec(saidIn(whole, 'w')) ?? []
    if (name === undefined || !isBody(name)) return []
    const [look = ''] = /<w:pPr>[\s\S]*?<\/w:pPr>/u.exec(whole) ?? []
    const [type = ''] = /<w:rPr>[\s\S]*?<\/w:rPr>/u.exec(whole.replace(look, '')) ?? []
    const run = ({ text, strong }: WordParagraph): string =>
      `<w:p>${look}<w:r>${strong ? bold(type) : type}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
    const said = body.map((one) => ('rows' in one ? tableXml(one) : run(one))).join('')
    // A cell ends with a paragraph.
    const isTableLast = body.some((one, i) => i === body.length - 1 && 'rows' in one)
    return [{ from: index, to: index + whole.length, xml: isTableLast ? `${said}<w:p>${look}</w:p>` : said }]
  })
}
/** Bold stands behind the fonts of a run (17.3.2.28). */
function bold(type: string): string {
  if (/<w:b(?=[\s/>])/u.test(type)) return type
  if (!type) return '<w:rPr><w:b/></w:rPr>'
  return /<w:rFonts(?=[\s/>])[^>]*\/>/u.test(type)
    ? type.replace(/<w:rFonts(?=[\s/>])[^>]*\/>/u, (fonts) => `${fonts}<w:b/>`)
    : type.replace('<w:rPr>', '<w:rPr><w:b/>')
}

/** A picture that stands in a control is as wide as the text, and half as high. */
const IN_TEXT = { width: 440, height: 240 }
const IN_EMU = { cx: IN_TEXT.width * EMU, cy: IN_TEXT.height * EMU }

export interface FilledWord {
  bytes: Uint8Array<ArrayBuffer>
  filled: number
  /** Named elements that had nothing to be put in: they stay as they are. */
  without: number
}

/** Fills a Word document: words in double braces, and controls and drawings that are named 图1 or 表1. */
export async function fillWord(bytes: Uint8Array, { texts, picture, table, body }: WordFills): Promise<FilledWord> {
  const parts = openWord(bytes)
  const before = textOf(parts, MAIN)
  const ids = [...before.matchAll(/<(?:wp:docPr|pic:cNvPr)\s(?:"[^"]*"|[^">])*?\bid="(\d+)"/gu)].map(([, id]) =>
    Number(id),
  )
  let last = Math.max(0, ...ids)
  const pieces = bodiesIn(before, body)
  let without = 0

  async function pictureFor(
    n: number,
    size: { width: number; height: number },
  ): Promise<{ held: string; title: string; id: number } | undefined> {
    const made = await picture(n, size)
    if (!made) return undefined
    const path = freePath(parts, 'word/media/image', '.png')
    parts.set(path, made.png)
    declareEnding(parts, 'png', 'image/png')
    const id = ++last
    const held = graphic(
      addRelation(parts, MAIN, 'image', path),
      id,
      Math.round(size.width * EMU),
      Math.round(size.height * EMU),
    )
    return { held, title: made.title, id }
  }

  for (const { kind, number, isTable, from, to, xml } of elementsIn(before)) {
    const rows = isTable ? table(number) : undefined
    if (kind === 'control') {
      const [, head = '', inner = '', tail = ''] =
        /^([\s\S]*?<w:sdtContent>)([\s\S]*)(<\/w:sdtContent>[\s\S]*)$/u.exec(xml) ?? []
      // A control that holds runs stands within a paragraph; one that holds paragraphs or tables, between them.
      const isBlock = /^\s*<w:(?:p|tbl)(?=[\s>/])/u.test(inner)
      const own = head.replace(/<w:showingPlcHdr(?:\s[^>]*)?\/>/u, '')
      if (rows && isBlock) pieces.push({ from, to, xml: `${own}${tableXml(rows)}${tail}` })
      else if (!isTable) {
        const made = await pictureFor(number, IN_TEXT)
        if (!made) without++
        else {
          const id = ++last
          const run = inlineDrawing(made.held, { id, name: `picture${id}`, title: made.title, ...IN_EMU })
          pieces.push({ from, to, xml: `${own}${isBlock ? `<w:p>${run}</w:p>` : run}${tail}` })
        }
      } else without++
      continue
    }
    const [extent = ''] = /<wp:extent\s(?:"[^"]*"|[^">])*>/u.exec(xml) ?? []
    const [width, height] = ['cx', 'cy'].map((name) => Number(attributeOf(extent, name)) / EMU) as [number, number]
    const around = rows && paragraphAround(before, from)
    if (rows && around) {
      const isLast = /^\s*<\/w:tc>/u.test(before.slice(around.to))
      pieces.push({ ...around, xml: `${tableXml(rows)}${isLast ? '<w:p/>' : ''}` })
      continue
    }
    const made = isTable || !(width > 0 && height > 0) ? undefined : await pictureFor(number, { width, height })
    const [drawing] = /<w:drawing(?=[\s>])[\s\S]*?<\/w:drawing>/u.exec(xml) ?? []
    if (made && drawing)
      pieces.push({ from, to, xml: drawing.replace(/<a:graphic(?=[\s>])[\s\S]*<\/a:graphic>/u, () => made.held) })
    else without++
  }

  // Words are filled apart from the elements: what is put in may itself have braces.
  let out = ''
  let at = 0
  for (const { from, to, xml } of pieces.sort((a, b) => a.from - b.from)) {
    if (from < at) continue
    out += filledText(before.slice(at, from), 'w', texts) + xml
    at = to
  }
  out += filledText(before.slice(at), 'w', texts)
  if (out !== before) setText(parts, MAIN, out)
  for (const path of [...parts.keys()].filter((one) => WORDED.test(one) && one !== MAIN)) {
    const held = textOf(parts, path)
    const filled = filledText(held, 'w', texts)
    if (filled !== held) setText(parts, path, filled)
  }
  return { bytes: zipSync(Object.fromEntries(parts)) as Uint8Array<ArrayBuffer>, filled: pieces.length, without }
}
