import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/domain/dataset'
import { mergersOf } from '../../src/domain/mergers'
import type { Merger } from '../../src/domain/mergers'
import type { MetricId } from '../../src/domain/metrics'
import { FIRST_YEAR, LEVELS } from '../../src/domain/orgs'
import type { Org, Parenthood } from '../../src/domain/orgs'
import { placeReport } from '../../src/domain/placement'
import type { Report } from '../../src/domain/report'
import { holdersOf, ownerOf } from '../../src/frame/frame'
import type { Frame } from '../../src/frame/frame'
import type { Scope } from '../../src/map/scope'
import { prepare } from '../../src/pack/prepare'
import { runLines } from '../../src/query/answers/lines'
import { frameOn } from '../../src/query/basis'
import { createClient, runReport } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { officeMapOf } from '../../src/query/officeMap'
import { runQuery } from '../../src/query/run'
import type { ColumnSpec } from '../../src/query/answers'
import { YEARS, datasets } from '../query/arbitrary'
import { dataset, org, report } from '../query/small'

const CODES = [
  'applications.new.total',
  'applications.carried-in.total',
  'penalty.decisions',
  'published.total',
] as const

/** Questions of every kind about a scope. */
function questions(metric: MetricId, scope: Scope, year: number): ColumnSpec[] {
  const years = [...YEARS]
  return [
    { kind: 'matrix', metric, scope, years },
    { kind: 'rank', metric, scope, year, top: 20, around: '乙', span: 2 },
    { kind: 'spread', metric, scope, year, by: 'district', outliers: 3 },
    { kind: 'rollup', metric, scope, years, by: 'district' },
    { kind: 'movers', metric, scope, year },
    { kind: 'completeness', scope, years },
    { kind: 'findings', scope, year, undecided: true, closed: true },
    { kind: 'brief', scope, year, years },
    { kind: 'lines', metric, offices: ['乙', '甲'], years },
    { kind: 'parts', metrics: [metric], scope, years, offices: ['乙'] },
  ]
}

/* What an office was called before, which dataset a version came from and where an office stands on the list are told
   apart from the figures. */
const PLACES: readonly string[] = ['formerNames', 'parents', 'dataset', 'by', 'place', 'at', 'versions']
/**
 * What an answer says, without the order in which it says it: siblings stand in the order in which they became known.
 */
function said(answer: unknown): unknown {
  if (ArrayBuffer.isView(answer)) return Array.from(answer as Float64Array, String)
  if (Array.isArray(answer)) return answer.map(said).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof answer !== 'object' || answer === null) return answer
  const held = answer as Record<string, unknown>
  const heads = (held.orgs ?? held.areas) as Org[] | undefined
  const isTable = Array.isArray(heads) && heads.every((one) => 'level' in one)
  const width = (held.years as unknown[] | undefined)?.length ?? 1
  return Object.fromEntries(
    Object.entries(held).flatMap(([key, value]): [string, unknown][] => {
      if (PLACES.includes(key)) return []
      if (!isTable || !ArrayBuffer.isView(value)) return key === 'corrected' ? [] : [[key, said(value)]]
      // A table has as many numbers for each office, or for each of its years.
      const all = Array.from(value as unknown as Float64Array, String)
      const each = Math.max(width, all.length / Math.max(1, heads.length))
      return [[key, heads.map(({ id }, i) => `${id} ${all.slice(i * each, (i + 1) * each).join(' ')}`).sort()]]
    }),
  )
}
const answers = (frame: Frame, asked: readonly ColumnSpec[]): [string, unknown][] =>
  asked.flatMap((spec) =>
    ([{}, { doubtful: 'counted' }, { values: 'published' }] as const).map((basis): [string, unknown] => [
      spec.kind,
      said(runQuery(frameOn(frame, basis), spec)),
    ]),
  )

