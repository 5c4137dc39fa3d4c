import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricId } from '../../../src/domain/metrics'
import { change, indexFrom, positionOf, rank, share, yoy } from '../../../src/query/measures'
import { STATES } from '../../../src/pack/states'
import type { MatrixResult } from '../../../src/query/spec'
import type { State } from '../../../src/pack/states'
import { summarise } from '../../../src/query/summary'
import { org } from '../small'

type Entry = number | Exclude<State, 'value'>

/** A matrix written out: one row of figures an office, one figure a year from 2019. */
function matrix(metric: MetricId, ...rows: Entry[][]): MatrixResult {
  const width = rows[0]?.length ?? 0
  const years = Array.from({ length: width }, (_, i) => 2019 + i)
  const all = rows.flat()
  const values = Float64Array.from(all, (x) => (typeof x === 'number' ? x : NaN))
  const states = Uint8Array.from(all, (x) => (typeof x === 'number' ? 0 : STATES.indexOf(x)))
  return {
    kind: 'matrix',
    corrected: [],
    metric,
    scope: { year: 2019 },
    years,
    values,
    states,
    orgs: rows.map((_, i) => org(`办${i}`)),
    summaries: years.map((year, column) => summarise(metric, year, values, states, column, width)),
  }
}

describe('同比', () => {
  it('is a fraction of the base', () => {
    expect(yoy(matrix('penalty.decisions', [200, 288]), 0, 2020)).toEqual({
      kind: 'percent',
      value: 0.44,
      absolute: 88,
      base: 200,
      current: 288,
    })
    expect(yoy(matrix('license.change', [-20, -30]), 0, 2020)).toMatchObject({
      kind: 'percent',
      value: -0.5,
      absolute: -10,
    })
    expect(yoy(matrix('review.total', [10, 0]), 0, 2020)).toMatchObject({ kind: 'percent', value: -1 })
  })

  it('is in points for rates, on any base', () => {
    expect(yoy(matrix('rate.granted', [0, 0.25]), 0, 2020)).toEqual({
      kind: 'points',
      value: 0.25,
      absolute: 0.25,
      base: 0,
      current: 0.25,
    })
  })

  it.each<[string, MetricId, Entry[], object]>([
    ['zero base', 'penalty.decisions', [0, 5], { reason: 'zero-base', absolute: 5, base: 0, value: 5 }],
    ['zero base, nothing new', 'penalty.decisions', [0, 0], { reason: 'zero-base', absolute: 0, base: 0, value: 0 }],
    ['small base', 'penalty.decisions', [9, 18], { reason: 'small-base', absolute: 9, base: 9, value: 18 }],
    ['small negative base', 'license.change', [-9, 1], { reason: 'small-base', absolute: 10, base: -9, value: 1 }],
    [
      'small amount',
      'procurement.amount',
      [9999.99, 20_000],
      { reason: 'small-base', absolute: 10_000.01, base: 9999.99, value: 20_000 },
    ],
    ['no base', 'penalty.decisions', ['dash', 5], { reason: 'missing-base', state: 'dash', value: 5 }],
    ['no value', 'penalty.decisions', [5, 'blank'], { reason: 'missing-value', state: 'blank', base: 5 }],
    ['neither', 'penalty.decisions', ['no-report', 'blank'], { reason: 'missing-base', state: 'no-report' }],
    [
      'a rate over nothing',
      'rate.granted',
      ['undefined-rate', 0.5],
      { reason: 'missing-base', state: 'undefined-rate', value: 0.5 },
    ],
  ])('says why not: %s', (_, metric, row, expected) => {
    expect(yoy(matrix(metric, row), 0, 2020)).toEqual({ kind: 'suppressed', ...expected })
  })

  it('lacks its base where the matrix does not hold the year before', () => {
    expect(yoy(matrix('penalty.decisions', [50, 60]), 0, 2019)).toEqual({
      kind: 'suppressed',
      reason: 'missing-base',
      state: 'no-report',
      value: 50,
    })
  })

  it('does not cross the break of the form for what it breaks', () => {
    expect(yoy(matrix('fee.previous', [50, 60, 70, 80]), 0, 2021)).toEqual({
      kind: 'suppressed',
      reason: 'form-break',
      base: 60,
      value: 70,
    })
    expect(yoy(matrix('procurement.amount', [5e6, 6e6, 'not-in-form']), 0, 2021)).toEqual({
      kind: 'suppressed',
      reason: 'form-break',
      base: 6e6,
    })
    expect(yoy(matrix('fee.previous', [50, 60, 70, 80]), 0, 2022)).toMatchObject({ kind: 'percent' })
    expect(yoy(matrix('fee.previous', [50, 60]), 0, 2020)).toMatchObject({ kind: 'percent' })
    expect(yoy(matrix('penalty.decisions', [50, 60, 70]), 0, 2021)).toMatchObject({ kind: 'percent' })
    expect(yoy(matrix('applications.other.total', [50, 60, 70]), 0, 2021)).toMatchObject({ kind: 'percent' })
  })

  it('spans any two years', () => {
    expect(change(matrix('penalty.decisions', [50, 'blank', 75]), 0, 2019, 2021)).toMatchObject({
      kind: 'percent',
      value: 0.5,
    })
    expect(change(matrix('rules.made', [50, 50, 75]), 0, 2019, 2021)).toMatchObject({ reason: 'form-break' })
  })
})

