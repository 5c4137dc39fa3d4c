import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  correctReport,
  correctionsIn,
  isOutdated,
  latest,
  splitCorrections,
  uncorrected,
} from '../../src/domain/correction'
import type { FigureCorrection } from '../../src/domain/correction'
import type { Report } from '../../src/domain/report'
import type { MetricId } from '../../src/domain/metrics'
import { openSegment } from '../../src/engine/codec'
import type { Segment } from '../../src/engine/codec'
import { buildFrame } from '../../src/frame/frame'
import type { Frame } from '../../src/frame/frame'
import type { FramePart } from '../../src/frame/ground'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { runCompleteness } from '../../src/query/answers/completeness'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import { dataset, org, report } from '../query/small'

const base = (extra: Partial<FigureCorrection>): FigureCorrection => ({
  org: '甲',
  year: 2021,
  in: 'cells',
  code: 'penalty.decisions',
  now: { value: 288 },
  was: 'blank',
  reason: '错列',
  time: 5,
  ...extra,
})

const SAID = report('甲', 2021, {
  cells: {
    'penalty.decisions': { missing: 'blank', raw: '' },
    'coercion.decisions': 3,
    'review.total': { value: 2, raw: '2' },
  },
  prose: { 'published.total': { value: 10, raw: '10条' }, 'review.total': 9 },
})
const plain = (of: Report): Report => JSON.parse(JSON.stringify(of)) as Report

describe('a correction', () => {
  it('counts instead of the published figure, and keeps it', () => {
    const held = correctReport(SAID, [base({})])
    expect(held.cells['penalty.decisions']).toEqual({
      value: 288,
      raw: '',
      correction: { was: 'blank', reason: '错列', time: 5 },
    })
    const again = correctReport(held, [base({ now: { value: 28 }, reason: '再核' })])
    expect(again.cells['penalty.decisions']).toMatchObject({ value: 28, correction: { was: 'blank', reason: '再核' } })
    expect(SAID.cells['penalty.decisions']).toEqual({ missing: 'blank', raw: '' })
  })
  it('made over another value than is published now says so, until it is made anew', () => {
    const outdated = base({ was: 5 })
    expect(isOutdated(SAID, outdated)).toBe(true)
    expect(isOutdated(SAID, base({}))).toBe(false)
    const held = correctReport(SAID, [outdated])
    expect(held.cells['penalty.decisions']).toMatchObject({ value: 288, correction: { was: 'blank', madeOver: 5 } })
    expect(correctionsIn(held)).toEqual([outdated])
    expect(plain(splitCorrections(held).published)).toEqual(plain(SAID))
    expect(correctReport(held, [base({ time: 9 })]).cells['penalty.decisions']).toMatchObject({
      correction: { was: 'blank', time: 9 },
    })
    expect(correctionsIn(correctReport(held, [base({ time: 9 })]))).toEqual([base({ time: 9 })])
  })
  it('of several of one figure the latest counts', () => {
    const [first, second] = [base({ time: 1 }), base({ time: 2, now: { value: 2 } })]
    expect(latest([second, first, base({ in: 'prose', time: 0 })])).toEqual([second, base({ in: 'prose', time: 0 })])
  })
  it('is taken back without a trace', () => {
    const corrections = [
      base({}),
      base({ code: 'license.decisions', was: 'not-extracted' }),
      base({ in: 'prose', code: 'published.total', was: 10, now: { value: 11 } }),
      base({ in: 'prose', code: 'published.wechat', was: 'not-extracted', now: { value: 4 } }),
    ]
    const held = correctReport(SAID, corrections)
    expect(splitCorrections(held)).toEqual({ published: SAID, corrections })
    expect(correctionsIn(uncorrected(held, 'cells', 'penalty.decisions'))).toEqual(corrections.slice(1))
  })
})