/** Every correction at a time of its own, so that it is plain which is the latest. */
function timed(sets: readonly Dataset[]): Dataset[] {
  let time = 0
  const stamp = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'correction' in value
      ? { ...value, correction: { ...(value.correction as object), time: ++time } }
      : value
  const all = (cells: object): object =>
    Object.fromEntries(Object.entries(cells).map(([key, one]) => [key, stamp(one)]))
  return sets.map((set) => ({
    ...set,
    reports: set.reports.map((one): Report => ({
      ...one,
      cells: all(one.cells) as Report['cells'],
      prose: all(one.prose) as Report['prose'],
    })),
  }))
}
const frame = (sets: readonly Dataset[], mergers: readonly Merger[] = []): Frame =>
  frameOf(
    sets.map((set) => prepare(set)),
    [],
    mergers,
  )

/**
 * The same reports as somebody would have given them who knew one office from the start: those of the other name under
 * the datasets that have it under its own.
 */
function fromTheStart(
  sets: readonly Dataset[],
  office: string,
  into: string,
  orgsOf: (orgs: Org[]) => Org[],
  from = 0,
) {
  const goes = (one: Report): boolean => one.org === office && one.year >= from
  const of = (set: Dataset, reports: Report[], id: string): Dataset => ({
    ...set,
    id,
    orgs: orgsOf(set.orgs),
    reports: reports.some(({ org: by }) => by === WITNESS.id)
      ? reports
      : [...reports, ...set.reports.filter(({ org: by }) => by === WITNESS.id)],
  })
  return [
    ...sets.map((set) =>
      of(
        set,
        set.reports.filter(goes).map((one) => ({ ...one, org: into })),
        `${set.id} other`,
      ),
    ),
    ...sets.map((set) =>
      of(
        set,
        set.reports.filter((one) => !goes(one)),
        set.id,
      ),
    ),
  ]
}
/** The last year that every set holds, and what holds it: sets are kept in the map order of their last year. */
const WITNESS = org('证', 'street', [{ org: '市' }])
const settled = (orgs: readonly Org[], id: string): Org[] =>
  orgs.map((one) => (one.id === id && one.parents.length === 0 ? { ...one, parents: [{ org: '市' }] } : one))
const asked = fc.record({
  sets: datasets([...CODES]).map((sets) =>
    timed(sets).map((set) => ({
      ...set,
      orgs: [...set.orgs, WITNESS],
      reports: [...set.reports, report(WITNESS.id, YEARS.at(-1)!)],
    })),
  ),
  metric: fc.constantFrom<MetricId>('applications.new.total', 'penalty.decisions', 'published.total'),
  scope: fc.record(
    { area: fc.constantFrom('市', '东区', '西区'), level: fc.constantFrom(...LEVELS), year: fc.constantFrom(...YEARS) },
    { requiredKeys: ['year'] },
  ) as fc.Arbitrary<Scope>,
  year: fc.constantFrom(...YEARS),
})

