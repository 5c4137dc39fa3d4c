import { Parser } from 'htmlparser2'
import { BACKWARDS, PICTURE, raised, settled, settledLine, struck } from '../text/marks'
import { normalise } from '../text/normalise'
import type { Block, GridCell, Page } from '../page'
import { MOST_LINES } from '../text/plain'

const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'canvas',
  'iframe',
  'select',
  'textarea',
  'object',
  'rt',
  'rp',
])
/** What shows something that is not read: in a cell of its own it may be a figure. */
const PICTURES = new Set(['svg', 'canvas', 'select', 'object', 'img'])
/** A picture that is smaller keeps room and shows nothing. */
const SMALLEST = 3
const BREAKING = new Set([
  'p',
  'div',
  'br',
  'hr',
  'li',
  'ul',
  'ol',
  'dl',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'header',
  'footer',
  'nav',
  'main',
  'aside',
  'center',
  'form',
  'fieldset',
  'pre',
  'blockquote',
  'table',
  'tr',
  'td',
  'th',
  'body',
  'caption',
  'details',
  'summary',
])
/** Names under which the heads of pages keep the day of publication. */
const PUBLISHED = /^(?:pubdate|publishdate|publish_date|article:published_time)$/iu

/*
 * What sites of the government must say of a page (国办发〔2017〕47号). A site and a source are kept as the page would print
 * them.
 */
function metaOf(name: string, content: string): string | undefined {
  if (/title/iu.test(name)) return content
  if (/^sitename$/iu.test(name)) return `网站:${content}`
  return /^(?:content)?source$/iu.test(name) ? `来源:${content}` : undefined
}

/* A page hidden until a script has run is shown all the same. */
const WHOLE = new Set(['html', 'body'])
const WIDEST = 60
const DEEPEST = 200
/** No statutory table has half as many columns. */
const MOST_CELLS = 60
/** As deep as browsers nest. */
export const DEEPEST_TAGS = 512
export const PIECE = 16_384
/**
 * A cell with more lines than this holds a page, not a figure or a label (unless it is written one or two characters a
 * line).
 */
const MOST_CELL_LINES = 24
const SHORT_LINE = 2
const holdsPage = (text: string): boolean => {
  const lines = text.split('\n').filter((one) => one.trim() !== '')
  return lines.length > MOST_CELL_LINES && text.replace(/\s/gu, '').length > SHORT_LINE * lines.length
}

/* What the page does not show: rows kept for a script, the same report again for small screens. */
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)/iu
const isHidden = (attributes: Record<string, string>): boolean =>
  attributes.hidden !== undefined || HIDDEN.test(attributes.style ?? '')
const RAISED = new Set(['sup', 'sub'])
const STRUCK = new Set(['del', 's', 'strike'])
const LINE_THROUGH = /text-decoration[^;]*line-through/iu
const isRaised = (name: string, { style = '' }: Record<string, string>): boolean =>
  RAISED.has(name) || /vertical-align\s*:\s*(?:super|sub)(?![\w-])/iu.test(style)
const INLINE = new Set(['span', 'font', 'b', 'strong', 'em', 'i', 'u', 'a'])
/* Words that nobody sees on white paper; elsewhere these are tricks of the layout. */
const UNSEEN = /font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3,}/iu
const PALE = /^(?:white|transparent|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))$/iu
function isUnseen(name: string, { style = '', color = '' }: Record<string, string>): boolean {
  if (!INLINE.has(name)) return false
  const own = /(?<![\w-])color\s*:\s*([^;!]+)/iu.exec(style)?.[1] ?? color
  return UNSEEN.test(style) || (PALE.test(own.trim()) && !/background/iu.test(style))
}
const isSmall = ({ width, height }: Record<string, string>): boolean =>
  [width, height].some((size) => size !== undefined && Number.parseInt(size, 10) < SMALLEST)

/* Fields that show their value. */
const SHOWN_FIELD = /^(?:text|number|tel|)$/iu
const IMAGE_OF_FIGURE = /^\s*[+-]?[\d.,]{1,15}\s*$/u

interface OpenCell {
  text: string
  span: number
  down: number
  layout: boolean
}
interface OpenTable {
  row?: { cells: GridCell[]; downs: number[]; layout: boolean }
  cell?: OpenCell
  hanging: Hanging[]
}
/** A cell that reaches into rows below, by the column it stands in. */
interface Hanging {
  column: number
  span: number
  rows: number
  text: string
}

