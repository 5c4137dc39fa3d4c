import { describe, expect, it } from 'vitest'
import { compareTable } from '../../src/charts/compareTable'
import { yearsTable } from '../../src/charts/yearsTable'
import { context, doubted, matrix } from './support'

const FIGURES = {
  甲: [7117339.04, 8000000, 4000000],
  乙: [0, 'dash', 12],
  丙: [undefined, 'blank', 9_000_000],
  丁: ['unreadable', 'absent', 4000000],
} as const
const result = matrix('fee.amount', [2021, 2022, 2023], FIGURES)
const lines = (table: ReturnType<typeof yearsTable>) => table.rows.map((row) => row.entries.map(({ text }) => text))

describe('the table of years', () => {
  it('gives full digits, and the state of what is missing', async () => {
    expect(lines(yearsTable(await result, context()))).toEqual([
      ['甲办事处', '7,117,339.04', '8,000,000', '4,000,000'],
      ['乙办事处', '0', '—', '12'],
      ['丙办事处', '未收录', '空白', '9,000,000'],
      ['丁办事处', '无法识读', '未采集', '4,000,000'],
    ])
  })
  it('carries each cell’s reference, and sorts numbers only', async () => {
    const [, 乙] = yearsTable(await result, context({ focus: '乙' })).rows
    expect(乙).toMatchObject({
      id: '乙',
      focus: true,
      entries: [
        { sort: '乙办事处' },
        { sort: 0, ref: { org: '乙', year: 2021, metric: 'fee.amount' } },
        { state: 'dash' },
        { sort: 12 },
      ],
    })
    expect(乙!.entries[2]).not.toHaveProperty('sort')
  })
})

describe('the table of comparison', () => {
  it('has the change of a year, of the span, and the rank; the focus first', async () => {
    const table = compareTable(await result, 2023, context({ focus: '乙' }))
    expect(table.columns.map(({ label }) => label)).toEqual([
      '机关',
      '2021',
      '2022',
      '2023',
      '2023 同比',
      '2021→2023 变化',
      '2023 位次',
    ])
    expect(lines(table).map(([name, , , , ...rest]) => [name, ...rest])).toEqual([
      ['乙办事处', '—', '上年为 0', '4'],
      ['丙办事处', '—', '—', '1'],
      ['甲办事处', '-50.0%'.replace('-', '−'), '-43.8%'.replace('-', '−'), '2'],
      ['丁办事处', '—', '—', '2'],
    ])
  })
  it('marks figures in doubt', async () => {
    const table = compareTable(doubted(await result, '甲', 2022), 2023, context())
    expect(table.rows.find(({ id }) => id === '甲')?.entries.map(({ doubtful }) => doubtful === true)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
