import { describe, expect, it } from 'vitest'
import { shareChecked, verdictsOf } from '../../../src/checks/explain'
import type { ExplainContext, RuleVerdict } from '../../../src/checks/explain'
import { RULES } from '../../../src/checks'
import type { RuleCode } from '../../../src/checks'
import type { Report } from '../../../src/domain/report'
import { filled, missing, report, tableThree } from '../samples'

const rows = { new: 6, granted: 4, 'denied.query': 2, closed: 6 } as const
const whole = (rest: Partial<Report> = {}, more: Report['cells'] = {}): Report =>
  report(
    { ...tableThree('2021', rows), ...filled('4', '2021', 0), ...filled('2', '2021', 0), ...more },
    { forms: { 2: '2021', 3: '2021', 4: '2021' }, ...rest },
  )

const of = (rule: RuleCode, it: Report, context: ExplainContext = {}): RuleVerdict[] =>
  verdictsOf(it, context).filter((verdict) => verdict.rule === rule)
const told = (rule: RuleCode, it: Report, context?: ExplainContext): string[] => [
  ...new Set(of(rule, it, context).map(({ status, because }) => (because ? `${status} ${because}` : status))),
]

describe('the verdicts', () => {
  it('tell of every rule', () => {
    for (const it of [report(), whole()])
      expect([...new Set(verdictsOf(it).map(({ rule }) => rule))].sort()).toEqual([...RULES].sort())
  })

  it('hold, fail, or do not bind and name the absent part', () => {
    const it = whole({}, { 'applications.granted.natural': missing('blank'), 'review.total': 1 })
    expect(told('sum-outcomes', it)).toEqual(['unbound', 'holds'])
    expect(of('sum-outcomes', it)[0]).toMatchObject({ missing: [{ code: 'applications.granted.natural' }] })
    expect(told('sum-challenge', it)).toEqual(['fails', 'holds'])
    expect(of('sum-challenge', it)[0]).toMatchObject({
      codes: expect.arrayContaining(['review.total']) as string[],
      equation: { verdict: { published: 1, computed: 0 } },
    })
  })

  it('say why a rule was not held against the report', () => {
    expect(told('sum-balance', report())).toEqual(['unchecked table-not-seen'])
    expect(told('carry-over', whole())).toEqual(['unchecked no-last-year'])
    expect(told('in-force-balance', whole())).toEqual(['unchecked no-last-year'])
    expect(told('in-force-balance', whole({ forms: { 2: '2019', 3: '2021', 4: '2021' } }))).toEqual([
      'unchecked other-form',
    ])
    expect(told('prose-table', whole())).toEqual(['unchecked not-stated'])
    expect(told('children-sum', whole())).toEqual(['unchecked nothing-below'])
    expect(told('column-slip', whole())).toEqual(['unchecked other-form'])
    expect(told('unit-slip', whole())).toEqual(['unchecked no-figure'])
    expect(told('unit-slip', whole({}, { 'fee.amount': 3e5 }))).toEqual(['unchecked no-yardstick'])
    expect(told('unit-slip', whole({}, { 'fee.amount': 3e5 }), { level: 'street' })).toEqual(['holds'])
    expect(told('table-repeated', whole())).toEqual(['unchecked no-last-year'])
    expect(told('outlier', whole())).toEqual(['unchecked no-last-year'])
    expect(told('outlier', whole(), { previous: whole({ year: 2022 }) })).toEqual(['unchecked few-peers'])
  })

  it('ask for as many peers as the rule itself', () => {
    const peers = (count: number): Report[] => Array.from({ length: count }, (_, i) => whole({ org: `p${i}` }))
    const previous = whole({ year: 2022 })
    expect(told('outlier', whole(), { previous, peers: peers(4) })).toEqual(['unchecked few-peers'])
    expect(told('outlier', whole(), { previous, peers: peers(5) })).toEqual(['holds'])
  })

  it('let what is struck out as a whole pass', () => {
    const struck = whole({}, filled('4', '2021', missing('dash')))
    expect(told('sum-challenge', struck)).toEqual(['unchecked nothing-printed'])
  })

  it('wait for all that are below', () => {
    const child = whole({ org: 'b' })
    expect(told('children-sum', whole(), { children: { reports: [child], total: 1 } })).toEqual(['holds'])
    expect(told('children-sum', whole(), { children: { reports: [child], total: 2 } })).toEqual([
      'unchecked not-all-below',
    ])
    const larger = whole({ org: 'b' }, { 'license.decisions': 3 })
    expect(told('children-sum', whole(), { children: { reports: [larger], total: 2 } })).toContain('fails')
  })
})

describe('the share checked', () => {
  it('counts what could be checked of what applies', () => {
    const all = 7 + 7 + 25 + 3
    expect(shareChecked(whole())).toEqual({ checked: all, applicable: all + 1 + 2, share: all / (all + 3) })
    const previous = whole({ year: 2022 })
    expect(shareChecked(whole(), { previous })).toEqual({ checked: all + 3, applicable: all + 3, share: 1 })
    const open = whole({}, { 'applications.granted.natural': missing('blank') })
    expect(shareChecked(open, { previous }).checked).toBe(all + 3 - 2)
  })

  it('is small for a report seen in part, and leaves out what was struck out', () => {
    expect(shareChecked(report({ 'penalty.decisions': 3 })).share).toBe(0)
    const previous = whole({ year: 2022 })
    const struck = whole({}, filled('4', '2021', missing('dash')))
    expect(shareChecked(struck, { previous })).toMatchObject({ share: 1, applicable: 42 })
  })
})
