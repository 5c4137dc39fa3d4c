import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METRIC_CODES } from '../../src/domain/metrics'
import { frameOf } from '../../src/query/load'
import { CODE } from '../../src/pack/states'
import { makeNation } from './data/nation'
import { packNation } from './data/packed'
import { flatten } from './data/table'
import { createArquero } from './engines/arquero'
import { createCrossfilter } from './engines/crossfilter'
import { METRICS_ASKED } from './engines/engine'
import type { Engine } from './engines/engine'
import { createOurs } from './engines/ours'
import { createReference } from './engines/reference'
import { difference } from './engines/same'
import { median, short, tableText } from './measure/statistics'

const nation = makeNation(120)

describe('the made-up nation', () => {
  it('is the same every time', () => {
    const again = makeNation(120)
    expect(again.orgs).toEqual(nation.orgs)
    for (const code of METRIC_CODES) expect(again.year(2024).figure(code)).toEqual(nation.year(2024).figure(code))
  })

  it('holds every kind of missing, reports not sent in, mixed forms and offices that move', () => {
    const large = makeNation(2_000)
    const of = large.year(2023)
    const kinds = new Set<number>()
    for (const code of METRIC_CODES) for (const state of of.figure(code).states) kinds.add(state)
    for (const kind of ['value', 'blank', 'dash', 'unreadable', 'not-extracted', 'no-report'] as const)
      expect(kinds).toContain(CODE[kind])
    const missing = of.forms.filter((form) => form === 0).length / of.forms.length
    expect(missing).toBeGreaterThan(0.1)
    expect(missing).toBeLessThan(0.2)
    expect(new Set(of.forms)).toEqual(new Set([0, 2, 3]))
    expect(of.districts).not.toEqual(large.year(2021).districts)
  })

  it('adds up where nothing is missing', () => {
    const of = nation.year(2025)
    const columns = ['new', 'carried-in', 'closed', 'carried-out'].map((row) =>
      of.figure(`applications.${row as 'new'}.natural`),
    )
    let checked = 0
    for (let i = 0; i < nation.offices.length; i++) {
      if (columns.some(({ states }) => states[i] !== CODE.value)) continue
      const [received, before, closed, after] = columns.map(({ values }) => values[i]!)
      expect(received! + before!).toBe(closed! + after!)
      checked++
    }
    expect(checked).toBeGreaterThan(50)
  })
})

describe('the engines that run here', () => {
  const reference = createReference(nation, flatten(nation))
  const frame = frameOf([packNation(nation)])
  const engines: [string, Engine][] = [
    ['ours', createOurs(nation, frame, () => Promise.resolve(undefined))],
    ['Arquero', createArquero(nation, flatten(nation))],
    ['crossfilter2', createCrossfilter(nation, flatten(nation))],
  ]

  it.each(engines)('%s answers as the slow reference does', async (_, engine) => {
    const same = async (ask: (of: Engine) => Promise<() => unknown>): Promise<void> => {
      expect(difference((await ask(reference))(), (await ask(engine))())).toBeUndefined()
    }
    for (const metric of [...METRICS_ASKED, 'fee.amount', 'license.change'] as const) {
      for (const year of nation.years) {
        if (METRICS_ASKED.includes(metric as (typeof METRICS_ASKED)[number])) await same((of) => of.rank(metric, year))
        await same((of) => of.quartiles(metric, year))
        await same((of) => of.yoy(metric, year))
      }
      await same((of) => of.rollup(metric))
    }
    for (const year of nation.years) await same((of) => of.report(nation.focus.id, year))
    if (engine.completeness) await same((of) => of.completeness!())
  })
})

describe('the comparison', () => {
  it('finds what differs and where', () => {
    expect(difference({ a: [1, 2] }, { a: [1, 2] })).toBeUndefined()
    expect(difference({ a: [0.1 + 0.2] }, { a: [0.3] })).toBeUndefined()
    expect(difference({ a: [1, 2] }, { a: [1, 3] })).toBe('.a.1: 2 and 3')
    expect(difference({ a: [1] }, { a: [1, 3] })).toContain('.a.1')
    expect(difference({ a: null }, { a: 0 })).toContain('.a: null and 0')
  })
})

describe('the table', () => {
  it('takes the middle of the samples', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(median([])).toBeNaN()
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (samples) => {
        const middle = median(samples)
        expect(samples.filter((v) => v < middle).length).toBeLessThanOrEqual(samples.length / 2)
        expect(samples.filter((v) => v > middle).length).toBeLessThanOrEqual(samples.length / 2)
      }),
    )
  })

  it('lines columns up and keeps three digits', () => {
    expect([0.01234, 1.234, 12.34, 1234.4, NaN].map(short)).toEqual(['0.0123', '1.23', '12.3', '1234', '–'])
    expect(
      tableText(
        ['a', 'ms'],
        [
          ['汉字', '1'],
          ['b', '23'],
        ],
      ),
    ).toBe('a     ms\n----  --\n汉字   1\nb     23')
  })
})
