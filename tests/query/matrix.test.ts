import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/domain/dataset'
import { APPLICANTS, DERIVED_CODES, operandsOf } from '../../src/domain/metrics'
import type { MetricId } from '../../src/domain/metrics'
import { LEVELS } from '../../src/domain/orgs'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { runCompleteness } from '../../src/query/answers/completeness'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import type { MatrixResult } from '../../src/query/spec'
import type { Scope } from '../../src/map/scope'
import { YEARS, anyCode, datasets } from './arbitrary'
import { answer, filledShare, heldReport, inScope } from './reference'

const ASKED = [2018, ...YEARS]
const ALL: Scope = { year: 2021 }
const frame = (sets: readonly Dataset[]) => frameOf(sets.map((set) => prepare(set)))

const OTHER_ROWS = ['', '.not-supplemented', '.fee-unpaid', '.misc']
/** The codes a metric is read from, with the parts that join. */
const codesFor = (metric: MetricId): string[] => [
  ...operandsOf(metric),
  ...APPLICANTS.filter((c) => metric === `applications.other.${c}`).flatMap((c) =>
    OTHER_ROWS.map((row) => `applications.other${row}.${c}`),
  ),
]

const readings = ({ orgs, years, values, states }: MatrixResult) =>
  new Map(
    orgs.map(({ id }, row) => [
      id,
      years.map((_, column) => {
        const at = row * years.length + column
        const state = STATES[states[at]!]!
        expect(Number.isNaN(values[at])).toBe(state !== 'value')
        return state === 'value' ? values[at]! : state
      }),
    ]),
  )

function expectAnswers(sets: readonly Dataset[], metric: MetricId, scope: Scope): MatrixResult {
  const result = runMatrix(frame(sets), { kind: 'matrix', metric, scope, years: ASKED })
  const wanted = new Map(
    [...inScope(sets, scope)].map((id) => [id, ASKED.map((year) => answer(sets, metric, id, year))]),
  )
  expect(new Map([...readings(result)].sort())).toEqual(new Map([...wanted].sort()))
  return result
}

describe('a matrix', () => {
  const metrics = fc.oneof(
    anyCode,
    fc.constantFrom(...DERIVED_CODES),
    fc.constantFrom(...APPLICANTS).map((c): MetricId => `applications.other.${c}`),
  )
  const questions = metrics.chain((metric) =>
    fc.record({ metric: fc.constant(metric), sets: datasets(codesFor(metric)) }),
  )

  it('is what the reports say, for published, derived and joined figures', () => {
    fc.assert(
      fc.property(questions, ({ metric, sets }) => {
        expectAnswers(sets, metric, ALL)
      }),
      { numRuns: 250 },
    )
  })

  it('sums up each year over the offices with a value', () => {
    fc.assert(
      fc.property(datasets(['applications.new.total']), (sets) => {
        const { summaries, orgs } = expectAnswers(sets, 'applications.new.total', ALL)
        ASKED.forEach((year, column) => {
          const all = orgs.map(({ id }) => answer(sets, 'applications.new.total', id, year))
          const numbers = all.filter((x) => typeof x === 'number')
          const summary = summaries[column]!
          expect(summary).toMatchObject({ year, total: orgs.length, reported: numbers.length })
          expect(Object.values(summary.missing).reduce((a, b) => a + b, 0)).toBe(orgs.length - numbers.length)
          for (const [kind, count] of Object.entries(summary.missing))
            expect(all.filter((x) => x === kind)).toHaveLength(count)
          if (numbers.length === 0)
            expect([summary.sum, summary.median, summary.min]).toEqual([undefined, undefined, undefined])
          else {
            expect(summary.sum).toBeCloseTo(
              numbers.reduce((a, b) => a + b, 0),
              4,
            )
            expect([summary.min, summary.max]).toEqual([Math.min(...numbers), Math.max(...numbers)])
          }
        })
      }),
    )
  })

  it('has no sum of quotients', () => {
    fc.assert(
      fc.property(datasets(codesFor('rate.granted')), (sets) => {
        for (const { sum } of expectAnswers(sets, 'rate.granted', ALL).summaries) expect(sum).toBeUndefined()
      }),
      { numRuns: 20 },
    )
  })

  const scopes: fc.Arbitrary<Scope> = fc.record(
    {
      area: fc.constantFrom('市', '东区', '西区', '甲', 'nowhere'),
      level: fc.constantFrom(...LEVELS),
      year: fc.constantFrom(...ASKED),
    },
    { requiredKeys: ['year'] },
  )

  it('covers the offices of its scope as the map stood', () => {
    fc.assert(
      fc.property(datasets(['review.total']), scopes, (sets, scope) => {
        expectAnswers(sets, 'review.total', scope)
      }),
      { numRuns: 250 },
    )
  })

  it('leaves the datasets as they were', () => {
    fc.assert(
      fc.property(datasets(['fee.amount']), (sets) => {
        const before = structuredClone(sets)
        expectAnswers(sets, 'fee.amount', ALL)
        expect(sets).toEqual(before)
      }),
      { numRuns: 20 },
    )
  })
})

describe('completeness', () => {
  it('is who reported, and how much of the form is filled', () => {
    fc.assert(
      fc.property(datasets(['penalty.decisions', 'applications.other.total', 'review.total']), (sets) => {
        const { orgs, held, filled } = runCompleteness(frame(sets), { kind: 'completeness', scope: ALL, years: ASKED })
        orgs.forEach(({ id }, row) =>
          ASKED.forEach((year, column) => {
            const report = heldReport(sets, id, year)
            const at = row * ASKED.length + column
            expect(held[at]).toBe(report ? 1 : 0)
            expect(filled[at]).toBe(report ? filledShare(report) : NaN)
          }),
        )
      }),
      { numRuns: 60 },
    )
  })
})
