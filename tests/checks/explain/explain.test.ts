import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/checks/explain'
import type { Explanation, ExplainContext, ExplanationSet, Fault } from '../../../src/checks/explain'
import type { ApplicationRow, TableCode } from '../../../src/domain/metrics'
import type { Report } from '../../../src/domain/report'
import { filled, missing, report, tableThree } from '../samples'

const rows = { new: 6, granted: 4, 'denied.query': 2, closed: 6 } as const
const cellsOf = (more: Partial<Record<ApplicationRow, number>> = {}) => tableThree('2021', { ...rows, ...more })
const office = (cells: Report['cells'], rest: Partial<Report> = {}): Report =>
  report(cells, { forms: { 3: '2021' }, ...rest })

const only = ({ faults }: Explanation): Fault => {
  expect(faults).toHaveLength(1)
  return faults[0]!
}
const written = ({ changes }: ExplanationSet): string[] =>
  changes.map(({ in: where, code, from, to }) => `${where === 'prose' ? 'said ' : ''}${code} ${from} ${to}`)
const sets = (it: Report, context?: ExplainContext): string[][] => only(explain(it, context)).sets.map(written)

describe('a report without faults', () => {
  it('has nothing to explain', () => {
    expect(explain(office(cellsOf()))).toEqual({ kind: 'none', faults: [] })
    expect(explain(report())).toEqual({ kind: 'none', faults: [] })
  })
})

