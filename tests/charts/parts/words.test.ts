import { describe, expect, it } from 'vitest'
import { comparabilityNotes, definitionText, sourceText } from '../../../src/charts/parts/notes'
import { longChange, shortChange } from '../../../src/charts/parts/change'
import { DERIVED_CODES, METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricId } from '../../../src/domain/metrics'
import type { Change } from '../../../src/query/measures'
import { en, zh } from '../support'

describe('notes', () => {
  const span = [2019, 2020, 2021]
  it.each<[MetricId, readonly number[], string[]]>([
    ['published.total', [2024], ['note.prose']],
    ['share.website', [2024], ['note.prose']],
    ['penalty.decisions', span, ['note.reworded']],
    ['rules.made', span, ['note.broken']],
    ['procurement.amount', span, ['note.ends']],
    ['procurement.per-project', span, ['note.ends']],
    ['penalty.change', span, ['note.ends', 'note.change']],
    ['fee.change', [2019], ['note.change']],
    ['applications.other.total', span, ['note.joins']],
    ['sum.other', span, ['note.joins']],
    ['review.total', span, []],
    ['penalty.decisions', [2021, 2022], []],
    ['penalty.decisions', [2019, 2020], []],
  ])('of %s over %j', (metric, years, keys) =>
    expect(comparabilityNotes(metric, years, { words: zh })).toEqual(keys.map((key) => zh.t(key as 'note.prose'))),
  )
})

describe('what figures are divided by', () => {
  it('is told with where it comes from, where a table says so', () => {
    const metric = 'own::applications.new.total/base.population@10000' as MetricId
    const [plain] = comparabilityNotes(metric, [2023], { words: zh })
    const [told] = comparabilityNotes(metric, [2023], {
      words: zh,
      baseSources: (code) => (code === 'base.population' ? ['2023 年统计年鉴'] : []),
    })
    expect(plain).not.toContain('统计年鉴')
    expect(told).toContain('2023 年统计年鉴')
  })
})

describe('sources and definitions', () => {
  it('are said of every metric in both languages', () => {
    for (const words of [zh, en]) {
      for (const metric of [...METRIC_CODES, ...DERIVED_CODES])
        expect(sourceText(metric, words)).not.toMatch(/undefined|\{|source\./u)
      for (const metric of DERIVED_CODES) expect(definitionText(metric, words)).toBeTruthy()
    }
  })
  it.each<[MetricId, string]>([
    ['rate.granted', '由年报公布数计算：予以公开 ÷ 办理结果总计'],
    ['rate.carried-out', '由年报公布数计算：结转下年度 ÷ (新收申请 + 上年结转申请)'],
    ['sum.suits', '由年报公布数计算：行政诉讼·未经复议 + 行政诉讼·复议后'],
    ['penalty.change', '各机关年报表二“行政处罚”'],
    ['review.upheld', '各机关年报表四“行政复议”'],
    ['published.wechat', '各机关年报正文'],
  ])('of %s', (metric, text) => expect(sourceText(metric, zh)).toBe(text))
})

describe('a change in words', () => {
  const percent = (value: number): Change => ({ kind: 'percent', value, absolute: 0, base: 0, current: 0 })
  it.each<[Change, MetricId, string, string]>([
    [percent(0.123), 'review.total', '+12.3%', '较上年 ▲ 12.3%'],
    [percent(-0.5), 'review.total', '−50.0%', '较上年 ▼ 50.0%'],
    [percent(0), 'review.total', '0.0%', '较上年 持平'],
    [percent(12.345), 'review.total', '+1,235%', '较上年 ▲ 1,235%'],
    [
      { kind: 'points', value: -0.023, absolute: -0.023, base: 0, current: 0 },
      'rate.granted',
      '−2.3 个百分点',
      '较上年 −2.3 个百分点',
    ],
    [{ kind: 'suppressed', reason: 'zero-base', absolute: 5 }, 'review.total', '上年为 0', '上年为 0'],
    [{ kind: 'suppressed', reason: 'small-base', absolute: -3 }, 'review.total', '−3', '上年基数小，不计百分比（−3）'],
    [{ kind: 'suppressed', reason: 'form-break' }, 'rules.made', '不可比', '表式改版，不可比'],
    [{ kind: 'suppressed', reason: 'missing-base' }, 'review.total', '—', '上年无可比数'],
    [{ kind: 'suppressed', reason: 'missing-value' }, 'review.total', '—', '本年无数据'],
  ])('%j of %s', (change, metric, short, long) =>
    expect([shortChange(change, metric, zh), longChange(change, metric, zh)]).toEqual([short, long]),
  )
})