const spanOf = (value: string | undefined, most: number): number =>
  Math.min(most, Math.max(1, Number.parseInt(value ?? '1', 10) || 1))

/** Puts the cells that hang down from above at their columns; only copies of values matter, which tables.ts decides. */
function settle(table: OpenTable): GridCell[] {
  const { cells, downs } = table.row!
  const out: GridCell[] = []
  const hanging = [...table.hanging].sort((a, b) => a.column - b.column)
  const next: Hanging[] = []
  let column = 0
  const drop = () => {
    for (let top = hanging[0]; top && top.column <= column; top = hanging[0]) {
      hanging.shift()
      out.push({ text: top.text, span: top.span, merged: true })
      if (top.rows > 1) next.push({ ...top, rows: top.rows - 1 })
      column = Math.max(column, top.column + top.span)
    }
  }
  cells.forEach((cell, i) => {
    drop()
    out.push(cell)
    if (downs[i]! > 1) next.push({ column, span: cell.span, rows: downs[i]! - 1, text: cell.text })
    column += cell.span
  })
  column = Infinity
  drop()
  table.hanging = next.slice(0, MOST_CELLS)
  return out
}

/**
 * An HTML page to lines and rows. Tables used for layout (a cell that holds a table, or a whole page) give lines;
 * scripts and styles are dropped, and what the page hides, unless `hidden` asks for it too; titles of the head are kept
 * apart. Never builds a tree, so depth costs nothing.
 */