describe('sums that fail', () => {
  it('are explained by the one smallest change', () => {
    const wrong = { ...cellsOf(), 'applications.granted.total': 0 }
    expect(explain(office(wrong)).kind).toBe('one')
    expect(sets(office(wrong))).toEqual([['applications.granted.total 0 4']])
  })

  it('by two cells where a total stands in the row above or below', () => {
    const mixed: Report['cells'] = { ...cellsOf() }
    for (const row of ['new', 'closed', 'granted'] as const) {
      mixed[`applications.${row}.business`] = 2
      mixed[`applications.${row}.total`] = rows[row] + 2
    }
    expect(explain(office(mixed)).kind).toBe('none')
    const wrong = { ...mixed, 'applications.new.total': 0, 'applications.carried-in.total': 8 }
    expect(sets(office(wrong))).toEqual([['applications.new.total 0 8', 'applications.carried-in.total 8 0']])
  })

  it('side by side where two changes are as small', () => {
    const block = report({ ...filled('4', '2021', 0), 'review.upheld': 3 })
    const fault = only(explain(block))
    expect(fault).toMatchObject({ kind: 'several', rules: ['sum-challenge'] })
    expect(fault.favoured).toBeUndefined()
    expect(fault.sets.map(written)).toEqual([['review.upheld 3 0'], ['review.total 0 3']])
  })

  it('with the sentence that speaks against one of them', () => {
    const block = { ...filled('4', '2021', 0), 'review.upheld': 3 }
    const fault = only(explain(report(block, { prose: { 'review.total': 3 } })))
    expect(fault).toMatchObject({ kind: 'several', favoured: 1 })
    expect(fault.sets.map(({ evidence }) => evidence)).toEqual([
      [{ witness: 'sentence', agrees: false, codes: ['review.total'], says: 3, becomes: 0 }],
      [{ witness: 'sentence', agrees: true, codes: ['review.total'], says: 3, becomes: 3 }],
    ])
  })

  it('with last year’s figure left standing, which alone chooses nothing', () => {
    const block = { ...filled('4', '2021', 0), 'review.upheld': 3 }
    const previous = report({ ...block, 'review.total': 3 }, { year: 2022 })
    const fault = only(explain(report(block), { previous }))
    expect(fault.favoured).toBeUndefined()
    expect(fault.sets[0]?.evidence).toEqual([
      { witness: 'left-standing', agrees: true, codes: ['review.upheld'], says: 3, becomes: 0, year: 2022 },
    ])
  })

  it('with what the years beside and the organ above say', () => {
    // One more was received, or one less is carried over.
    const wrong = office(cellsOf({ new: 5, 'carried-out': 0 }))
    const next = office(cellsOf(), { year: 2024 })
    const parent = office(cellsOf({ new: 13 }), { org: 'p' })
    const other = office(cellsOf({ new: 7 }), { org: 'b' })
    const { sets: found, favoured } = only(
      explain(wrong, { next, above: { report: parent, below: [wrong, other], total: 2 } }),
    )
    const more = found.findIndex((set) => written(set).includes('applications.new.total 5 6'))
    expect(favoured).toBe(more)
    expect(found[more]?.evidence).toContainEqual({
      witness: 'above',
      agrees: true,
      codes: ['applications.new.total'],
      says: 13,
      becomes: 13,
    })
  })

  it('chosen by the sum of all that is below the organ above, where it holds to the case, and not where it is exceeded', () => {
    const block = (upheld: number, total: number, org = 'a'): Report =>
      report({ ...filled('4', '2021', 0), 'review.upheld': upheld, 'review.total': total }, { org })
    const wrong = block(3, 1)
    const under = (above: Report): Fault =>
      only(explain(wrong, { above: { report: above, below: [wrong, block(4, 4, 'b')], total: 2 } }))
    const total = under(block(7, 7, 'p')).sets.findIndex((set) => written(set).includes('review.total 1 3'))
    expect(under(block(7, 7, 'p')).favoured).toBe(total)
    expect(under(block(5, 5, 'p')).favoured).not.toBe(total)
    expect(under(block(9, 9, 'p')).favoured).toBeUndefined()
  })

  it('each matter by itself', () => {
    const cells = { ...cellsOf(), ...filled('4', '2021', 0), 'review.upheld': 3, 'applications.granted.total': 0 }
    const { kind, faults } = explain(office(cells))
    expect(kind).toBe('several')
    expect(faults.map((fault) => [fault.kind, fault.sets.length])).toEqual([
      ['one', 1],
      ['several', 2],
    ])
    const twice = { ...cellsOf(), 'applications.granted.business': 5, 'applications.new.legal': 2 }
    expect(explain(office(twice)).faults.map((fault) => fault.sets.map(written))).toEqual([
      [['applications.granted.business 5 0']],
      [['applications.new.legal 2 0']],
    ])
  })

  it('not at all where too many cells are wrong', () => {
    const wrong: Report['cells'] = { ...cellsOf() }
    const codes = Object.keys(wrong) as TableCode[]
    for (let i = 0; i < 12; i++) wrong[codes[i * 13]!] = 50 + i * i
    expect(explain(office(wrong))).toMatchObject({ kind: 'beyond', faults: [{ kind: 'beyond', sets: [] }] })
  })

  it('by two rows in each other’s place', () => {
    const wrong = cellsOf({ closed: 0, 'carried-out': 6 })
    const fault = only(explain(office(wrong)))
    expect(fault.sets[0]).toMatchObject({ way: 'exchange' })
    expect(written(fault.sets[0]!)).toEqual([
      'applications.closed.natural 0 6',
      'applications.carried-out.natural 6 0',
      'applications.closed.total 0 6',
      'applications.carried-out.total 6 0',
    ])
  })

  it('taking rows left empty for nothing, and a lost cell for unknown', () => {
    const empty = Object.fromEntries(
      Object.keys(cellsOf())
        .filter((code) => code.startsWith('applications.other.misc.'))
        .map((code) => [code, missing('blank')]),
    )
    const wrong = { ...cellsOf(), ...empty, 'applications.granted.natural': 9, 'applications.granted.total': 9 }
    const fault = only(explain(office(wrong)))
    expect(fault.sets.map(written)).toContainEqual([
      'applications.granted.natural 9 4',
      'applications.granted.total 9 4',
    ])
    expect(fault.sets[0]?.assumed).toEqual(['applications.other.misc.natural', 'applications.other.misc.total'])
    const lost = { ...cellsOf(), 'applications.granted.natural': missing('blank'), 'applications.granted.business': 9 }
    expect(explain(office(lost)).faults.flatMap(({ sets: found }) => found.flatMap(written))).not.toContain(
      'applications.granted.natural blank 0',
    )
  })
})

