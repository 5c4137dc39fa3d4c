import { describe, expect, it } from 'vitest'
import type { Org } from '../../src/domain/orgs'
import { cellsOf } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'
import { prepare } from '../../src/pack/prepare'
import type { BriefEvent } from '../../src/query/brief/events'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { binomialTails, predictionLimits } from '../../src/query/measures/binomial'
import { dataset, org, report } from './small'

const YEARS = [2021, 2022, 2023, 2024, 2025]
const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
const streets = NAMES.map((name) => org(name, 'street', [{ org: '区' }]))

interface Given {
  applications: number
  granted: number
  licenses: number
  penalties: number
  fees: number
  suits: number
  thirdParty: number
}

/** A quiet year of the n-th street: what moves is less than a tenth. */
const quiet = (n: number, year: number): Given => {
  const step = ((n * 7 + year * 3) % 3) - 1
  const applications = 40 + n * 6 + step
  return {
    applications,
    granted: Math.round(applications * 0.5),
    licenses: 300 + n * 20 + step * 2,
    penalties: 200 + n * 15 + step * 2,
    fees: 100_000 + n * 8_000 + step * 900,
    suits: 0,
    thirdParty: 0,
  }
}

function tables(of: string, year: number, given: Given): Report {
  const { applications, granted, licenses, penalties, fees, suits, thirdParty } = given
  const zeros = [...cellsOf('3', '2021'), ...cellsOf('4', '2021')].map((code) => [code, 0] as const)
  const rows = {
    new: applications,
    granted,
    'denied.third-party': thirdParty,
    'unable.not-held': applications - granted - thirdParty,
    closed: applications,
  }
  const cells = Object.entries(rows).flatMap(([row, n]) => [
    [`applications.${row}.total`, n] as const,
    [`applications.${row}.natural`, n] as const,
  ])
  return report(of, year, {
    cells: {
      ...Object.fromEntries([...zeros, ...cells]),
      'license.decisions': licenses,
      'penalty.decisions': penalties,
      'fee.amount': fees,
      'suit-direct.upheld': suits,
      'suit-direct.total': suits,
    },
  })
}

type Story = (name: string, year: number, given: Given) => Partial<Given> | undefined

const district = (story: Story = () => ({}), orgs: readonly Org[] = streets) =>
  createClient(
    frameOf([
      prepare(
        dataset(
          '区',
          [org('区', 'district'), org('邻', 'district'), ...orgs],
          NAMES.flatMap((name, n) =>
            YEARS.flatMap((year) => {
              const given = quiet(n, year)
              const told = story(name, year, given)
              return told ? [tables(name, year, { ...given, ...told })] : []
            }),
          ),
        ),
      ),
    ]),
    () => Promise.resolve(undefined),
  )

const SPEC = { kind: 'brief', scope: { area: '区', level: 'street', year: 2025 }, year: 2025, years: YEARS } as const
const told = (events: readonly BriefEvent[]) =>
  events.map((event) => ({ ...event, ...('org' in event && { org: event.org.id }) }))