describe('corrected figures in answers', () => {
  const orgs = [org('甲'), org('乙')]
  const published = dataset('a', orgs, [SAID, report('乙', 2021, { cells: { 'penalty.decisions': 1 } })])
  const read = (frame: ReturnType<typeof frameOf>, metric: MetricId) => {
    const { values, states, corrected } = runMatrix(frame, {
      kind: 'matrix',
      metric,
      scope: { year: 2021 },
      years: [2021],
    })
    return { figures: [...values].map((value, i) => (states[i] === 0 ? value : STATES[states[i]!])), corrected }
  }
  const withCorrections = (...corrections: FigureCorrection[]) =>
    frameOf([
      prepare({
        ...published,
        reports: published.reports.map((one) => (one.org === '甲' ? correctReport(one, corrections) : one)),
      }),
    ])

  it('stand where they are charted, and are marked', () => {
    const frame = withCorrections(base({}), base({ in: 'prose', code: 'review.total', now: { value: 2 }, was: 9 }))
    expect(read(frame, 'penalty.decisions')).toEqual({ figures: [288, 1], corrected: [0] })
    // The sentence that repeats a cell was corrected, not the cell.
    expect(read(frame, 'review.total')).toEqual({ figures: [2, 'not-extracted'], corrected: [] })
    expect(read(frame, 'coercion.decisions').corrected).toEqual([])
  })
  it('mark what is derived from them, and change how full a report is', () => {
    const frame = withCorrections(base({ code: 'review.corrected', was: 'not-extracted', now: { value: 1 } }))
    const filled = (of: ReturnType<typeof frameOf>) =>
      runCompleteness(of, { kind: 'completeness', scope: { year: 2021 }, years: [2021] }).filled[0]!
    expect(Math.round(filled(frame) * 200)).toBe(Math.round(filled(frameOf([prepare(published)])) * 200) + 1)
    expect(read(frame, 'rate.review-corrected').corrected).toEqual([0])
    expect(read(frame, 'sum.suits').corrected).toEqual([])
  })
  it('are the same as if the report had said so', () => {
    const figure = fc.oneof(
      fc.integer({ min: -5, max: 90_000 }).map((value) => ({ value })),
      fc.constantFrom('blank', 'dash', 'unreadable').map((missing) => ({ missing }) as const),
    )
    const codes = [
      'penalty.decisions',
      'coercion.decisions',
      'review.total',
      'license.decisions',
      'fee.amount',
    ] as const
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...codes), figure), { selector: ([code]) => code }),
        (changes) => {
          const corrections = changes.map(([code, now]) => base({ code, now: now as FigureCorrection['now'] }))
          const said = { ...SAID, cells: { ...SAID.cells, ...Object.fromEntries(changes) } } as Report
          const straight = frameOf([prepare({ ...published, reports: [said, published.reports[1]!] })])
          for (const code of codes)
            expect(read(withCorrections(...corrections), code).figures).toEqual(read(straight, code).figures)
        },
      ),
      { numRuns: 60 },
    )
  })
  it('come with the report, whose published values stay in storage', async () => {
    const prepared = prepare({ ...published, reports: [correctReport(SAID, [base({})])] })
    expect(plain(prepared.evidence[0]!.report)).toEqual(plain(SAID))
    const client = createClient(frameOf([prepared]), (ids, of, year) =>
      Promise.resolve({
        dataset: ids[0]!,
        report: prepared.evidence.find((one) => one.org === of && one.year === year)!.report,
      }),
    )
    const { report: held } = await client.run({ kind: 'report', org: '甲', year: 2021 })
    expect(held?.cells['penalty.decisions']).toMatchObject({ value: 288, correction: { was: 'blank' } })
  })
})

