import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/checks'
import { leeway } from '../../src/checks/leeway'
import { filled, missing, report } from './samples'

const only = (rule: string, ...args: Parameters<typeof checkReport>) =>
  checkReport(...args).filter((found) => found.rule === rule)

describe('prose against table', () => {
  it('compares a repeated figure with its cell', () => {
    const cells = { ...filled('4', '2021', 0), 'review.total': 2, 'review.upheld': 2 }
    expect(checkReport(report(cells, { prose: { 'review.total': 2 } }))).toEqual([])
    expect(checkReport(report(cells, { prose: { 'review.total': { value: 3 } } }))).toMatchObject([
      { rule: 'prose-table', codes: ['review.total'], params: { published: 2, computed: 3, difference: -1 } },
    ])
  })

  it('holds all suits against both blocks', () => {
    const cells = { ...filled('4', '2021', 0), 'suit-direct.total': 1, 'suit-direct.other': 1 }
    expect(checkReport(report(cells, { prose: { 'litigation.total': 2 } }))).toMatchObject([
      { rule: 'prose-table', codes: ['suit-direct.total', 'suit-reviewed.total'], params: { published: 1 } },
    ])
  })

  it('gives 余 and 约 room', () => {
    const cells = { 'penalty.decisions': 750 }
    expect(checkReport(report(cells, { prose: { 'penalty.decisions': { value: 700, approx: true } } }))).toEqual([])
    expect(checkReport(report(cells, { prose: { 'penalty.decisions': { value: 600, approx: true } } }))).toHaveLength(1)
    expect([700, 11000, 273, 280, 0].map((value) => leeway({ value, approx: true }))).toEqual([100, 1000, 1, 10, 0.005])
  })

  it('is silent where the table was not seen, has no such cell, or where nothing stands against a dash', () => {
    const prose = { 'applications.new.total': 5, 'procurement.amount': 100 }
    expect(checkReport(report({}, { prose }))).toEqual([])
    expect(only('prose-table', report({ 'license.decisions': 1 }, { forms: { 2: '2021' }, prose }))).toEqual([])
    const dashes = filled('3', '2019', missing('dash'))
    expect(checkReport(report(dashes, { forms: { 3: '2019' }, prose: { 'applications.new.total': 0 } }))).toEqual([])
    expect(checkReport(report(dashes, { forms: { 3: '2019' }, prose: { 'applications.new.total': 1 } }))).toMatchObject(
      [{ rule: 'prose-table', status: 'undecided', missing: ['applications.new.total'] }],
    )
  })
})

describe('channels against the total', () => {
  const channels = (prose: Record<string, number>) => checkReport(report({}, { prose }))

  it('fails only above the total', () => {
    expect(channels({ 'published.total': 1670, 'published.website': 600, 'published.new-media': 1070 })).toEqual([])
    expect(channels({ 'published.total': 2000, 'published.website': 600 })).toEqual([])
    expect(channels({ 'published.total': 1000, 'published.website': 600, 'published.wechat': 500 })).toMatchObject([
      {
        rule: 'prose-channels',
        codes: ['published.total', 'published.website', 'published.wechat'],
        params: { published: 1000, computed: 1100, difference: -100 },
      },
    ])
  })

  it('does not count 微信 and 微博 again beside 新媒体', () => {
    expect(
      channels({
        'published.total': 1000,
        'published.website': 400,
        'published.new-media': 600,
        'published.wechat': 500,
        'published.weibo': 100,
      }),
    ).toEqual([])
  })

  it('needs a total', () => {
    expect(channels({ 'published.website': 600 })).toEqual([])
  })
})