export function readHtml(html: string, { hidden = false } = {}): Page {
  const blocks: Block[] = []
  const titles: string[] = []
  const dates: string[] = []
  const tables: OpenTable[] = []
  let text = ''
  let dropped = 0
  /** The text of the open title; it may come in pieces. */
  let title: string | undefined
  let depth = 0
  let truncated = false
  // The depth of the outermost hidden element, 0 for none.
  let hiddenAt = 0
  // The same of what is struck out or not seen in its cell, and of what is set above or below its line.
  let struckAt = 0
  let raisedAt = 0
  // The same of what a cell shows only when somebody asks for it, and of the words that stand there in its place.
  let foldedAt = 0
  let summaryAt = 0

  const top = (): OpenTable | undefined => tables[tables.length - 1]
  // Lines count what is shown, not the lines of the page's source.
  const push = (block: { kind: 'line'; text: string } | { kind: 'row'; cells: GridCell[] }): void => {
    if (blocks.length < MOST_LINES) blocks.push({ ...block, line: blocks.length + 1 } as Block)
  }
  /** `lines` in their one spelling already. */
  const pushLines = (lines: string): void =>
    lines.split('\n').forEach((one) => {
      if (one.trim() !== '') push({ kind: 'line', text: one.trim() })
    })
  const write = (more: string): void => {
    const cell = top()?.cell
    if (cell) cell.text += more
    else text += more
  }
  const flush = (): void => {
    if (text.trim() !== '') pushLines(normalise(settledLine(text)))
    text = ''
  }
  /** A row turns out to be layout: its cells so far are lines, before what follows. */
  const layOut = (table: OpenTable): void => {
    if (!table.row) return
    table.row.layout = true
    table.row.cells.forEach((one) => pushLines(settledLine(one.text)))
    table.row.cells = []
    table.row.downs = []
  }
  const closeCell = (): void => {
    const table = top()
    const cell = table?.cell
    if (!table || !cell) return
    table.cell = undefined
    const plain = normalise(settled(cell.text)).trim()
    if (cell.layout || holdsPage(plain)) {
      layOut(table)
      pushLines(settledLine(plain))
      return
    }
    table.row ??= { cells: [], downs: [], layout: false }
    if (table.row.cells.length >= MOST_CELLS) return
    table.row.cells.push({ text: plain, span: cell.span })
    table.row.downs.push(cell.down)
  }
  const closeRow = (): void => {
    closeCell()
    const table = top()
    if (!table?.row) return
    const { layout, cells } = table.row
    if (layout) cells.forEach((cell) => pushLines(cell.text))
    else if (blocks.length < MOST_LINES) push({ kind: 'row', cells: settle(table) })
    table.row = undefined
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++
        if (!hidden && hiddenAt === 0 && !WHOLE.has(name) && isHidden(attributes)) hiddenAt = depth
        if (hiddenAt > 0) return
        if (
          struckAt === 0 &&
          (STRUCK.has(name) || LINE_THROUGH.test(attributes.style ?? '') || (top()?.cell && isUnseen(name, attributes)))
        )
          struckAt = depth
        if (raisedAt === 0 && isRaised(name, attributes)) raisedAt = depth
        // Folded parts of a page hold reports and are read; within a cell they stand behind its figure, and are no part
        // of what it shows. A table within has cells of its own.
        if (name === 'details' && foldedAt === 0 && top()?.cell && attributes.open === undefined) foldedAt = depth
        else if (name === 'summary' && summaryAt === 0) summaryAt = depth
        else if (name === 'table') foldedAt = 0
        if (PICTURES.has(name) && top()?.cell && !isSmall(attributes)) write(PICTURE)
        if (name === 'bdo' && /rtl/iu.test(attributes.dir ?? '')) write(BACKWARDS)
        if (DROPPED.has(name) && !(name === 'textarea' && top()?.cell)) dropped++
        if (name === 'input' && top()?.cell && SHOWN_FIELD.test(attributes.type ?? '')) write(attributes.value ?? '')
        if (name === 'img' && top()?.cell && IMAGE_OF_FIGURE.test(attributes.alt ?? '')) write(attributes.alt!)
        if (name === 'title') title = ''
        if (name === 'meta' && attributes.content) {
          const kept = metaOf(attributes.name ?? '', attributes.content)
          if (kept !== undefined) titles.push(normalise(kept).trim())
          if (PUBLISHED.test(attributes.name ?? attributes.property ?? '')) dates.push(attributes.content)
        }
        if (BREAKING.has(name)) write('\n')
        if (name === 'table') {
          const cell = top()?.cell
          if (cell) {
            cell.layout = true
            layOut(top()!)
            pushLines(normalise(settledLine(cell.text)))
            cell.text = ''
          } else flush()
          if (tables.length < DEEPEST) tables.push({ hanging: [] })
        } else if (name === 'tr' && top()) {
          closeRow()
          top()!.row = { cells: [], downs: [], layout: false }
        } else if ((name === 'td' || name === 'th') && top()) {
          closeCell()
          flush()
          top()!.cell = {
            text: '',
            span: spanOf(attributes.colspan, WIDEST),
            down: spanOf(attributes.rowspan, DEEPEST),
            layout: false,
          }
        }
      },
      ontext(more) {
        if (dropped > 0 || hiddenAt > 0) return
        if (title !== undefined) {
          title += more
          return
        }
        // Line ends of the source are spaces on the page.
        const plain = more.replace(/[\r\n\t]+/gu, ' ')
        const isUnseen = struckAt > 0 || (foldedAt > 0 && summaryAt < foldedAt)
        write(isUnseen ? struck(plain) : raisedAt > 0 ? raised(plain) : plain)
      },
      onclosetag(name, implied) {
        depth--
        if (depth < struckAt) struckAt = 0
        if (depth < raisedAt) raisedAt = 0
        if (depth < foldedAt) foldedAt = 0
        if (depth < summaryAt) summaryAt = 0
        if (hiddenAt > 0) {
          if (depth < hiddenAt) hiddenAt = 0
          return
        }
        if (DROPPED.has(name)) dropped = Math.max(0, dropped - 1)
        if (name === 'title' && title !== undefined) {
          titles.push(normalise(title).trim())
          title = undefined
        }
        // A table that nobody closed: the page may have been cut within it.
        if (name === 'table' && implied) truncated = true
        if (name === 'td' || name === 'th') closeCell()
        else if (name === 'tr') closeRow()
        else if (name === 'table') {
          closeRow()
          tables.pop()
        }
        if (BREAKING.has(name)) write('\n')
        if (!top()?.cell && text.includes('\n')) flush()
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  // In pieces, so that a page made of nothing but opening tags can be given up early.
  for (let at = 0; at < html.length && depth < DEEPEST_TAGS; at += PIECE) parser.write(html.slice(at, at + PIECE))
  parser.end()
  while (tables.length > 0) {
    closeRow()
    tables.pop()
  }
  flush()
  return {
    blocks,
    titles: titles.filter((title) => title !== ''),
    ...(dates.length > 0 && { dates }),
    openEnd: truncated,
    mayBeCut: truncated,
  }
}
