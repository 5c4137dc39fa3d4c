import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/domain/dataset'
import { APPLICANTS, cellsOf, definitionOf, operandsOf } from '../../src/domain/metrics'
import type { MetricId } from '../../src/domain/metrics'
import { LEVELS } from '../../src/domain/orgs'
import { FENCE, FEWEST_FOR_OUTLIERS, runSpread } from '../../src/query/answers/spread'
import { runFilled } from '../../src/query/answers/filled'
import { runLines } from '../../src/query/answers/lines'
import { runMovers } from '../../src/query/answers/movers'
import { runRank } from '../../src/query/answers/rank'
import { runRollup } from '../../src/query/answers/rollup'
import { runSample } from '../../src/query/answers/sample'
import { heldReport as rebuilt } from '../../src/frame/heldReport'
import { frameOf } from '../../src/query/load'
import { changeBetween } from '../../src/query/measures/change'
import { indexFrom } from '../../src/query/measures/indexed'
import { crossesBreak } from '../../src/domain/metrics/comparable'
import { prepare } from '../../src/pack/prepare'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import type { Scope } from '../../src/map/scope'
import { readFigure } from '../../src/domain/report'
import { YEARS, datasets } from './arbitrary'
import { dataset, org, report } from './small'
import { answer, areaOf, filledShare, heldReport, inScope, knownOffices, slowParts, slowQuantile } from './reference'

const OTHER_ROWS = ['', '.not-supplemented', '.fee-unpaid', '.misc']
const codesFor = (metric: MetricId): string[] => [
  ...operandsOf(metric),
  ...APPLICANTS.filter((c) => metric === `applications.other.${c}`).flatMap((c) =>
    OTHER_ROWS.map((row) => `applications.other${row}.${c}`),
  ),
]
const frame = (sets: readonly Dataset[]) => frameOf(sets.map((set) => prepare(set)))

const metrics = fc.constantFrom<MetricId>(
  'applications.new.total',
  'penalty.decisions',
  'fee.amount',
  'published.total',
  'applications.other.total',
  'rate.granted',
  'sum.suits',
  'own:每百件申请的处罚和许可:penalty.decisions~license.decisions/applications.new.total@100',
)
const scopes: fc.Arbitrary<Scope> = fc.record(
  { area: fc.constantFrom('市', '东区', '西区'), level: fc.constantFrom(...LEVELS), year: fc.constantFrom(...YEARS) },
  { requiredKeys: ['year'] },
)
const questions = metrics.chain((metric) =>
  fc.record({
    metric: fc.constant(metric),
    sets: datasets(codesFor(metric)),
    scope: scopes,
    year: fc.constantFrom(...YEARS),
  }),
)

/** All offices of a scope in map order, with what they answer. */
function asked(sets: readonly Dataset[], metric: MetricId, scope: Scope, year: number) {
  const held = frame(sets)
  const chosen = inScope(sets, scope)
  const all = held.orgs.flatMap(({ id }) => (chosen.has(id) ? [{ id, is: answer(sets, metric, id, year) }] : []))
  const numbers = all.flatMap(({ id, is }, at) => (typeof is === 'number' ? [{ id, value: is, at }] : []))
  const missing: Record<string, number> = {}
  for (const { is } of all) if (typeof is === 'string') missing[is] = (missing[is] ?? 0) + 1
  return { held, all, numbers, missing }
}

/** Within what the figures of the samples reach, and beyond it. */
const BOUNDS = [
  { side: 'least', value: 2 },
  { side: 'most', value: 0.5 },
  { side: 'least', value: 1e12 },
] as const