describe('ranking', () => {
  it('orders whole numbers, fractions and those below zero alike, and tells each place without ordering', () => {
    const number = fc.oneof(
      fc.integer({ min: -9, max: 9 }),
      fc.integer(),
      fc.integer({ min: 2 ** 34, max: 2 ** 36 }),
      fc.double({ noNaN: true, min: -9, max: 9 }),
    )
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (figures) => {
        const given = matrix('penalty.decisions', ...figures.map((figure) => [figure]))
        const { ranked } = rank(given, 2019)
        const order = figures.map((value, row) => ({ value, row })).sort((a, b) => b.value - a.value || a.row - b.row)
        expect(ranked.map(({ row }) => row)).toEqual(order.map(({ row }) => row))
        for (const { row, rank: place } of ranked)
          expect(positionOf(given, row, 2019)).toEqual({ rank: place, of: figures.length })
      }),
    )
  })

  it('shares ranks between ties and skips the next', () => {
    const { ranked } = rank(matrix('penalty.decisions', [5], [9], [5], [0], [7]), 2019)
    expect(ranked.map(({ row, rank: r }) => [row, r])).toEqual([
      [1, 1],
      [4, 2],
      [0, 3],
      [2, 3],
      [3, 5],
    ])
  })

  it('ranks no office without a value', () => {
    const { ranked, missing } = rank(matrix('penalty.decisions', ['blank'], [0], ['no-report'], ['blank']), 2019)
    expect(ranked).toEqual([{ row: 1, value: 0, rank: 1 }])
    expect(missing).toEqual({ blank: [0, 3], 'no-report': [2] })
  })
})

describe('index', () => {
  it('sets the base year to 100', () => {
    expect(indexFrom(matrix('penalty.decisions', [40, 50, 'dash', 0]), 0, 2019)).toEqual({
      values: [100, 125, NaN, 0],
      smallBase: false,
    })
  })

  it('marks a small base', () =>
    expect(indexFrom(matrix('penalty.decisions', [4, 5]), 0, 2019)).toEqual({ values: [100, 125], smallBase: true }))

  it.each<[Entry, object]>([
    [0, { suppressed: 'zero-base' }],
    [-4, { suppressed: 'negative-base' }],
    ['blank', { suppressed: 'missing-base', state: 'blank' }],
  ])('has no line on a base of %j', (base, why) => {
    expect(indexFrom(matrix('license.change', [base, 5]), 0, 2019)).toEqual({
      values: [NaN, NaN],
      smallBase: false,
      ...why,
    })
  })

  it('stops at the break of the form', () => {
    expect(indexFrom(matrix('fee.previous', [20, 30, 40, 60]), 0, 2019).values).toEqual([100, 150, NaN, NaN])
    expect(indexFrom(matrix('fee.previous', [20, 30, 40, 60]), 0, 2021).values).toEqual([NaN, NaN, 100, 150])
  })
})

describe('share', () => {
  it('is of the total over those who reported, and says how many did', () => {
    expect(share(matrix('penalty.decisions', [30], ['no-report'], [10], [0]), 2019)).toEqual({
      shares: Float64Array.of(0.75, NaN, 0.25, 0),
      total: 40,
      reported: 3,
      of: 4,
    })
  })

  it.each<[string, MetricId, Entry[], object]>([
    ['zero-total', 'penalty.decisions', [0, 0], { total: 0, reported: 2 }],
    ['no-values', 'penalty.decisions', ['blank', 'dash'], { reported: 0 }],
    ['quotient', 'rate.granted', [0.5, 0.2], { reported: 2 }],
    ['negative', 'license.change', [-5, 10], { total: 5, reported: 2 }],
  ])('says why not: %s', (suppressed, metric, [a, b], rest) => {
    expect(share(matrix(metric, [a!], [b!]), 2019)).toEqual({
      shares: Float64Array.of(NaN, NaN),
      of: 2,
      suppressed,
      ...rest,
    })
  })

  it('has nothing to say of a year the matrix does not hold', () => {
    expect(share(matrix('penalty.decisions', [30]), 2025)).toMatchObject({ suppressed: 'no-values' })
  })
})
