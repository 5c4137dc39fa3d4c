import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/checks'
import { missing, report, tableThree } from './samples'

describe('carry-over', () => {
  const now = report({ 'applications.carried-in.total': 3 })
  const before = (value: number) => report({ 'applications.carried-out.total': value }, { year: 2022 })

  const carryOver = (previous: ReturnType<typeof before>) =>
    checkReport(now, { previous }).filter(({ rule }) => rule === 'carry-over')

  it('compares with last year', () => {
    expect(carryOver(before(3))).toEqual([])
    expect(carryOver(before(2))).toMatchObject([
      {
        status: 'failed',
        codes: ['applications.carried-in.total'],
        params: { published: 3, computed: 2, difference: 1, year: 2022 },
      },
    ])
  })

  it('is undecided where last year’s cell is missing, silent where no report or another year is held', () => {
    expect(carryOver(report({}, { year: 2022 }))).toMatchObject([
      { status: 'undecided', missing: ['applications.carried-out.total'], params: { year: 2022 } },
    ])
    expect(carryOver({ ...before(9), year: 2021 })).toEqual([])
    expect(checkReport(now).filter(({ rule }) => rule === 'carry-over')).toEqual([])
  })
})

describe('in-force balance', () => {
  const year = (y: number, inForce: number, issued = 0, repealed = 0) =>
    report(
      { 'normative.in-force': inForce, 'normative.issued': issued, 'normative.repealed': repealed },
      { year: y, forms: { 2: '2021' } },
    )

  it('adds and subtracts from last year', () => {
    expect(checkReport(year(2023, 8, 3), { previous: year(2022, 5) })).toEqual([])
    expect(checkReport(year(2023, 9, 3, 1), { previous: year(2022, 5) })).toMatchObject([
      {
        rule: 'in-force-balance',
        codes: ['normative.in-force', 'normative.issued', 'normative.repealed'],
        params: { published: 9, computed: 7, previous: 5 },
      },
    ])
  })

  it('names what is missing, this year or last', () => {
    const blank = { ...year(2023, 8), cells: { ...year(2023, 8).cells, 'normative.repealed': missing('blank') } }
    expect(checkReport(blank, { previous: year(2022, 5) })).toMatchObject([
      { status: 'undecided', missing: ['normative.repealed'] },
    ])
    expect(checkReport(year(2023, 8), { previous: report({}, { year: 2022, forms: { 2: '2021' } }) })).toMatchObject([
      { status: 'undecided', missing: ['normative.in-force'], params: { year: 2022 } },
    ])
  })

  it('does not reach back over the change of forms', () => {
    expect(
      checkReport(year(2021, 8), { previous: report({ 'normative.public': 3 }, { year: 2020, forms: { 2: '2019' } }) }),
    ).toEqual([])
  })
})

describe('table repeated', () => {
  const rows = { new: 123, granted: 100, 'denied.query': 23, closed: 123 } as const
  const year = (y: number, more = {}) =>
    report(tableThree('2021', { ...rows, ...more }), { year: y, forms: { 3: '2021' } })

  it('marks a table equal to last year’s in every cell', () => {
    expect(checkReport(year(2023), { previous: year(2022) })).toMatchObject([
      { rule: 'table-repeated', params: { table: '3', year: 2022 } },
    ])
  })

  it('lets small or differing tables pass', () => {
    expect(checkReport(year(2023), { previous: year(2022, { granted: 99, 'denied.query': 24 }) })).toEqual([])
    const small = (y: number) =>
      report(tableThree('2021', { new: 3, granted: 3, closed: 3 }), { year: y, forms: { 3: '2021' } })
    expect(checkReport(small(2023), { previous: small(2022) })).toEqual([])
  })
})