describe('a ranking', () => {
  it('is that of a plain sort, from the top, the bottom and around an office, with every kind of absence counted', () => {
    fc.assert(
      fc.property(
        questions,
        fc.nat(6),
        fc.constantFrom('甲', '乙', '丙', '市'),
        fc.nat(3),
        ({ metric, sets, scope, year }, most, me, span) => {
          const { held, all, numbers, missing } = asked(sets, metric, scope, year)
          const result = runRank(held, {
            kind: 'rank',
            metric,
            scope,
            year,
            top: most,
            bottom: most,
            around: me,
            span,
            summary: true,
            bounds: BOUNDS,
          })
          // Between two amounts in cents the last digit may be rounded differently.
          const spec = { kind: 'matrix' as const, metric, scope, years: [year], bounds: BOUNDS }
          const summed = runMatrix(held, spec).summaries[0]!
          expect(summed.within).toEqual(
            BOUNDS.map(
              ({ side, value }) =>
                numbers.filter((one) => (side === 'least' ? one.value >= value : one.value <= value)).length,
            ),
          )
          expect(Object.keys(result.summary!).sort()).toEqual(Object.keys(summed).sort())
          for (const [key, value] of Object.entries(summed)) {
            const own = result.summary![key as keyof typeof summed]
            if (typeof value === 'number') expect(own).toBeCloseTo(value, 4)
            else expect(own).toEqual(value)
          }
          const order = [...numbers]
            .sort((a, b) => b.value - a.value || a.at - b.at)
            .map(({ id, value }, i) => ({
              id,
              value,
              place: i + 1,
              rank: numbers.filter((other) => other.value > value).length + 1,
            }))
          const plain = (entries: typeof result.top) =>
            entries.map(({ org, value, rank, place }) => ({ id: org.id, value, rank, place }))
          const wanted = (entries: typeof order) =>
            entries.map(({ id, value, rank, place }) => ({ id, value, rank, place }))
          expect(result).toMatchObject({ total: all.length, reported: numbers.length, missing })
          expect(plain(result.top)).toEqual(wanted(order.slice(0, most)))
          expect(plain(result.bottom)).toEqual(wanted(most === 0 ? [] : order.slice(-most)))
          if (numbers.length === 0 || definitionOf(metric)?.denominator) expect(result.sum).toBeUndefined()
          else
            expect(result.sum).toBeCloseTo(
              numbers.reduce((sum, { value }) => sum + value, 0),
              4,
            )
          const own = order.findIndex(({ id }) => id === me)
          if (own < 0) expect(result.around).toBeUndefined()
          else {
            expect(plain(result.around!.entries)).toEqual(wanted(order.slice(Math.max(0, own - span), own + span + 1)))
            expect(result.around).toMatchObject({ rank: order[own]!.rank, place: own + 1 })
            expect(result.around!.equal).toBe(numbers.filter(({ value }) => value === order[own]!.value).length)
            expect(result.around!.above + result.around!.equal + result.around!.below).toBe(numbers.length)
          }
        },
      ),
      { numRuns: 120 },
    )
  })
})

describe('a spread', () => {
  it("is the quartiles of each area, as R gives them, and Tukey's outliers", () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(...LEVELS), ({ metric, sets, scope, year }, by) => {
        const { held, all, numbers } = asked(sets, metric, scope, year)
        const result = runSpread(held, { kind: 'spread', metric, scope, year, by, outliers: 100 })
        const orgs = knownOffices(sets)
        const wanted = new Set(all.flatMap(({ id }) => areaOf(orgs, id, by, scope.year) ?? []))
        expect(new Set(result.areas.map(({ id }) => id))).toEqual(wanted)
        const named: string[] = []
        result.areas.forEach(({ id }, g) => {
          const within = (one: { id: string }) => areaOf(orgs, one.id, by, scope.year) === id
          const own = numbers.filter(within)
          const values = own.map(({ value }) => value)
          expect([result.totals[g], result.reported[g]]).toEqual([all.filter(within).length, values.length])
          const five = [...result.five.subarray(g * 5, g * 5 + 5)]
          if (values.length === 0) {
            expect(five).toEqual([NaN, NaN, NaN, NaN, NaN])
            return
          }
          const slow = [0, 0.25, 0.5, 0.75, 1].map((p) => slowQuantile(values, p))
          five.forEach((number, i) => expect(number).toBeCloseTo(slow[i]!, 6))
          const reach = FENCE * (five[3]! - five[1]!)
          const out =
            values.length < FEWEST_FOR_OUTLIERS
              ? []
              : own.filter(({ value }) => value < five[1]! - reach || value > five[3]! + reach)
          expect(result.outlierCounts[g]).toBe(out.length)
          named.push(...out.map((one) => one.id))
        })
        expect(result.outliers.map(({ org }) => org.id).sort()).toEqual(named.sort())
      }),
      { numRuns: 120 },
    )
  })

  it('names an office at zero where all others of its area are far above', () => {
    const figures: [string, number][] = [
      ['甲', 40],
      ['乙', 41],
      ['丙', 42],
      ['丁', 43],
      ['戊', 44],
      ['己', 0],
      ['庚', 39],
    ]
    const held = frame([
      dataset(
        'zero',
        [org('区', 'district'), ...figures.map(([id]) => org(id, 'street', [{ org: '区' }]))],
        figures.map(([id, value]) => report(id, 2022, { cells: { 'penalty.decisions': value } })),
      ),
    ])
    const { outliers, outlierCounts } = runSpread(held, {
      kind: 'spread',
      metric: 'penalty.decisions',
      scope: { year: 2022, level: 'street' },
      year: 2022,
      by: 'district',
    })
    expect([...outlierCounts]).toEqual([1])
    expect(outliers).toMatchObject([{ org: { id: '己' }, area: 0, value: 0 }])
    expect(outliers[0]!.ranges).toBeCloseTo((39.5 - 0) / (42.5 - 39.5), 6)
  })
})

