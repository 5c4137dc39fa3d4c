import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTable } from '../../src/charts/compareTable'
import { ranking } from '../../src/charts/ranking'
import { datumAt, entryOf, inFullWords } from '../../src/charts/readings'
import { trend } from '../../src/charts/trend'
import { unreliable } from '../../src/checks/inFrame'
import type { Dataset } from '../../src/domain/dataset'
import type { MetricCode } from '../../src/domain/metrics'
import { prepare } from '../../src/pack/prepare'
import { STATES } from '../../src/pack/states'
import { frameOn } from '../../src/query/basis'
import { createClient } from '../../src/query/client'
import { rankSpec } from '../../src/query/comparison'
import { frameOf } from '../../src/query/load'
import { context, zh } from '../charts/support'
import { dataset, org, report } from './small'

const demo = JSON.parse(readFileSync('data/demo-district.json', 'utf8')) as Dataset
const clientOf = (set: Dataset) => createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
const scope = { year: 2023, level: 'street' } as const
const FEES = 'fee.amount' satisfies MetricCode
const SLIPPED = demo.orgs.find(({ name }) => name.startsWith('东桥'))!.id

describe('a fee printed ten thousand times too large', () => {
  const door = clientOf(demo)

  it('has no value and no place, and is told with what is printed', async () => {
    const years = [2021, 2022, 2023, 2024]
    const matrix = await door.run({ kind: 'matrix', metric: FEES, scope, years })
    const row = matrix.orgs.findIndex(({ id }) => id === SLIPPED)
    const at = row * years.length + years.indexOf(2023)
    expect(STATES[matrix.states[at]!]).toBe('doubtful')
    expect(matrix.marks?.find((mark) => mark.at === at)).toMatchObject({
      origin: 'printed',
      reliability: 'unreliable',
      reasons: ['unit-slip'],
    })
    const printed = matrix.marks!.find((mark) => mark.at === at)!.printed!
    const summary = matrix.summaries[years.indexOf(2023)]!
    expect(printed).toBeGreaterThan(summary.max! * 100)
    expect(summary.missing.doubtful).toBe(1)

    const rank = await door.run({ kind: 'rank', metric: FEES, scope, year: 2023, summary: true })
    expect(rank.top.map(({ org: { id } }) => id)).not.toContain(SLIPPED)
    expect(rank.leftOut?.map(({ org: { id }, printed: number }) => [id, number])).toEqual([[SLIPPED, printed]])
    expect(rank.summary?.max).toBe(summary.max)
  })

  it('is known to a ranking as it is to a matrix: each mark, and who has no figure', async () => {
    for (const metric of [FEES, 'applications.new.total', 'published.total', 'rate.granted'] as const) {
      const matrix = await door.run({ kind: 'matrix', metric, scope, years: [2023] })
      const order = await door.run({ kind: 'rank', metric, scope, year: 2023, top: 99, lacking: 99 })
      const kept = new Map(order.top.map((entry) => [entry.org.id, entry]))
      matrix.orgs.forEach(({ id }, at) => {
        const mark = matrix.marks?.find((one) => one.at === at)
        if (STATES[matrix.states[at]!] === 'value')
          expect(kept.get(id)?.mark && { ...kept.get(id)!.mark, at }).toEqual(mark)
        else expect(order.lacking).toContainEqual({ org: matrix.orgs[at], state: STATES[matrix.states[at]!] })
      })
      expect(order.top.length + order.lacking!.length).toBe(matrix.orgs.length)
    }
  })

  it('counts where the reader asks for it', async () => {
    const basis = { doubtful: 'counted' } as const
    const rank = await door.run({ kind: 'rank', metric: FEES, scope, year: 2023, basis })
    expect(rank.top[0]?.org.id).toBe(SLIPPED)
    expect(rank.missing.doubtful).toBeUndefined()
  })

  it('sets no scale, is no zero for the others, and is marked in every figure and table', async () => {
    const ctx = context({ focus: SLIPPED })
    const matrix = await door.run({ kind: 'matrix', metric: FEES, scope, years: [2022, 2023, 2024] })
    const order = await door.run(rankSpec(FEES, scope, 2023, SLIPPED))
    for (const figure of [trend(matrix, ctx), ranking(order, 'around', ctx), ranking(order, 'mixed', ctx)]) {
      expect(figure.subtitle).not.toContain('亿')
      expect(figure.footnotes.join()).toContain('亿元')
    }
    const table = compareTable(matrix, 2023, ctx)
    const row = table.rows.find(({ id }) => id === SLIPPED)!
    const entry = row.entries.find(({ doubtful }) => doubtful)
    expect(entry?.why).toContain(zh.t('doubt.unit-slip'))
    expect(entry?.text).toMatch(/\d/u)
    for (const { id, entries } of table.rows)
      if (id !== SLIPPED)
        for (const { text, sort } of entries) if (sort !== undefined && sort !== 0) expect(text).not.toBe('0')
  })
})