describe('a line one place to the right', () => {
  const slipped = (figures: readonly (number | undefined)[], row: ApplicationRow = 'granted'): Report => {
    const columns = ['natural', 'business', 'research', 'welfare', 'legal', 'other', 'total'] as const
    const line = columns.map((column, i) => [`applications.${row}.${column}`, figures[i] ?? missing('blank')])
    return office({ ...cellsOf(), ...Object.fromEntries(line) })
  }

  it('has its figures moved back, and the lost total added up', () => {
    const fault = only(explain(slipped([undefined, 4, 0, 0, 0, 0, 0])))
    expect(fault).toMatchObject({ kind: 'one', sets: [{ way: 'shift' }] })
    expect(fault.sets.map(written)).toEqual([
      ['applications.granted.natural blank 4', 'applications.granted.business 4 0', 'applications.granted.total 0 4'],
    ])
  })

  it('and one place to the left', () => {
    const fault = only(explain(slipped([0, 0, 0, 0, 0, 4, undefined])))
    expect(fault.sets.map(written)).toEqual([
      ['applications.granted.natural 0 4', 'applications.granted.other 4 0', 'applications.granted.total blank 4'],
    ])
  })

  it('is no line that holds as it is printed', () => {
    expect(
      explain(slipped([undefined, 4, 0, 0, 0, 0, 4], 'partial')).faults.flatMap(({ sets }) => sets),
    ).not.toContainEqual(expect.objectContaining({ way: 'shift' }))
  })

  it('may be the whole row of table 四', () => {
    const codes = Object.keys(filled('4', '2021', 0)) as TableCode[]
    const right = [2, 0, 1, 0, 3, 0, 0, 0, 0, 0, 5, 0, 0, 0, 5]
    const cells = Object.fromEntries(codes.map((code, i) => [code, i === 0 ? missing('dash') : right[i - 1]!]))
    const [first] = explain(report(cells)).faults
    expect(first?.sets[0]?.way).toBe('shift')
    const changed = new Map<string, number | string>(first?.sets[0]?.changes.map(({ code, to }) => [code, to]))
    expect(codes.map((code, i) => changed.get(code) ?? (i === 0 ? '' : right[i - 1]))).toEqual(right)
  })
})

describe('another source that disagrees', () => {
  const documents = (year: number, inForce: number, issued = 0, repealed = 0): Report =>
    report(
      {
        'normative.in-force': inForce,
        'normative.issued': issued,
        'normative.repealed': repealed,
        'rules.in-force': 0,
        'rules.issued': 0,
        'rules.repealed': 0,
      },
      { year, forms: { 2: '2021' } },
    )

  it('leaves documents in force with every cell that could be wrong, last year’s included', () => {
    const fault = only(explain(documents(2023, 9, 2, 1), { previous: documents(2022, 5) }))
    expect(fault).toMatchObject({
      kind: 'several',
      rules: ['in-force-balance'],
      elsewhere: [{ code: 'normative.in-force', org: 'a', year: 2022 }],
    })
    expect(fault.sets.map(written)).toEqual([['normative.issued 2 5'], ['normative.in-force 9 6']])
    const next = documents(2024, 9)
    expect(only(explain(documents(2023, 9, 2, 1), { previous: documents(2022, 5), next })).favoured).toBe(0)
  })

  it('is set beside the table: either may be wrong', () => {
    const it = report({ 'penalty.decisions': 73 }, { prose: { 'penalty.decisions': 37 } })
    expect(only(explain(it)).kind).toBe('several')
    expect(sets(it)).toEqual([['penalty.decisions 73 37'], ['said penalty.decisions 37 73']])
  })

  it('is said to be out of reach where a whole table would have to change', () => {
    const fault = only(explain(office(cellsOf(), { prose: { 'applications.new.total': 9 } })))
    expect(fault).toMatchObject({ kind: 'beyond', rules: ['prose-table'], sets: [] })
  })

  it('tells a table that was left as last year', () => {
    const previous = office(cellsOf({ 'carried-out': 2, new: 8 }), { year: 2022 })
    const pasted = office(cellsOf({ 'carried-out': 2, new: 8 }))
    expect(only(explain(pasted, { previous }))).toMatchObject({
      rules: ['carry-over'],
      repeats: { table: '3', year: 2022 },
    })
  })
})

