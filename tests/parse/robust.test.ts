import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_BYTES, parseReport } from '../../src/parse'
import { toUtf8 } from './render/encode'

const PIECES = [
  '第二十条第（一）项',
  '信息内容',
  '本年增/减',
  '本年新',
  '规章',
  '行政许可',
  '政府集中采购',
  '自然人',
  '三、本年度办理结果',
  '（六）其他处理',
  '3.其他',
  '总计',
  '一、本年新收政府信息公开申请数量',
  '行政复议',
  '结果维持',
  '复议后起诉',
  '主动公开政府信息',
  '12条',
  '0',
  '-',
  '|',
  '\t',
  '\n',
  ' ',
  '（',
  '）',
  '。',
  '，',
  '2019年',
  '信息公开工作年度报告',
  '街道办事处',
  '<table>',
  '<tr>',
  '<td rowspan=3>',
  '<td colspan=9>',
  '</td>',
  '</table>',
  '<p>',
  '&nbsp;',
  '&#x',
  '万元',
  '+',
  '9999999999999999999',
]

const RICH =
  '\\trowd \\cellx300 \\cellx900 \\clvmrg \\clmrg \\intbl \\cell \\row \\pard \\par \\itap2 \\nestcell \\nestrow { } \\v \\v0 \\u20108? \\uc9 \\bin99 \\* \\fonttbl \\f1 \\fcharset134'
    .split(' ')
    .map((word) => `${word} `)

const settled = async (bytes: Uint8Array, name: string): Promise<void> => {
  const { report, issues } = await parseReport(bytes, name)
  if (!report) expect(issues.some(({ severity }) => severity === 'error')).toBe(true)
  else
    for (const cell of Object.values(report.cells))
      expect(cell.value === undefined ? cell.missing : Number.isFinite(cell.value)).toBeTruthy()
}

describe('arbitrary input', () => {
  it('never throws on bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.constantFrom('a.txt', 'a.html', 'a', 'a.pdf'), settled),
      { numRuns: 300 },
    )
  })
  it('never throws on rich text of any words in any order', async () => {
    const words = [...PIECES, ...RICH]
    const text = fc
      .array(fc.constantFrom(...words), { maxLength: 250 })
      .map((pieces) => toUtf8(`{\\rtf1\\ansicpg936 ${pieces.join('')}`))
    await fc.assert(fc.asyncProperty(text, fc.constant('a.rtf'), settled), { numRuns: 300 })
  })
  it('never throws on text of the forms’ own words in any order', async () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 250 }).map((pieces) => toUtf8(pieces.join('')))
    await fc.assert(fc.asyncProperty(text, fc.constantFrom('a.txt', 'a.html'), settled), { numRuns: 500 })
  })
})

it('passes a word that is both a title and a heading', async () => {
  await settled(toUtf8('信息内容\n规章\n0\n采购总额第二十条第（一）项\n规章'), 'a.txt')
})

describe('large input ends soon', () => {
  const big = (piece: string): Uint8Array => {
    const bytes = toUtf8(piece)
    return toUtf8(piece.repeat(Math.floor(MOST_BYTES / 4 / bytes.length)))
  }
  for (const [piece, name] of [
    ['1', 'a.txt'],
    ['1 ', 'a.txt'],
    ['（', 'a.txt'],
    ['|', 'a.txt'],
    ['信息内容\n', 'a.txt'],
    ['街道', 'a.txt'],
    ['主动公开政府信息1条，', 'a.txt'],
    ['<table><tr><td>', 'a.html'],
    ['<tr><td rowspan=200>1', 'a.html'],
    ['<', 'a.html'],
  ] as const) {
    it(`of ${JSON.stringify(piece)}`, () => settled(big(piece), name), 30_000)
  }
})

describe('files that are no report', () => {
  const codes = async (bytes: Uint8Array, name: string) =>
    (await parseReport(bytes, name)).issues.map(({ code, params }) => [code, params?.kind])
  it('are told apart', async () => {
    expect(await codes(new Uint8Array(0), 'a.txt')).toEqual([['file-empty', undefined]])
    expect(await codes(toUtf8(' \n\t'), 'a.txt')).toEqual([['file-empty', undefined]])
    expect(await codes(new Uint8Array(MOST_BYTES + 1), 'a.txt')).toEqual([['file-too-large', undefined]])
    expect(await codes(toUtf8('%PDF-1.7'), 'a.txt')).toEqual([['pdf-broken', undefined]])
    expect(await codes(toUtf8('PK\x03\x04'), 'a.docx')).toEqual([['file-broken', undefined]])
    expect(await codes(toUtf8('a,b'), 'a.csv')).toEqual([['no-report-found', undefined]])
    expect(
      await codes(
        Uint8Array.from({ length: 400 }, (_, i) => i % 32),
        'a.txt',
      ),
    ).toEqual([['file-not-text', undefined]])
    expect(await codes(toUtf8('今天天气很好。'), 'a.txt')).toEqual([['no-report-found', undefined]])
  })
})