describe('the year in brief', () => {
  it('says nothing of a quiet year, and why nothing is said of each figure', async () => {
    const { events, leftOut } = await district().run(SPEC)
    expect(events).toEqual([])
    expect(leftOut.map(({ metric, why }) => [metric, why])).toContainEqual(['applications.new.total', 'steady'])
    expect(leftOut).toHaveLength(7)
  })

  it('tells the street that explains most of a rise', async () => {
    const { events, headlines } = await district((name, year, { applications, granted }) =>
      name === '丙' && year === 2025 ? { applications: applications + 60, granted: granted + 30 } : {},
    ).run(SPEC)
    const [first, ...others] = told(events.slice(0, 5)).filter(({ kind }) => kind === 'change')
    expect(first).toMatchObject({ metric: 'applications.new.total', paired: 8, lead: { org: { id: '丙' } } })
    expect(first).toHaveProperty('lead.share', expect.closeTo(1, 0))
    expect(others).toEqual([])
    expect(events.every(({ kind }) => kind === 'change' || kind === 'rank')).toBe(true)
    const applications = headlines.find(({ metric }) => metric === 'applications.new.total')!
    expect(applications.movers.risers[0]!.org.id).toBe('丙')
    expect(applications.summaries.map(({ reported }) => reported)).toEqual([8, 8, 8, 8, 8])
  })

  it('tells a first lawsuit, and the first refusal on a ground', async () => {
    const { events } = await district((name, year) =>
      name === '戊' && year === 2025 ? { suits: 1, thirdParty: 2 } : {},
    ).run(SPEC)
    expect(told(events.slice(0, 5))).toEqual([
      { kind: 'first', metric: 'sum.suits', org: '戊', value: 1, years: 4, everywhere: true },
      {
        kind: 'first',
        metric: 'applications.denied.third-party.total',
        org: '戊',
        value: 2,
        years: 4,
        everywhere: true,
      },
    ])
  })

  it('calls nothing the first where too little is known of the years before', async () => {
    const { events } = await district((name, year) =>
      year < 2024 ? undefined : name === '戊' && year === 2025 ? { suits: 1 } : {},
    ).run(SPEC)
    expect(events).toEqual([])
  })

  it('tells offices that came and went, and takes the change over those with both years', async () => {
    const orgs = streets.map((one) =>
      one.id === '辛'
        ? {
            ...one,
            parents: [
              { org: '邻', to: 2024 },
              { org: '区', from: 2025 },
            ],
          }
        : one.id === '庚'
          ? {
              ...one,
              parents: [
                { org: '区', to: 2024 },
                { org: '邻', from: 2025 },
              ],
            }
          : one,
    )
    const { events, headlines } = await district(() => ({}), orgs).run(SPEC)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ kind: 'moved', joined: [{ id: '辛' }], left: [{ id: '庚' }] })
    expect(headlines[0]!.movers.total).toBe(7)
  })

  it('puts a slip of the unit before everything, and draws no change from it', async () => {
    const { events } = await district((name, year, { fees, applications, granted }) =>
      year !== 2025
        ? {}
        : name === '丁'
          ? { fees: fees * 10_000 }
          : name === '丙'
            ? { applications: applications + 60, granted: granted + 30 }
            : {},
    ).run(SPEC)
    expect(told(events)[0]).toMatchObject({ kind: 'doubtful', org: '丁', metric: 'fee.amount' })
    expect(events.filter((event) => event.kind === 'change' && event.metric === 'fee.amount')).toEqual([])
    expect(events.slice(0, 5).some((event) => event.kind === 'change')).toBe(true)
    const counted = await district((name, year, { fees }) =>
      name === '丁' && year === 2025 ? { fees: fees * 10_000 } : {},
    ).run({ ...SPEC, basis: { doubtful: 'counted' } })
    expect(counted.events.some((event) => event.kind === 'doubtful')).toBe(false)
  })

  it('tells an outcome that chance does not explain, and not one of few cases', async () => {
    const { events } = await district((name, _year, { applications }) =>
      name === '己'
        ? { granted: Math.round(applications * 0.95) }
        : name === '甲'
          ? { applications: 3, granted: 3 }
          : {},
    ).run(SPEC)
    const odd = told(events).filter(({ kind }) => kind === 'rate')
    expect(odd.length).toBeGreaterThan(0)
    expect(new Set(odd.map((event) => ('org' in event ? event.org : '')))).toEqual(new Set(['己']))
  })

  it('tells what concerns one office only, where one is asked about', async () => {
    const story: Story = (name, year, { applications, granted }) =>
      year !== 2025
        ? {}
        : name === '丙'
          ? { applications: applications + 60, granted: granted + 30 }
          : name === '戊'
            ? { suits: 1 }
            : {}
    const of = async (office: string) => told((await district(story).run({ ...SPEC, office })).events)
    expect((await of('戊')).map(({ kind }) => kind)).toEqual(['first'])
    expect((await of('丙'))[0]).toMatchObject({ kind: 'change', metric: 'applications.new.total', paired: 1 })
    expect(await of('乙')).toEqual([])
  })
})

describe('binomial chances', () => {
  it('add up to one, and give the limits that are printed in tables', () => {
    const { below, above } = binomialTails(3, 10, 0.4)
    expect(below).toBeCloseTo(0.3823, 4)
    expect(above).toBeCloseTo(0.8327, 4)
    expect(predictionLimits(10, 0.5, 0.025)).toEqual({ low: 2, high: 8 })
    expect(predictionLimits(5, 0, 0.025)).toEqual({ low: 0, high: 0 })
  })

  it('leave no more than asked on either side', () => {
    for (const n of [1, 7, 40, 300, 2_000])
      for (const p of [0.02, 0.3, 0.55, 0.97]) {
        const { low, high } = predictionLimits(n, p, 0.025)
        if (low > 0) expect(binomialTails(low - 1, n, p).below).toBeLessThanOrEqual(0.025 + 1e-9)
        if (high < n) expect(binomialTails(high + 1, n, p).above).toBeLessThanOrEqual(0.025 + 1e-9)
        expect(binomialTails(low, n, p).below).toBeGreaterThan(0.025)
        expect(binomialTails(high, n, p).above).toBeGreaterThan(0.025)
      }
  })
})
