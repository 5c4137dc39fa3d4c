import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/checks'
import { filled, missing, report, tableThree } from './samples'

const balanced = { new: 10, 'carried-in': 2, granted: 7, 'denied.query': 4, closed: 11, 'carried-out': 1 } as const

describe('sums of table 三', () => {
  it.each(['2019', '2021'] as const)('says nothing of a table that reconciles (form %s)', (form) => {
    expect(checkReport(report(tableThree(form, balanced), { forms: { 3: form } }))).toEqual([])
  })

  it('gives published, computed and difference for outcomes that do not add up', () => {
    const found = checkReport(report(tableThree('2021', { ...balanced, granted: 6 }), { forms: { 3: '2021' } }))
    expect(found.map(({ rule, status, codes }) => [rule, status, codes[0]])).toEqual([
      ['sum-outcomes', 'failed', 'applications.closed.natural'],
      ['sum-outcomes', 'failed', 'applications.closed.total'],
    ])
    expect(found[1]?.params).toEqual({
      metric: 'applications.closed.total',
      published: 11,
      computed: 10,
      difference: 1,
    })
  })

  it('checks 第一项加第二项 against 第三项加第四项 in every column', () => {
    const found = checkReport(report(tableThree('2021', { ...balanced, 'carried-out': 0 }), { forms: { 3: '2021' } }))
    expect(found.map(({ rule, params }) => [rule, params.published, params.computed])).toEqual([
      ['sum-balance', 11, 12],
      ['sum-balance', 11, 12],
    ])
  })

  it('checks a row against its total', () => {
    const cells = { ...tableThree('2019', balanced), 'applications.new.business': 1 }
    const found = checkReport(report(cells, { forms: { 3: '2019' } })).filter(({ rule }) => rule === 'sum-applicants')
    expect(found.map(({ codes, params }) => [codes[0], params.difference])).toEqual([['applications.new.total', -1]])
  })

  it('is undecided where an operand is missing, and names it', () => {
    const cells = { ...tableThree('2021', balanced), 'applications.carried-out.total': missing('blank') }
    const found = checkReport(report(cells, { forms: { 3: '2021' } }))
    expect(found.map(({ rule, status, missing: names }) => [rule, status, names])).toEqual([
      ['sum-balance', 'undecided', ['applications.carried-out.total']],
      ['sum-applicants', 'undecided', ['applications.carried-out.total']],
    ])
    expect(found[0]?.severity).toBe('info')
  })

  it('says nothing of a table of dashes, nor of tables not seen', () => {
    const dashes = {
      ...filled('2', '2019', missing('dash')),
      ...filled('3', '2019', missing('dash')),
      ...filled('4', '2019', missing('dash')),
    }
    expect(checkReport(report(dashes, { forms: { 2: '2019', 3: '2019', 4: '2019' } }))).toEqual([])
    expect(checkReport(report())).toEqual([])
  })

  it('takes the form from the cells where no header stated it', () => {
    const found = checkReport(report(tableThree('2019', { ...balanced, other: 1 }), { year: 2023 }))
    expect(found.map(({ rule, params }) => [rule, params.computed])).toEqual([
      ['sum-outcomes', 12],
      ['sum-outcomes', 12],
    ])
  })
})

describe('blocks of table 四', () => {
  it('fails a total printed as 0 over parts that are not', () => {
    const cells = { ...filled('4', '2021', 0), 'review.upheld': 10, 'review.corrected': 1 }
    expect(checkReport(report(cells))).toMatchObject([
      {
        rule: 'sum-challenge',
        status: 'failed',
        severity: 'warning',
        codes: ['review.total', 'review.upheld', 'review.corrected', 'review.other', 'review.pending'],
        params: { published: 0, computed: 11 },
      },
    ])
  })
})
