import { describe, expect, it } from 'vitest'
import type { CellMissing } from '../../src/domain/cell'
import type { MetricId } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import { dataset, org, report } from '../query/small'

function read(metric: MetricId, year: number, rest: Partial<Report>) {
  const frame = frameOf([prepare(dataset('a', [org('甲')], [report('甲', year, rest)]))])
  const { values, states } = runMatrix(frame, { kind: 'matrix', metric, scope: { year }, years: [year] })
  return states[0] === 0 ? values[0] : STATES[states[0]!]
}

describe('a sum with missing parts', () => {
  const kinds = ['not-extracted', 'unreadable', 'blank', 'dash'] as const satisfies readonly CellMissing[]
  const pairs = kinds.flatMap((telling, i) => kinds.slice(i).map((other) => [telling, other] as const))

  it.each(pairs)('is %s where another part is %s, in either order', (telling, other) => {
    for (const [a, b] of [
      [telling, other],
      [other, telling],
    ] as const) {
      expect(
        read('sum.suits', 2021, {
          cells: { 'suit-direct.total': { missing: a }, 'suit-reviewed.total': { missing: b } },
        }),
      ).toBe(telling)
    }
  })

  it.each(kinds)('is %s even where the other part is a number', (missing) => {
    expect(read('sum.suits', 2021, { cells: { 'suit-direct.total': 4, 'suit-reviewed.total': { missing } } })).toBe(
      missing,
    )
  })

  it.each(kinds)('is %s rather than not in the form', (missing) => {
    expect(read('procurement.per-project', 2021, { cells: { 'procurement.amount': { missing } } })).toBe(missing)
  })
})

describe('a rate', () => {
  const granted = (value: number | { missing: CellMissing }, closed: number) =>
    read('rate.granted', 2021, { cells: { 'applications.granted.total': value, 'applications.closed.total': closed } })

  it('is a fraction', () => expect(granted(3, 12)).toBe(0.25))
  it('is undefined over nothing', () => expect(granted(0, 0)).toBe('undefined-rate'))
  it('is missing, not undefined, where its numerator is', () => expect(granted({ missing: 'blank' }, 0)).toBe('blank'))
})

describe('其他处理', () => {
  const parts = {
    'applications.other.not-supplemented.total': 1,
    'applications.other.fee-unpaid.total': 2,
    'applications.other.misc.total': 4,
  }

  it.each(['applications.other.total', 'sum.other'] as const)('%s joins the three rows of form 2021', (metric) => {
    expect(read(metric, 2021, { cells: parts })).toBe(7)
  })

  it('is the single row where a later report keeps form 2019', () => {
    expect(
      read('applications.other.total', 2023, {
        forms: { '2': '2021', '3': '2019' },
        cells: { 'applications.other.total': 5 },
      }),
    ).toBe(5)
    expect(read('applications.other.total', 2023, { forms: { '3': '2019' }, cells: parts })).toBe('not-extracted')
  })

  it('goes by the form in force where the report shows none', () => {
    expect(read('applications.other.total', 2022, { forms: {}, cells: parts })).toBe(7)
    expect(read('applications.other.total', 2020, { forms: {}, cells: parts })).toBe('not-extracted')
    expect(read('applications.other.total', 2022, { forms: {}, cells: { 'applications.other.total': 5 } })).toBe(5)
  })

  it('is missing as soon as one of the three is', () => {
    expect(read('sum.other', 2021, { cells: { ...parts, 'applications.other.misc.total': { missing: 'dash' } } })).toBe(
      'dash',
    )
  })
})

it('takes no prose for a table cell', () => {
  expect(read('applications.new.total', 2021, { prose: { 'applications.new.total': 9, 'published.total': 3 } })).toBe(
    'not-extracted',
  )
  expect(read('published.total', 2021, { prose: { 'published.total': 3 } })).toBe(3)
})