describe('movers', () => {
  it('are those whose figure changed most between two years', () => {
    fc.assert(
      fc.property(questions, fc.nat(4), ({ metric, sets, scope, year }, most) => {
        const now = asked(sets, metric, scope, year)
        const before = asked(sets, metric, scope, year - 1)
        const result = runMovers(now.held, { kind: 'movers', metric, scope, year, most })
        expect(result).toMatchObject({
          total: now.all.length,
          missingBase: before.missing,
          missingCurrent: now.missing,
          isBroken: crossesBreak(metric, year - 1, year),
        })
        if (result.isBroken) {
          expect([result.risers, result.fallers, result.paired]).toEqual([[], [], 0])
          return
        }
        const pairs = now.numbers.flatMap(({ id, value, at }) => {
          const base = before.numbers.find((one) => one.id === id)?.value
          return base === undefined ? [] : [{ id, at, base, value, by: value - base }]
        })
        expect([result.paired, result.rose, result.fell, result.same]).toEqual([
          pairs.length,
          pairs.filter(({ by }) => by > 0).length,
          pairs.filter(({ by }) => by < 0).length,
          pairs.filter(({ by }) => by === 0).length,
        ])
        if (result.base !== undefined) {
          expect(result.base).toBeCloseTo(
            pairs.reduce((sum, { base }) => sum + base, 0),
            4,
          )
          expect(result.current).toBeCloseTo(
            pairs.reduce((sum, { value }) => sum + value, 0),
            4,
          )
        }
        for (const [found, sign] of [
          [result.risers, 1],
          [result.fallers, -1],
        ] as const) {
          const wanted = pairs
            .filter(({ by }) => by * sign > 0)
            .sort((a, b) => sign * (b.by - a.by) || a.at - b.at)
            .slice(0, most)
          expect(found.map(({ org, base, value }) => [org.id, base, value])).toEqual(
            wanted.map(({ id, base, value }) => [id, base, value]),
          )
          for (const { base, value, change } of found)
            expect(change).toEqual(changeBetween(metric, { value: base }, { value }, year - 1, year))
        }
      }),
      { numRuns: 120 },
    )
  })
})