describe('a figure that cannot be relied on', () => {
  it('is a total of 0 over parts that are not, but not a total a little off', async () => {
    const cells = (total: number) => ({
      'applications.new.natural': 6,
      'applications.new.business': 0,
      'applications.new.research': 0,
      'applications.new.welfare': 0,
      'applications.new.legal': 0,
      'applications.new.other': 0,
      'applications.new.total': total,
    })
    const set = dataset(
      '区',
      [org('甲'), org('乙'), org('丙')],
      [
        report('甲', 2023, { cells: cells(0) }),
        report('乙', 2023, { cells: cells(7) }),
        report('丙', 2023, { cells: cells(6) }),
      ],
    )
    const { states, marks } = await clientOf(set).run({
      kind: 'matrix',
      metric: 'applications.new.total',
      scope: { year: 2023 },
      years: [2023],
    })
    expect(Array.from(states, (state) => STATES[state])).toEqual(['doubtful', 'value', 'value'])
    expect(marks?.map(({ at, reliability }) => [at, reliability])).toEqual([
      [0, 'unreliable'],
      [1, 'doubtful'],
    ])
  })

  it('is left out of every sum, and a correction of it counts again', () => {
    const amounts = fc.array(fc.constantFrom(120_000, 130_000, 1_300_000_000, 0), { minLength: 6, maxLength: 9 })
    fc.assert(
      fc.asyncProperty(amounts, async (all) => {
        const offices = all.map((_, i) => org(`街${i}`, 'street', [{ org: '区' }]))
        const reports = all.map((amount, i) => report(`街${i}`, 2023, { cells: { [FEES]: amount } }))
        const frame = frameOf([prepare(dataset('区', [org('区', 'district'), ...offices], reports))])
        const out = unreliable(frame, FEES, 2023)
        const door = createClient(frame, () => Promise.resolve(undefined))
        const { sum = 0, reported } = await door.run({ kind: 'rank', metric: FEES, scope, year: 2023 })
        const kept = all.filter((_, i) => !out.has(frame.rowOf.get(`街${i}`)!))
        expect(sum).toBe(kept.reduce<number>((a, b) => a + b, 0))
        expect(reported).toBe(kept.length)
        expect(frameOn(frame, { doubtful: 'counted' })).toBe(frame)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a rate over a total of 0 that contradicts its parts', () => {
  const row = (name: 'granted' | 'closed', natural: number) => ({
    [`applications.${name}.natural`]: natural,
    ...Object.fromEntries(
      ['business', 'research', 'welfare', 'legal', 'other', 'total'].map((column) => [
        `applications.${name}.${column}`,
        0,
      ]),
    ),
  })
  const cells = { ...row('granted', 0), ...row('closed', 0) }
  const parts = { ...row('granted', 2), ...row('closed', 2) }
  const set = dataset(
    'over-0',
    [org('甲'), org('乙')],
    [report('甲', 2021, { cells: parts }), report('乙', 2021, { cells })],
  )
  const metric = 'rate.granted'

  it('is left out without a number, and named in every figure', async () => {
    const door = clientOf(set)
    const matrix = await door.run({ kind: 'matrix', metric, scope: { year: 2021 }, years: [2021] })
    const at = matrix.orgs.findIndex(({ id }) => id === '甲')
    expect(STATES[matrix.states[at]!]).toBe('doubtful')
    expect(matrix.marks?.find((mark) => mark.at === at)).toMatchObject({ reliability: 'unreliable' })
    expect(matrix.marks?.find((mark) => mark.at === at)).not.toHaveProperty('printed')

    const order = await door.run(rankSpec(metric, { year: 2021 }, 2021, '甲'))
    expect(order.leftOut?.map(({ org: { id }, ...rest }) => [id, 'printed' in rest])).toEqual([['甲', false]])
    const ctx = context({ focus: '甲' })
    for (const { title, footnotes, table } of [ranking(order, 'mixed', ctx), trend(matrix, ctx)]) {
      expect(footnotes.join()).toContain('甲')
      const texts = (table?.rows ?? []).flatMap(({ entries }) => entries.map(({ text }) => text))
      for (const text of [title, ...footnotes, ...texts]) expect(text).not.toContain('…')
    }
  })
})

describe('what a quotient is made of', () => {
  const door = clientOf(demo)
  const metric = 'rate.granted'
  const years = [2021, 2022, 2023]

  it('stands beside it in a matrix and in a ranking, and gives it', async () => {
    const matrix = await door.run({ kind: 'matrix', metric, scope, years })
    const valued = [...matrix.states.keys()].filter((at) => STATES[matrix.states[at]!] === 'value')
    expect(valued.length).toBeGreaterThan(10)
    expect([...matrix.quotients!.keys()].sort((a, b) => a - b)).toEqual(valued)
    for (const at of valued) {
      const { above, below } = matrix.quotients!.get(at)!
      expect(above / below).toBe(matrix.values[at])
    }
    const order = await door.run({ kind: 'rank', metric, scope, year: 2023, top: 99 })
    for (const { value, quotient } of order.top) expect(quotient!.above / quotient!.below).toBe(value)
  })

  it('follows the corrections that count', async () => {
    const [one] = demo.reports
    const [granted, closed] = ['applications.granted.total', 'applications.closed.total'] as const
    const set = {
      ...demo,
      orgs: demo.orgs.filter(({ id }) => id === one!.org),
      reports: [
        { ...one!, cells: { [granted]: { value: 3, correction: { was: 1, reason: '', time: 0 } }, [closed]: 4 } },
      ],
    }
    const asked = { kind: 'matrix', metric, scope: { year: one!.year }, years: [one!.year] } as const
    const corrected = await clientOf(set).run(asked)
    expect([...corrected.quotients!.values()]).toEqual([{ above: 3, below: 4 }])
    const published = await clientOf(set).run({ ...asked, basis: { values: 'published' } })
    expect([...published.quotients!.values()]).toEqual([{ above: 1, below: 4 }])
  })

  it('is read in tips and tables, and is not asked of figures that are no quotients', async () => {
    const matrix = await door.run({ kind: 'matrix', metric, scope, years })
    const at = [...matrix.quotients!.keys()][0]!
    const { above, below } = matrix.quotients!.get(at)!
    const datum = datumAt(matrix, Math.floor(at / years.length), at % years.length)
    expect(inFullWords(datum, zh)).toContain(`${above}/${below}`)
    expect(entryOf(datum, zh).quotient).toBe(`${above}/${below}`)
    expect((await door.run({ kind: 'matrix', metric: FEES, scope, years })).quotients).toBeUndefined()
  })
})