describe('an office that went into another', () => {
  it('answers every question as one office from the start would', () => {
    fc.assert(
      fc.property(asked, ({ sets: given, metric, scope, year }) => {
        const sets = given.map((set) => ({ ...set, orgs: settled(set.orgs, '乙') }))
        const merged = frame(sets, [{ office: '丙', into: '乙' }])
        const start = frame(fromTheStart(sets, '丙', '乙', (orgs) => orgs.filter(({ id }) => id !== '丙')))
        const all = questions(metric, scope, year)
        expect(answers(merged, all)).toEqual(answers(start, all))
      }),
      { numRuns: 8 },
    )
  }, 60_000)

  it('does so from a year on, and is an office of its own before', () => {
    const until = (parents: readonly Parenthood[], to: number): Parenthood[] =>
      parents.flatMap((one) => ((one.from ?? 0) > to ? [] : [{ ...one, to: Math.min(one.to ?? Infinity, to) }]))
    fc.assert(
      fc.property(asked, fc.constantFrom(2020, 2021, 2022), ({ sets: given, metric, scope, year }, from) => {
        const sets = given.map((set) => ({ ...set, orgs: settled(settled(set.orgs, '乙'), '丙') }))
        const merged = frame(sets, [{ office: '丙', into: '乙', from }])
        const ended = (orgs: Org[]): Org[] =>
          orgs.map((one) => (one.id === '丙' ? { ...one, parents: until(one.parents, from - 1) } : one))
        // Where no parent is left the office is no longer told apart from one that never had any.
        fc.pre(
          sets.every(({ orgs }) =>
            ended(orgs).every(({ parents }, i) => parents.length > 0 || orgs[i]!.parents.length === 0),
          ),
        )
        const start = frame(fromTheStart(sets, '丙', '乙', ended, from))
        const all = questions(metric, scope, year)
        expect(answers(merged, all)).toEqual(answers(start, all))
      }),
      { numRuns: 8 },
    )
  }, 60_000)

  it('takes the offices under it along', () => {
    fc.assert(
      fc.property(asked, ({ sets: given, metric, scope, year }) => {
        const sets = given.map((set) => ({
          ...set,
          orgs: set.orgs.map((one) => (['东区', '西区'].includes(one.id) ? { ...one, parents: [{ org: '市' }] } : one)),
        }))
        const merged = frame(sets, [{ office: '西区', into: '东区' }])
        const together = (orgs: Org[]): Org[] =>
          orgs
            .filter(({ id }) => id !== '西区')
            .map((one) => ({
              ...one,
              parents: one.parents.map((span) => (span.org === '西区' ? { ...span, org: '东区' } : span)),
            }))
        const start = frame(fromTheStart(sets, '西区', '东区', together))
        const moved = { ...scope, ...(scope.area === '西区' && { area: '东区' }) }
        expect(answers(merged, questions(metric, moved, year))).toEqual(answers(start, questions(metric, moved, year)))
        // A link to the area as it was leads to what it went into.
        const ids = (where: Scope) =>
          officeMapOf(merged)
            .within(where)
            .map(({ id }) => id)
        expect(ids(scope)).toEqual(ids(moved))
      }),
      { numRuns: 8 },
    )
  }, 60_000)
})

