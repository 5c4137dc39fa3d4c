import {
  AlignmentType,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  PageNumber,
  Paragraph,
  Table,
  TableLayoutType,
  TableRow,
  TableCell,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { IRunOptions } from 'docx'
import type { Translator } from '../../i18n'
import {
  BODY,
  GRID,
  HEAD,
  MARGIN,
  PAGE,
  SMALL,
  TEXT_WIDTH,
  TITLE,
  line,
  packedBlob,
  packedBytes,
  run,
} from '../officialPage'
import { HEADINGS, cellsOf, openingOf } from './letters'
import type { OfficeList } from './letters'

const WIDTHS: Record<(typeof HEADINGS)[number], number> = {
  id: 1180,
  year: 640,
  place: 1300,
  what: 2800,
  grade: 760,
  state: 930,
  note: 1234,
}

const cell = (text: string, column: (typeof HEADINGS)[number], options: IRunOptions): TableCell =>
  new TableCell({
    width: { size: WIDTHS[column], type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 70, right: 70 },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({
        alignment:
          column === 'what' || column === 'place' || column === 'note' ? AlignmentType.LEFT : AlignmentType.CENTER,
        children: [run(text, options)],
      }),
    ],
  })

function tableOf(list: OfficeList, words: Translator): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: HEADINGS.map((column) => WIDTHS[column]),
    borders: GRID,
    rows: [
      new TableRow({
        tableHeader: true,
        height: { value: 420, rule: HeightRule.ATLEAST },
        children: HEADINGS.map((column) => cell(words.t(`submit.col-${column}`), column, HEAD)),
      }),
      ...list.problems.map(
        (problem) =>
          new TableRow({
            cantSplit: true,
            children: cellsOf(problem, words).map((text, i) => cell(text, HEADINGS[i]!, SMALL)),
          }),
      ),
    ],
  })
}

function sheet(list: OfficeList, words: Translator, { title, sender, date }: LetterWords, isFirst: boolean) {
  const text = (said: string): Paragraph =>
    new Paragraph({ spacing: line, indent: { firstLine: 640 }, children: [run(said, BODY)] })
  const right = (said: string): Paragraph =>
    new Paragraph({ spacing: line, alignment: AlignmentType.RIGHT, children: [run(said, BODY)] })
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      pageBreakBefore: !isFirst,
      spacing: { after: 360, line: 640, lineRule: LineRuleType.EXACT },
      children: [run(title, TITLE)],
    }),
    new Paragraph({ spacing: line, children: [run(words.t('submit.letter-to', { office: list.org.name }), BODY)] }),
    ...openingOf(list, words).map(text),
    ...(list.problems.length > 0
      ? [
          text(words.t('submit.letter-fill')),
          new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } }),
          tableOf(list, words),
          new Paragraph({ spacing: { before: 120 }, children: [run(words.t('submit.letter-key'), SMALL)] }),
        ]
      : []),
    new Paragraph({ spacing: line }),
    ...(sender ? [right(sender)] : []),
    right(date),
  ]
}

export interface LetterWords {
  title: string
  /** Who sends it. */
  sender: string
  date: string
}

const documentOf = (lists: readonly OfficeList[], words: Translator, letter: LetterWords): Document =>
  new Document({
    title: letter.title,
    creator: letter.sender || words.t('app.name'),
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })],
              }),
            ],
          }),
        },
        children: lists.flatMap((list, i) => sheet(list, words, letter, i === 0)),
      },
    ],
  })

/** The lists as a Word file, each office beginning a page: made to be sent as it is. */
export const wordBlob = (lists: readonly OfficeList[], words: Translator, letter: LetterWords): Promise<Blob> =>
  packedBlob(documentOf(lists, words, letter))

export const wordBytes = (lists: readonly OfficeList[], words: Translator, letter: LetterWords): Promise<Uint8Array> =>
  packedBytes(documentOf(lists, words, letter))
