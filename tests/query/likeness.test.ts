import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alike } from '../../src/charts/alike'
import { ratioWords } from '../../src/charts/alike/words'
import type { Report } from '../../src/domain/report'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { FEWEST_SHARED, alikeTo, distanceBetween } from '../../src/query/likeness'
import { frameOf } from '../../src/query/load'
import { context, zh } from '../charts/support'
import { dataset, org, report } from './small'

const figures = fc.array(fc.option(fc.nat(10_000), { nil: undefined }), { minLength: 4, maxLength: 4 })

describe('how far two offices are apart', () => {
  it('is nothing for the same figures, the same both ways, and no detour is shorter', () => {
    const known = fc.array(fc.nat(10_000), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(known, known, known, (a, b, c) => {
        const d = (x: number[], y: number[]) => distanceBetween(x, y)!.distance
        expect(d(a, a)).toBe(0)
        expect(d(a, b)).toBe(d(b, a))
        expect(d(a, c)).toBeLessThanOrEqual(d(a, b) + d(b, c) + 1e-9)
      }),
    )
  })
  it('is told only of enough figures that both have, and a missing one is no zero', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const shared = a.filter((x, i) => x !== undefined && b[i] !== undefined).length
        expect(distanceBetween(a, b)?.shared).toBe(shared < FEWEST_SHARED ? undefined : shared)
      }),
    )
    expect(distanceBetween([9, 9, 9, undefined], [9, 9, 9, 5000])?.distance).toBe(0)
  })
  it('is the average ratio, as a power of e', () => {
    const { distance } = distanceBetween([99, 9, 0, 19], [199, 19, 1, 39])!
    expect(ratioWords(distance)).toBe('2.00')
  })
})

const YEARS = [2022, 2023, 2024]
const of = (id: string, [applications, licenses, penalties]: readonly number[], years = YEARS): Report[] =>
  years.map((year) =>
    report(id, year, {
      cells: {
        'applications.new.total': applications!,
        'license.decisions': licenses!,
        'penalty.decisions': penalties!,
      },
    }),
  )
const doorOf = (ids: readonly string[], reports: readonly Report[]) =>
  createClient(
    frameOf([
      prepare(
        dataset(
          'small',
          ids.map((id) => org(id)),
          [...reports],
        ),
      ),
    ]),
    () => Promise.resolve(undefined),
  )

describe('the offices most like one', () => {
  const ids = ['甲', '乙', '丙', '丁', '戊']
  const reports = [
    ...of('甲', [10, 100, 1000]),
    ...of('乙', [1000, 10, 1]),
    ...of('丙', [11, 110, 900]),
    ...of('丁', [20, 300, 400]),
    report('戊', 2024, { cells: { 'applications.new.total': 10 } }),
  ]
  const ask = (office: string, list = reports) => alikeTo(doorOf(ids, list), { year: 2024 }, office, 3)

  it('stand nearest first; those with too little to go by are counted', async () => {
    const result = await ask('甲')
    expect(result.nearest.map(({ org: { id } }) => id)).toEqual(['丙', '丁', '乙'])
    expect([result.compared, result.others]).toEqual([3, 4])
    const figure = alike(result, context({ focus: '甲' }))
    expect(figure.title).toBe(
      zh.t('alike.title', { office: '甲', n: '3', first: '丙', ratio: ratioWords(result.nearest[0]!.distance) }),
    )
    expect(figure.footnotes).toContain(zh.t('alike.left-out', { n: '1' }))
    expect(figure.table.rows.map(({ id }) => id)).toEqual(['甲', '丙', '丁', '乙'])
  })

  it('are told by the middle of three years, so that one odd year moves nothing', async () => {
    const odd = reports.map((one) =>
      one.org === '丙' && one.year === 2023 ? { ...one, ...of('丙', [9000, 0, 0])[1] } : one,
    )
    expect((await ask('甲', odd)).nearest[0]!.figures).toEqual((await ask('甲')).nearest[0]!.figures)
  })

  it('are none of an office without figures, or outside the scope', async () => {
    const none = await ask('戊')
    expect(none.nearest).toEqual([])
    expect(alike(none, context()).option).toBeUndefined()
    const outside = await ask('庚')
    expect(outside).toMatchObject({ office: undefined, nearest: [], others: 5 })
    expect(alike(outside, context()).title).toBe(zh.t('alike.title.outside'))
  })
})