describe('corrections laid over columns', () => {
  const orgs = [org('甲'), org('乙')]
  const older = prepare(dataset('older', orgs, [SAID, report('乙', 2021, { cells: { 'penalty.decisions': 1 } })]))
  const newer = prepare(dataset('newer', orgs, [report('甲', 2021, { cells: { 'penalty.decisions': 4 } })]))
  const partOf = (set: typeof older, asFile = false): FramePart => ({
    manifest: { ...set.manifest, order: 1 },
    orgs,
    segments: set.segments.map(({ first, index, bytes }) => ({
      first,
      segment: openSegment({ index, bytes: asFile ? new Blob([bytes]) : bytes }),
    })),
  })
  const values = (frame: Frame) => [
    ...runMatrix(frame, { kind: 'matrix', metric: 'penalty.decisions', scope: { year: 2021 }, years: [2021] }).values,
  ]
  const filled = (frame: Frame) => [...frame.byYear.get(2021)!.filled]

  it('hold for every version of a report, and make no report where there is none', () => {
    const edits = { corrections: [base({}), base({ org: '丙' }), base({ year: 2020 })], choices: [] }
    expect(values(buildFrame([partOf(older), partOf(newer)], edits))).toEqual([288, 1])
    const chosen = { ...edits, choices: [{ org: '甲', year: 2021, dataset: 'older' }] }
    expect(values(buildFrame([partOf(older), partOf(newer)], chosen))).toEqual([288, 1])
    const frame = buildFrame([partOf(newer)], { corrections: [base({ org: '乙' })], choices: [] })
    expect(values(frame)).toEqual([4, NaN])
    expect(frame.corrected.get('2021/penalty.decisions')).toBeUndefined()
  })

  it('change how full a report is by what is published, whatever they were made over', () => {
    const published = filled(buildFrame([partOf(newer)]))
    const corrections = [base({ was: 'blank', now: { value: 5 } })]
    expect(filled(buildFrame([partOf(newer)], { corrections, choices: [] }))).toEqual(published)
    const emptied = [base({ was: 'blank', now: { missing: 'blank' } })]
    expect(filled(buildFrame([partOf(newer)], { corrections: emptied, choices: [] }))[0]).toBe(published[0]! - 1)
  })

  it('lay out the same datasets anew: untouched columns stay, touched ones change', () => {
    const frame = buildFrame([partOf(older)])
    const revised = frame.revised({ corrections: [base({})], choices: [] })
    expect([values(frame), values(revised)]).toEqual([
      [NaN, 1],
      [288, 1],
    ])
    const columnOf = (of: Frame, code: string) => of.layers[0]!.segment.column(`2021/${code}`)
    expect(columnOf(revised, 'review.total')).toBe(columnOf(frame, 'review.total'))
    expect(columnOf(revised, 'penalty.decisions')).toBe(columnOf(revised, 'penalty.decisions'))
    expect(revised.rowOf).toBe(frame.rowOf)
    const chosen = revised.revised({ corrections: [], choices: [{ org: '甲', year: 2021, dataset: 'older' }] })
    expect(values(chosen)).toEqual([NaN, 1])
  })

  it('read no more of a file than the question needs', async () => {
    const keys: (readonly string[] | undefined)[] = []
    const part = partOf(older, true)
    const { segment } = part.segments[0]!
    const spied: Segment = {
      ...segment,
      load: (wanted) => {
        keys.push(wanted)
        return segment.load(wanted)
      },
    }
    await segment.load(['2021/@forms', '2021/@filled'])
    const frame = buildFrame([{ ...part, segments: [{ first: 0, segment: spied }] }], {
      corrections: [base({ was: 'blank' })],
      choices: [],
    })
    const client = createClient(frame, () => Promise.resolve(undefined))
    const spec = { kind: 'matrix', metric: 'penalty.decisions', scope: { year: 2021 }, years: [2021] } as const
    expect([...(await client.run(spec)).values]).toEqual([288, 1])
    await client.run({ kind: 'filled', years: [2021] })
    const [figures, counts] = keys
    // The figure, its marks, and what it is judged by: of this year and the one before.
    expect(figures).toContain('2021/penalty.decisions')
    for (const key of figures ?? []) expect(key).toMatch(/^(?:2020|2021)\/(?:\?|=\??)?penalty\.decisions$/u)
    expect(counts).toEqual(['2021/@filled', '2021/penalty.decisions'])
  })
})

describe('versions of a report', () => {
  const first = dataset('first', [org('甲')], [report('甲', 2021, { cells: { 'review.total': 1 } })])
  const second = dataset(
    'second',
    [org('甲')],
    [report('甲', 2021, { cells: { 'review.total': 2 } }), report('甲', 2020)],
  )
  const value = (choices: { org: string; year: number; dataset: string }[]) =>
    runMatrix(frameOf([prepare(first), prepare(second)], choices), {
      kind: 'matrix',
      metric: 'review.total',
      scope: { year: 2021 },
      years: [2021],
    }).values[0]
  it('count by order, unless one was chosen', () => {
    expect(value([])).toBe(2)
    expect(value([{ org: '甲', year: 2021, dataset: 'first' }])).toBe(1)
    expect(value([{ org: '甲', year: 2021, dataset: 'second' }])).toBe(2)
    expect(value([{ org: '甲', year: 2020, dataset: 'first' }])).toBe(2)
    expect(value([{ org: '甲', year: 2021, dataset: 'gone' }])).toBe(2)
  })
  it('are all named', async () => {
    const client = createClient(frameOf([prepare(first), prepare(second)]), (ids) =>
      Promise.resolve({ dataset: ids[0]!, report: (ids[0] === 'first' ? first : second).reports[0]! }),
    )
    expect(await client.run({ kind: 'report', org: '甲', year: 2021 })).toMatchObject({
      versions: ['first', 'second'],
      dataset: 'second',
    })
    expect((await client.run({ kind: 'report', org: '甲', year: 2021, dataset: 'first' })).report?.cells).toEqual({
      'review.total': 1,
    })
  })
})
