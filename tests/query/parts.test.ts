import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MetricId } from '../../src/domain/metrics'
import { runMatrix } from '../../src/query/answers/matrix'
import { runParts } from '../../src/query/answers/parts'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { CODE } from '../../src/pack/states'
import { YEARS, datasets } from './arbitrary'
import { dataset, org, report } from './small'

const METRICS = [
  'applications.new.total',
  'applications.carried-in.total',
  'applications.granted.total',
  'applications.carried-out.total',
] as const satisfies readonly MetricId[]

describe('figures that belong together', () => {
  it('are added up over the offices that have all of them, whatever the datasets hold', () => {
    fc.assert(
      fc.property(datasets([...METRICS]), fc.constantFrom(...YEARS), (sets, year) => {
        const frame = frameOf(sets.map((set) => prepare(set)))
        const scope = { year }
        const matrices = METRICS.map((metric) => runMatrix(frame, { kind: 'matrix', metric, scope, years: [year] }))
        const { orgs } = matrices[0]!
        const result = runParts(frame, {
          kind: 'parts',
          metrics: METRICS,
          scope,
          years: [year],
          offices: orgs.map(({ id }) => id),
          balance: 2,
        })
        const whole = orgs.flatMap((_, row) =>
          matrices.every(({ states }) => states[row] === CODE.value)
            ? [matrices.map(({ values }) => values[row]!)]
            : [],
        )
        const { sums, counted, total, missing, balance } = result.whole[0]!
        expect(counted).toBe(whole.length)
        expect(total).toBe(orgs.length)
        expect(Object.values(missing).reduce((sum, n) => sum + n, 0)).toBe(total - counted)
        sums.forEach((sum, i) => expect(sum).toBeCloseTo(whole.reduce((all, values) => all + values[i]!, 0)))
        expect(result.offices.flatMap(({ years }) => ('values' in years[0]! ? [years[0].values] : []))).toEqual(whole)
        const gaps = whole.map(([a, b, c, d]) => a! + b! - c! - d!)
        expect(balance!.short - balance!.over).toBeCloseTo(gaps.reduce((sum, gap) => sum + gap, 0))
        expect(balance!.count).toBe(gaps.filter((gap) => gap !== 0).length)
      }),
      { numRuns: 60 },
    )
  })

  const cells = (received: number, granted: number, out: number) => ({
    'applications.new.total': received,
    'applications.carried-in.total': 0,
    'applications.granted.total': granted,
    'applications.carried-out.total': out,
  })
  const set = dataset(
    '区',
    [
      org('甲区', 'district'),
      org('乙区', 'district'),
      org('甲', 'street', [{ org: '甲区' }]),
      org('乙', 'street', [{ org: '乙区' }]),
      org('丙', 'street', [{ org: '乙区' }]),
    ],
    [
      report('甲', 2024, { cells: cells(10, 8, 1) }),
      report('乙', 2024, { cells: cells(5, 6, 0) }),
      report('丙', 2024, { cells: { ...cells(3, 3, 0), 'applications.carried-in.total': { missing: 'blank' } } }),
    ],
  )
  const asked = runParts(frameOf([prepare(set)]), {
    kind: 'parts',
    metrics: METRICS,
    scope: { level: 'street', year: 2024 },
    years: [2024],
    offices: ['丙', '无此'],
    by: 'district',
    balance: 2,
  })

  it('do not set one office’s surplus against another’s gap', () => {
    expect(asked.whole[0]!.balance).toMatchObject({ short: 1, over: 1, count: 2 })
    expect(asked.whole[0]!.balance!.largest.map((one) => [one.org.id, one.first, one.other])).toEqual([
      ['甲', 10, 9],
      ['乙', 5, 6],
    ])
  })

  it('say why an office has not got them all, and know no office that is not held', () => {
    expect(asked.offices).toEqual([{ org: expect.objectContaining({ id: '丙' }), years: [{ state: 'blank' }] }])
    expect(asked.whole[0]!.missing).toEqual({ blank: 1 })
  })

  it('are added up for every area, with how many of its offices count', () => {
    expect(asked.areas.map(({ org: { id }, years }) => [id, years[0]])).toEqual([
      ['甲区', { sums: [10, 0, 8, 1], counted: 1, total: 1 }],
      ['乙区', { sums: [5, 0, 6, 0], counted: 1, total: 2 }],
    ])
  })
})
