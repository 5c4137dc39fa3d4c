import { describe, expect, it } from 'vitest'
import { METRIC_CODES } from '../../src/domain/metrics'
import { comparisonSheets } from '../../src/export/wholeComparison'
import { createTranslator } from '../../src/i18n'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { dataset, org, report } from '../query/small'

const zh = createTranslator('zh-CN')
const years = [2024, 2025]
const frame = frameOf([
  prepare(
    dataset(
      'a',
      [org('甲'), org('乙')],
      [
        report('甲', 2024, { cells: { 'penalty.decisions': 288, 'license.decisions': { missing: 'dash' } } }),
        report('甲', 2025, {
          cells: {
            'review.total': 0,
            'review.upheld': 3,
            'review.corrected': 0,
            'review.other': 0,
            'review.pending': 0,
          },
        }),
        report('乙', 2025, { cells: { 'penalty.decisions': 0 } }),
      ],
    ),
  ),
])

describe('a whole comparison', () => {
  it('has every metric of every office and year, numbers as numbers and what is missing as words', async () => {
    const client = createClient(frame, () => Promise.resolve(undefined))
    const scope = { year: 2025 }
    const matrices = new Map(
      await Promise.all(
        METRIC_CODES.map(
          async (metric) => [metric, await client.run({ kind: 'matrix', metric, scope, years })] as const,
        ),
      ),
    )
    const { orgs } = matrices.get('penalty.decisions')!
    const [data, definitions, doubts, about] = comparisonSheets(
      { scope: '某区', source: '年报', orgs, years, matrices },
      zh,
    ).map(({ rows }) => rows)
    const [head, ...rows] = data!
    expect(rows.map(([name, year]) => [name, year])).toEqual([
      ['甲办事处', 2024],
      ['甲办事处', 2025],
      ['乙办事处', 2024],
      ['乙办事处', 2025],
    ])
    const column = (code: (typeof METRIC_CODES)[number]) => rows.map((row) => row[head!.indexOf(zh.metric(code))])
    expect(column('penalty.decisions')).toEqual([288, '未采集', '未收录', 0])
    expect(column('license.decisions')[0]).toBe('填“—”')
    // A total of 0 over parts that are not is left out, and stands with the doubts as it is printed.
    expect(column('review.total')[1]).toBe('存疑')
    expect(doubts).toContainEqual([
      '甲办事处',
      2025,
      zh.metric('review.total'),
      0,
      'U',
      zh.t('origin.printed'),
      zh.t('doubt.total'),
    ])
    expect(definitions).toHaveLength(METRIC_CODES.length + 1)
    expect(about!.flat()).toContain('某区')
  })
})
