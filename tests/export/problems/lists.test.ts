import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/checks'
import { GRADE_OF } from '../../../src/checks/problem'
import { answersIn, stateIn } from '../../../src/export/problems/answers'
import { cellsOf, textOf } from '../../../src/export/problems/letters'
import type { OfficeList } from '../../../src/export/problems/letters'
import { placeOf, proofOf, sentenceOf } from '../../../src/export/problems/sentence'
import { problemSheet } from '../../../src/export/problems/sheet'
import { wordBytes } from '../../../src/export/problems/word'
import { LOCALES, createTranslator } from '../../../src/i18n'
import { PROBLEM_STATES, problemId } from '../../../src/query/problems'
import type { Problem } from '../../../src/query/problems'
import { readDocument } from '../../../src/readers'
import { org } from '../../query/small'

const zh = createTranslator('zh-CN')
const problem = (finding: Omit<Finding, 'status' | 'severity'>, figures: Problem['figures'], rest = {}): Problem => {
  const key = `${finding.rule} ${finding.codes[0]}`
  return {
    key,
    id: problemId(key),
    org: org('甲'),
    year: 2025,
    subject: key,
    grade: GRADE_OF[finding.rule],
    state: 'open',
    note: '',
    finding: { status: 'failed', severity: 'warning', ...finding },
    figures,
    ...rest,
  }
}
const balance = problem(
  {
    rule: 'sum-balance',
    codes: [
      'applications.closed.total',
      'applications.carried-out.total',
      'applications.new.total',
      'applications.carried-in.total',
    ],
    params: { metric: 'applications.closed.total', published: 26, computed: 27, difference: -1 },
  },
  {
    'applications.closed.total': 25,
    'applications.carried-out.total': 1,
    'applications.new.total': 24,
    'applications.carried-in.total': 3,
  },
)
const carry = problem(
  {
    rule: 'carry-over',
    codes: ['applications.carried-in.total'],
    params: { metric: 'applications.carried-in.total', published: 3, computed: 2, difference: 1, year: 2024 },
  },
  { 'applications.carried-in.total': 3 },
)

describe('a problem in words', () => {
  it('says the arithmetic and the place', () => {
    expect(sentenceOf(balance, zh)).toBe(
      '新收申请 24 ＋ 上年结转申请 3 ＝ 27，办理结果总计 25 ＋ 结转下年度 1 ＝ 26，少 1 件',
    )
    expect(placeOf(balance, zh)).toBe('表三“总计”列')
    expect(sentenceOf(carry, zh)).toBe('2024 年结转下年度 2 件，2025 年上年结转 3 件，多 1 件')
  })

  it('names the largest sums short: six parts at most, the rest as one', () => {
    const rows = [
      'granted',
      'partial',
      'denied.internal',
      'denied.process',
      'unable.not-held',
      'unable.unclear',
      'other.misc',
    ] as const
    const codes = rows.map((row) => `applications.${row}.total` as const)
    const long = problem(
      {
        rule: 'sum-outcomes',
        codes: ['applications.closed.total', ...codes],
        params: { published: 20, computed: 28, difference: -8 },
      },
      Object.fromEntries(codes.map((code, i) => [code, i + 1])),
    )
    expect(sentenceOf(long, zh)).toContain('无法提供·本机关不掌握 5 ＋ 其余 13 ＝ 28')
  })

  it('says what closed it', () => {
    const now = { ...balance.figures, 'applications.closed.total': 26 }
    expect(proofOf({ ...balance, closed: { dataset: 'a', by: 'b', now } }, zh)).toBe('更正件中：办理结果总计 25 → 26')
  })

  it('is whole in both languages, with nothing left to fill in', () => {
    for (const locale of LOCALES)
      for (const one of [balance, carry]) {
        const words = createTranslator(locale)
        expect(`${sentenceOf(one, words)}${placeOf(one, words)}`).not.toMatch(/[{}]|undefined|NaN/u)
      }
  })
})

const lists: OfficeList[] = [
  { org: org('甲'), problems: [balance, { ...carry, state: 'explained', note: '已电话说明' }], missing: [] },
  { org: org('乙'), problems: [], missing: [2025] },
]
const letter = { title: '关于核实年报有关问题的通知', sender: '某区政务公开办', date: '2026年2月13日' }
const asRows = async (bytes: Uint8Array): Promise<string[][]> => {
  const { page } = await readDocument(bytes, '清单.docx')
  return (page?.blocks ?? []).flatMap((block) => (block.kind === 'row' ? [block.cells.map(({ text }) => text)] : []))
}

describe('a list that goes out', () => {
  it('as Word has every problem of each office, and what did not come', async () => {
    const { page } = await readDocument(await wordBytes(lists, zh, letter), '清单.docx')
    const lines = page!.blocks.flatMap((block) => (block.kind === 'line' ? [block.text] : []))
    expect(lines).toContain('甲办事处:')
    expect(lines).toContain('乙办事处:')
    expect(lines.join()).toContain('2025 年度政府信息公开工作年度报告尚未收到')
    const rows = await asRows(await wordBytes(lists, zh, letter))
    const plain = (cells: string[]) => cells.map((cell) => cell.normalize('NFKC').replace(/\s/gu, ''))
    expect(rows.slice(1).map(plain)).toEqual(lists[0]!.problems.map((one) => plain(cellsOf(one, zh))))
  })

  it('comes back with the office’s answers', async () => {
    const rows = await asRows(await wordBytes(lists, zh, letter))
    const filled = rows.map((row) =>
      row[0] === balance.id ? [...row.slice(0, -2), '已更正', '总计漏加 1 件，已重新报送'] : row,
    )
    expect(answersIn(filled)).toEqual([
      { id: balance.id, state: 'corrected', note: '总计漏加 1 件，已重新报送' },
      { id: carry.id, state: 'explained', note: '已电话说明' },
    ])
    expect(answersIn(rows).map(({ id }) => id)).toEqual([carry.id])
  })

  it.each(PROBLEM_STATES)('is told %s in either language, and nothing where several are named', (state) => {
    for (const locale of LOCALES) expect(stateIn(createTranslator(locale).t(`submit.state-${state}`))).toBe(state)
    expect(stateIn('已更正 / 已说明 / 不是问题')).toBeUndefined()
    expect(stateIn('')).toBeUndefined()
  })

  it('as a sheet has numbers as numbers and texts as texts', () => {
    const { rows } = problemSheet(lists, zh)
    const [head, first] = rows
    expect(first!.map((cell) => typeof cell)).toEqual([
      'string',
      'string',
      'number',
      'string',
      'string',
      'string',
      'undefined',
      'undefined',
      'number',
      'number',
      'number',
    ])
    expect(head).toHaveLength(first!.length)
  })

  it('as text names each office once and numbers its problems', () => {
    expect(textOf(lists, zh)).toContain('甲办事处\n')
    expect(textOf(lists, zh)).toMatch(/\n1\. 新收申请 24 .*（表三“总计”列；待核实）\n2\. /u)
  })
})