describe('a table that is last year’s in every cell', () => {
  it('is named, without figures to put there', () => {
    const large = tableThree('2021', { new: 123, granted: 100, 'denied.query': 23, closed: 123 })
    const fault = only(explain(office(large), { previous: office(large, { year: 2022 }) }))
    expect(fault).toMatchObject({
      kind: 'beyond',
      rules: ['table-repeated'],
      sets: [],
      repeats: { table: '3', year: 2022 },
    })
  })
})

describe('a figure in the column beside', () => {
  it('is moved to where it was meant, as the cell beside it is left', () => {
    const slipped = report(
      {
        'penalty.previous': missing('dash'),
        'penalty.change': 288,
        'penalty.decisions': missing('dash'),
      },
      { year: 2019, forms: { 2: '2019' } },
    )
    expect(only(explain(slipped))).toMatchObject({ kind: 'one', sets: [{ way: 'column' }] })
    expect(sets(slipped)).toEqual([['penalty.decisions dash 288', 'penalty.change 288 dash']])
    const said = { ...slipped, prose: { 'penalty.decisions': 288 } }
    expect(explain(said).faults.flatMap(({ sets: found }) => found.flatMap(({ evidence }) => evidence))).toEqual([
      { witness: 'sentence', agrees: true, codes: ['penalty.decisions'], says: 288, becomes: 288 },
    ])
  })
})

describe('an amount in another unit', () => {
  const fees = (amount: number, year = 2023, org = 'a'): Report =>
    report({ 'fee.amount': amount }, { year, org, forms: { 2: '2021' } })

  it('is suspected by what an office of its level can have at all', () => {
    expect(explain(fees(1.25e9))).toMatchObject({ kind: 'none' })
    expect(explain(fees(1.25e9), { level: 'district' })).toMatchObject({ kind: 'none' })
    const fault = only(explain(fees(1.25e9), { level: 'street' }))
    expect(fault).toMatchObject({ kind: 'one', rules: ['unit-slip'], sets: [{ way: 'unit' }] })
    expect(fault.sets.map(written)).toEqual([['fee.amount 1250000000 125000']])
    expect(fault.sets[0]?.evidence).toMatchObject([{ witness: 'range', agrees: true, becomes: 125_000 }])
  })

  it('by the years beside', () => {
    expect(sets(fees(3e9), { previous: fees(3e5, 2022) })).toEqual([['fee.amount 3000000000 300000']])
    expect(sets(fees(3e9), { next: fees(3e5, 2024) })).toEqual([['fee.amount 3000000000 300000']])
    expect(sets(fees(30), { previous: fees(3e5, 2022) })).toEqual([['fee.amount 30 300000']])
  })

  it('by its peers, and by the organ above, whose fees it cannot exceed', () => {
    const peers = [1, 2, 3, 4].map((n) => fees(n * 1e5, 2023, `p${n}`))
    expect(sets(fees(2.5e9), { peers })).toEqual([['fee.amount 2500000000 250000']])
    const above = { report: fees(8e6, 2023, 'p'), below: [], total: 3 }
    const witnesses = explain(fees(2.5e8), { above }).faults.flatMap(({ sets: found }) => found[0]!.evidence)
    expect(witnesses).toMatchObject([{ witness: 'above', agrees: true, says: 8e6, becomes: 25_000 }])
  })

  it('is not, where another year bears it out, or where it is last year’s that slipped', () => {
    expect(explain(fees(9e7), { level: 'street', previous: fees(4e7, 2022) }).kind).toBe('none')
    expect(explain(fees(3e5), { previous: fees(3e9, 2022), next: fees(4e5, 2024) }).kind).toBe('none')
    expect(explain(fees(3e5), { next: fees(3e9, 2024) }).kind).toBe('none')
  })

  it('is though last year’s is as impossible', () => {
    expect(only(explain(fees(1.25e9), { level: 'street', previous: fees(1.1e9, 2022) })).kind).toBe('one')
  })
})