describe('two offices that are one', () => {
  const cells = (value: number) => ({ cells: { 'penalty.decisions': value } })
  const corrected = (value: number, time: number) => ({
    cells: { 'penalty.decisions': { value, correction: { was: 1, reason: '核对', time } } },
  })
  const A = { ...org('甲区丙', 'street', [{ org: '甲区' }]), name: '丙街道' }
  const B = { ...org('甲区乙', 'street', [{ org: '甲区' }]), name: '乙街道' }
  const AREA = org('甲区', 'district')
  const set = (id: string, reports: readonly Report[]): Dataset => ({
    ...dataset(id, [AREA, A, B], reports),
    synthetic: false,
  })
  const own = set('own', [report(A.id, 2019, cells(1)), report(A.id, 2020, cells(2)), report(B.id, 2020, cells(3))])
  const values = (of: Frame, years = [2019, 2020]): number[] => {
    const { matrix } = runLines(of, { kind: 'lines', metric: 'penalty.decisions', offices: [B.id], years })
    return [...matrix.values]
  }
  const merger: Merger = { office: A.id, into: B.id }

  it('are versions of one report where both have one: the own counts, or what was chosen', () => {
    const merged = frame([own], [merger])
    expect(values(merged)).toEqual([1, 3])
    expect(holdersOf(merged, B.id, 2020)).toHaveLength(2)
    expect(values(frame([own], [{ ...merger, counts: [2020] }]))).toEqual([1, 2])
    const other = holdersOf(merged, B.id, 2020).find((one) => one !== ownerOf(merged, B.id, 2020))!
    const chosen = frameOf([prepare(own)], [{ org: B.id, year: 2020, dataset: other }], [merger])
    expect(values(chosen)).toEqual([1, 2])
  })

  it('keep what was chosen among versions under the other name', () => {
    const later = set('later', [report(A.id, 2019, cells(7))])
    const sets = [prepare(own), prepare(later)]
    expect(values(frameOf(sets, [], [merger]))).toEqual([7, 3])
    expect(values(frameOf(sets, [{ org: A.id, year: 2019, dataset: 'own' }], [merger]))).toEqual([1, 3])
  })

  it('have the later of two corrections', () => {
    const both = (a: number, b: number) =>
      frame([set('own', [report(A.id, 2020, corrected(20, a)), report(B.id, 2020, corrected(30, b))])], [merger])
    expect(values(both(1, 2), [2020])).toEqual([30])
    expect(values(both(2, 1), [2020])).toEqual([20])
    expect(both(1, 2).correctionsOf(B.id, 2020)).toHaveLength(1)
  })

  it('show a report as it was given, whichever of the two it came from', async () => {
    const merged = frame([own], [merger])
    const reader = (ids: readonly string[], id: string, year: number) => {
      const found = own.reports.find((one) => one.org === id && one.year === year)
      return Promise.resolve(found && { dataset: ids.at(-1)!, report: { ...found, source: { file: `${id}.txt` } } })
    }
    const shown = await runReport(merged, reader as never, { kind: 'report', org: A.id, year: 2019, checked: true })
    expect(shown.org.id).toBe(B.id)
    expect(shown.report).toMatchObject({ org: B.id, year: 2019, source: { file: `${A.id}.txt` } })
    const client = createClient(merged, reader as never)
    for (const dataset of holdersOf(merged, B.id, 2020)) {
      const version = await client.run({ kind: 'report', org: B.id, year: 2020, dataset })
      expect(version.report?.source).toEqual({ file: `${dataset === 'own' ? B.id : A.id}.txt` })
    }
  })

  it('are found under either id, and recognised by either name', () => {
    const map = officeMapOf(frame([own], [merger]))
    expect(map.get(A.id)?.id).toBe(B.id)
    expect(map.all.map(({ id }) => id)).toEqual([AREA.id, B.id])
    expect(map.get(B.id)?.formerNames).toEqual([{ name: A.name, to: FIRST_YEAR - 1 }])
    for (const name of ['丙街道办事处', '乙街道'])
      expect(placeReport({ org: name, district: '甲区' }, map.all)).toMatchObject({ org: { id: B.id }, isNew: false })
  })

  it('stay two before the year of the merger', () => {
    const map = officeMapOf(frame([own], [{ ...merger, from: 2020 }]))
    expect(map.all.map(({ id }) => id)).toEqual([AREA.id, A.id, B.id])
    expect([map.isHeld(A.id, 2019), map.isHeld(A.id, 2020), map.isHeld(B.id, 2019)]).toEqual([true, false, false])
    expect(map.get(A.id)?.parents).toEqual([{ org: AREA.id, to: 2019 }])
  })

  it('are left alone where the other is not held, or where it would lead back', () => {
    expect(values(frame([own], [{ office: A.id, into: 'gone' }]))).toEqual([NaN, 3])
    const known = () => true
    const circle = mergersOf(
      [
        { office: 'a', into: 'b' },
        { office: 'b', into: 'c', from: 2021 },
        { office: 'c', into: 'a' },
      ],
      known,
    )
    expect(circle.all.map(({ office }) => office)).toEqual(['a', 'b'])
    expect([2020, 2021].map((year) => circle.officeIn('a', year))).toEqual(['b', 'c'])
    expect([circle.officeOf('a'), circle.officeOf('b')]).toEqual(['b', 'b'])
    expect(circle.originsOf('c', 2021)).toEqual(['c', 'a', 'b'])
    expect(circle.originsOf('b', 2020)).toEqual(['b', 'a'])
  })
})
