import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readCount } from '../../src/parse/numbers'
import { readDocument } from '../../src/readers'
import { docOfTable } from '../parse/render/doc'
import { docxOf, paragraph, run } from '../parse/render/docx'

/** The text of the second cell of a document's only row. */
async function cellOf(bytes: Uint8Array, name: string): Promise<string> {
  const row = (await readDocument(bytes, name)).page!.blocks.find(({ kind }) => kind === 'row')
  return row?.kind === 'row' ? row.cells[1]!.text : ''
}

const docx = (inner: string): Promise<string> => {
  const cell = (content: string): string => `<w:tc>${content}</w:tc>`
  return cellOf(
    docxOf(`<w:tbl><w:tr>${cell(paragraph(run('规章')))}${cell(`<w:p>${inner}</w:p>`)}</w:tr></w:tbl>`),
    'a.docx',
  )
}
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
const doc = (inner: string): Promise<string> => cellOf(docOfTable([[{ text: '规章' }, { text: inner }]]), 'a.doc')
const rtf = (inner: string): Promise<string> =>
  cellOf(
    strToU8(
      `{\\rtf1\\ansi\\trowd\\cellx600\\cellx1200\\pard\\intbl a\\cell\\pard\\intbl ${inner}\\cell\\row\\pard\\par}`,
    ),
    'a.rtf',
  )

const CELLS: Record<string, (formula: string, result: string) => Promise<string>> = {
  docx: (formula, result) =>
    docx(mark('begin') + code(formula) + (result === '' ? '' : mark('separate') + run(result)) + mark('end')),
  'docx, the result left empty': (formula, result) =>
    docx(mark('begin') + code(formula) + mark('separate') + (result && run(result)) + mark('end')),
  'docx, in one element': (formula, result) =>
    docx(`<w:fldSimple w:instr="${formula}">${result && run(result)}</w:fldSimple>`),
  doc: (formula, result) => doc(`\u0013${formula}\u0014${result}\u0015`),
  'doc, without a result': (formula, result) => doc(`\u0013${formula}${result && `\u0014${result}`}\u0015`),
  rtf: (formula, result) => rtf(`{\\field{\\*\\fldinst {${formula}}}{\\fldrslt ${result}}}`),
  'rtf, without a result': (formula, result) =>
    rtf(`{\\field{\\*\\fldinst ${formula}}${result && `{\\fldrslt ${result}}`}}`),
}

describe.each(Object.entries(CELLS))('a field of a cell: %s', (_, cell) => {
  it('is its result', async () => {
    expect(await cell(' =SUM(LEFT) ', '36')).toBe('36')
  })
  it.each([' =SUM(LEFT) ', '=3', ' REF 总数 ', 'DOCPROPERTY x'])('is not empty without one: %s', async (formula) => {
    expect(readCount(await cell(formula, '')).missing).toBe('unreadable')
  })
  it('is empty where it prints nothing', async () => {
    expect(await cell(' XE "规章" ', '')).toBe('')
  })
})

describe('a picture in a cell of a .doc', () => {
  it.each(['\u0001', '\u0008'])('may be its figure where it stands alone: %j', async (picture) => {
    expect(readCount(await doc(picture)).missing).toBe('unreadable')
    expect(await doc(`36${picture}`)).toBe('36')
  })
})
