import {
  AlignmentType,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { BODY, CHARACTER, GRID, HEAD, MARGIN, NUMBER, PAGE, SECTION, SMALL, TEXT_WIDTH, TITLE } from './officialPage'
import { line, packedBytes, run } from './officialPage'
import type { Block, OfficialFigure, OfficialTable, Paragraph as Words } from './officialBlocks'
import { chartMark, withCharts } from './wordCharts'
import type { WordChart } from './wordCharts'

/** Text of tables: 小四, smaller than the body so that six columns fit. */
const CELL = { ...SMALL, size: 24 }
const CELL_HEAD = { ...HEAD, size: 24 }
/** The least height of a row of a table, and of one that is set smaller. */
const ROW = 440
const DENSE_ROW = 380
/** The page number stands 7 mm below the text, one character in from the outer edge. */
const FOOTER = 1304
const INDENT = { firstLine: 2 * CHARACTER }

/** How many characters of the body a text is wide; those of Latin letters and digits are half as wide. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/u.test(letter) ? 1 : 0.5), 0)
/** The date stands four characters in from the right, and the sender over its middle. */
const SIGNED = 4

/** How a paragraph stands among the others. */
interface Standing {
  date: string
  /** Two lines are left free above the first line of the signature. */
  signs: boolean
  /** The signature never stands on a page without text. */
  isLast: boolean
}

function paragraphOf({ kind, text }: Words, { date, signs, isLast }: Standing): Paragraph {
  const body = { spacing: line, widowControl: false }
  const signature = (right: number): Paragraph =>
    new Paragraph({
      ...body,
      ...(signs && { spacing: { ...line, before: 2 * line.line } }),
      keepNext: kind === 'sender',
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(Math.max(0, right) * CHARACTER) },
      children: [run(text, BODY)],
    })
  switch (kind) {
    case 'title':
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: line.line, line: 640, lineRule: LineRuleType.EXACT },
        children: [run(text, TITLE)],
      })
    case 'to':
      return new Paragraph({ ...body, children: [run(text, BODY)] })
    case 'head':
      return new Paragraph({ ...body, keepNext: true, indent: INDENT, children: [run(text, SECTION)] })
    case 'text':
      return new Paragraph({ ...body, keepNext: isLast, indent: INDENT, children: [run(text, BODY)] })
    case 'sender':
      return signature(SIGNED + (widthOf(date) - widthOf(text)) / 2)
    case 'date':
      return signature(SIGNED)
    case 'note':
      return new Paragraph({ spacing: { before: 80, after: 120 }, children: [run(text, SMALL)] })
  }
}

function tableOf({ caption, columns, rows, dense }: OfficialTable): (Paragraph | Table)[] {
  const [cell, head] = dense ? [SMALL, HEAD] : [CELL, CELL_HEAD]
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.floor((width / whole) * TEXT_WIDTH))
  const row = (texts: readonly string[], isHead: boolean): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      height: { value: dense ? DENSE_ROW : ROW, rule: HeightRule.ATLEAST },
      children: texts.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i]!, type: WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 60, right: 60 },
            verticalAlign: VerticalAlign.CENTER,
            children: [
              new Paragraph({
                alignment: isHead
                  ? AlignmentType.CENTER
                  : columns[i]?.numeric
                    ? AlignmentType.RIGHT
                    : AlignmentType.LEFT,
                children: [run(text, isHead ? head : cell)],
              }),
            ],
          }),
      ),
    })
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 200, after: 100 },
      children: [run(caption, CELL_HEAD)],
    }),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      borders: GRID,
      rows: [
        row(
          columns.map(({ label }) => label),
          true,
        ),
        ...rows.map((texts) => row(texts, false)),
      ],
    }),
    new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } }),
  ]
}

const footer = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { [alignment]: 280 },
        children: [new TextRun({ ...NUMBER, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** A chart with its caption below; what it cannot show by itself is said under it. */
function figureOf({ caption, figure }: OfficialFigure, charts: WordChart[]): Paragraph[] {
  const plot = figure.plot?.()
  if (!plot) return []
  charts.push({ plot, title: figure.title })
  const centred = { alignment: AlignmentType.CENTER }
  return [
    new Paragraph({
      ...centred,
      keepNext: true,
      spacing: { before: 160 },
      children: [run(chartMark(charts.length - 1), CELL)],
    }),
    new Paragraph({
      ...centred,
      keepNext: plot.note !== undefined,
      spacing: { before: 60, after: plot.note === undefined ? 200 : 40 },
      children: [run(caption, CELL_HEAD)],
    }),
    ...(plot.note === undefined
      ? []
      : [new Paragraph({ ...centred, spacing: { after: 200 }, children: [run(plot.note, SMALL)] })]),
  ]
}

function documentOf(blocks: readonly Block[], creator: string, charts: WordChart[]): Document {
  const told = blocks.filter((block) => !('text' in block) || block.text.trim() !== '')
  const textOf = (kind: Words['kind']): string =>
    told.flatMap((block) => (block.kind === kind ? [block.text] : []))[0] ?? ''
  const [title, date] = [textOf('title'), textOf('date')]
  const first = told.findIndex(({ kind }) => kind === 'sender' || kind === 'date')
  return new Document({
    title,
    creator: textOf('sender') || creator,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: { size: PAGE, margin: { ...MARGIN, footer: FOOTER } } },
        footers: { default: footer('right'), even: footer('left') },
        children: told.flatMap((block, i) =>
          block.kind === 'table'
            ? tableOf(block)
            : block.kind === 'figure'
              ? figureOf(block, charts)
              : [paragraphOf(block, { date, signs: i === first, isLast: i === first - 1 })],
        ),
      },
    ],
  })
}

/** A document as a Word file, laid out as official ones are; paragraphs without words are left out. */
export async function officialBytes(blocks: readonly Block[], creator: string): Promise<Uint8Array<ArrayBuffer>> {
  const charts: WordChart[] = []
  const bytes = await packedBytes(documentOf(blocks, creator, charts))
  return charts.length > 0 ? withCharts(bytes, charts) : bytes
}