describe('a roll-up', () => {
  it('adds up what stood under each area each year, and says what is missing', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(...LEVELS), ({ metric, sets, scope }, by) => {
        const orgs = knownOffices(sets)
        const result = runRollup(frame(sets), { kind: 'rollup', metric, scope, years: YEARS, by, medians: true })
        const expected = new Set<string>()
        YEARS.forEach((year, y) => {
          const { all } = asked(sets, metric, { ...scope, year }, year)
          const groups = new Map<string, typeof all>()
          for (const one of all) {
            const area = areaOf(orgs, one.id, by, year)
            if (area !== undefined) groups.set(area, [...(groups.get(area) ?? []), one])
          }
          for (const area of groups.keys()) expected.add(area)
          result.areas.forEach(({ id }, g) => {
            const own = groups.get(id) ?? []
            const at = g * YEARS.length + y
            const values = own.flatMap(({ is }) => (typeof is === 'number' ? [is] : []))
            expect([result.totals[at], result.reported[at]]).toEqual([own.length, values.length])
            STATES.forEach((state, code) => {
              if (state !== 'value')
                expect(result.missing[at * STATES.length + code]).toBe(own.filter(({ is }) => is === state).length)
            })
            if (values.length === 0) {
              expect([result.values[at], result.medians![at]]).toEqual([NaN, NaN])
              return
            }
            expect(result.medians![at]).toBeCloseTo(slowQuantile(values, 0.5), 6)
            const { denominator, per = 1 } = definitionOf(metric) ?? {}
            if (!denominator) {
              expect(result.values[at]).toBeCloseTo(
                values.reduce((a, b) => a + b, 0),
                4,
              )
              return
            }
            const parts = own.flatMap((one) => {
              const both = slowParts(sets, metric, one.id, year)
              return both ? [both] : []
            })
            expect(result.values[at]).toBeCloseTo(
              (parts.reduce((sum, [above]) => sum + above, 0) / parts.reduce((sum, [, below]) => sum + below, 0)) * per,
              6,
            )
          })
        })
        expect(new Set(result.areas.map(({ id }) => id))).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('counts of filled cells', () => {
  it('are those of the reports', () => {
    fc.assert(
      fc.property(datasets(['penalty.decisions', 'review.total']), (sets) => {
        const held = frame(sets)
        const { filled, cells } = runFilled(held, { kind: 'filled', years: [2018, ...YEARS] })
        ;[2018, ...YEARS].forEach((year, y) =>
          held.orgs.forEach(({ id }, row) => {
            const report = heldReport(sets, id, year)
            const of = report
              ? (['2', '3', '4'] as const).reduce(
                  (n, table) => n + cellsOf(table, report.forms[table] ?? (year > 2020 ? '2021' : '2019')).length,
                  0,
                )
              : 0
            expect(cells[y]![row]).toBe(of)
            expect(filled[y]![row]).toBe(report ? Math.round(filledShare(report) * of) : 0)
          }),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('lines', () => {
  it('are the rows of a matrix, with their index', () => {
    fc.assert(
      fc.property(questions, ({ metric, sets, year }) => {
        const held = frame(sets)
        const { matrix, indexed: lines } = runLines(held, {
          kind: 'lines',
          metric,
          offices: ['丙', 'nowhere', '甲'],
          years: YEARS,
          base: year,
        })
        expect(matrix.orgs.map(({ id }) => id)).toEqual(['丙', '甲'])
        matrix.orgs.forEach(({ id }, i) =>
          YEARS.forEach((y, column) => {
            const is = answer(sets, metric, id, y)
            const at = i * YEARS.length + column
            expect(typeof is === 'number' ? [matrix.values[at], 'value'] : [NaN, is]).toEqual([
              matrix.values[at],
              STATES[matrix.states[at]!],
            ])
          }),
        )
        const whole = runMatrix(held, { kind: 'matrix', metric, scope: { year }, years: YEARS })
        for (const [i, org] of matrix.orgs.entries()) {
          const row = whole.orgs.indexOf(org)
          if (row >= 0) expect(lines![i]).toEqual(indexFrom(whole, row, year))
        }
      }),
    )
  })
})

describe('a sample', () => {
  it('has the rows of the offices named, and the summaries of the whole scope', () => {
    fc.assert(
      fc.property(questions, ({ metric, sets, scope }) => {
        const held = frame(sets)
        const whole = runMatrix(held, { kind: 'matrix', metric, scope, years: [...YEARS, 2030], bounds: BOUNDS })
        const sample = runSample(held, {
          kind: 'sample',
          metric,
          scope,
          years: [...YEARS, 2030],
          offices: ['丙', '甲'],
          bounds: BOUNDS,
        })
        expect(sample.orgs.map(({ id }) => id)).toEqual(['丙', '甲'])
        expect(sample.values).toEqual(
          runLines(held, { kind: 'lines', metric, offices: ['丙', '甲'], years: [...YEARS, 2030] }).matrix.values,
        )
        sample.summaries.forEach(({ missing, sum, within, ...numbers }, y) => {
          const { missing: kinds, sum: total, within: keeping, ...others } = whole.summaries[y]!
          expect(within).toEqual(keeping)
          expect(missing).toEqual(kinds)
          if (total === undefined) expect(sum).toBeUndefined()
          else expect(sum).toBeCloseTo(total, 4)
          expect(Object.keys(numbers).sort()).toEqual(Object.keys(others).sort())
          for (const [name, value] of Object.entries(others))
            expect(numbers[name as keyof typeof numbers]).toBeCloseTo(value, 6)
        })
      }),
      { numRuns: 120 },
    )
  })
})

describe('a report without evidence', () => {
  it('says the same from its columns', () => {
    fc.assert(
      fc.property(
        datasets(['penalty.decisions', 'applications.other.total', 'fee.amount', 'published.total']),
        (sets) => {
          const held = frame(sets)
          for (const set of sets) {
            for (const report of prepare(set).evidence.map((one) => one.report)) {
              const found = rebuilt(held, set.id, report.org, report.year)!
              expect([found.org, found.year, found.forms]).toEqual([report.org, report.year, report.forms])
              for (const code of [
                'penalty.decisions',
                'applications.other.total',
                'fee.amount',
                'published.total',
              ] as const) {
                expect(readFigure(found, code)).toBe(readFigure(report, code))
                const home = code === 'published.total' ? 'prose' : 'cells'
                expect(code in found[home]).toBe(code in report[home])
              }
            }
          }
          expect(rebuilt(held, sets[0]!.id, 'nobody', 2021)).toBeUndefined()
        },
      ),
      { numRuns: 60 },
    )
  })
})
