import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FigureCorrection } from '../../src/domain/correction'
import type { Dataset } from '../../src/domain/dataset'
import type { Merger } from '../../src/domain/mergers'
import { holdersOf, ownerOf } from '../../src/frame/frame'
import { prepare } from '../../src/pack/prepare'
import type { ChoiceRecord } from '../../src/pack/records'
import { createClient } from '../../src/query/client'
import { buildFrame, frameOf } from '../../src/query/load'
import type { Frame, FramePart } from '../../src/query/load'
import type { QuerySpec } from '../../src/query/spec'
import { makeJoint, openJoint } from '../../src/pack/joint'
import { unpackOffices } from '../../src/pack/offices'
import { openSegment } from '../../src/engine/codec'
import { YEARS, datasets } from '../query/arbitrary'

const CODES = ['penalty.decisions', 'fee.amount', 'applications.new.total', 'published.total']

/** Each report as a dataset of its own, as a thousand small imports give; the later ones on top as before. */
const scattered = (sets: readonly Dataset[]): Dataset[] =>
  sets.flatMap((set) =>
    [...set.reports, ...set.reports, ...set.reports].map((report, i) => ({
      ...set,
      id: `${set.id}-${i}`,
      reports: [report],
    })),
  )
const partsOf = (sets: readonly Dataset[], isWhole: boolean): FramePart[] =>
  sets.map((set, order) => {
    const { manifest, meta, segments } = prepare(set)
    return {
      manifest: { ...manifest, order },
      orgs: unpackOffices(meta.orgs),
      segments: segments.map(({ first, index, bytes }) => {
        const segment = openSegment({ index, bytes })
        // What is not in memory is never joined.
        return { first, segment: isWhole ? segment : { ...segment, isWhole: () => false } }
      }),
    }
  })

/** The same parts as they come back from one record of them all. */
async function fromJoint(parts: readonly FramePart[]): Promise<FramePart[]> {
  const small = parts.map(({ manifest, orgs, segments }) => ({
    stamp: manifest.id,
    orgs,
    segment: segments[0]!.segment,
  }))
  const opened = (await openJoint(await makeJoint(small, () => Promise.resolve())))!
  return parts.map(({ manifest }) => {
    const { orgs, segment } = opened.get(manifest.id)!
    return { manifest, orgs, segments: [{ first: 0, segment }] }
  })
}

const questions: QuerySpec[] = [
  ...CODES.map((metric): QuerySpec => ({
    kind: 'matrix',
    metric: metric as 'fee.amount',
    scope: { year: 2021 },
    years: [...YEARS],
  })),
  ...YEARS.flatMap((year): QuerySpec[] => [
    { kind: 'rank', metric: 'penalty.decisions', scope: { year }, year },
    { kind: 'completeness', scope: { year }, years: [year] },
    ...['甲', '乙', '东区'].map((org): QuerySpec => ({ kind: 'report', org, year, checked: true })),
  ]),
]
const answers = (frame: Frame): Promise<unknown[]> => {
  const client = createClient(frame, () => Promise.resolve(undefined))
  return Promise.all(questions.map((question) => client.run(question).catch((error: unknown) => String(error))))
}

describe('many small datasets', () => {
  it('answer joined what they answer one by one', async () => {
    const corrections = fc.array(
      fc.record({
        org: fc.constantFrom('甲', '乙', '东区'),
        year: fc.constantFrom(...YEARS),
        code: fc.constantFrom('penalty.decisions', 'fee.amount'),
        value: fc.nat(99),
      }),
      { maxLength: 4 },
    )
    const mergers = fc.constantFrom<Merger[]>([], [{ office: '乙', into: '甲' }])
    await fc.assert(
      fc.asyncProperty(datasets(CODES), corrections, mergers, fc.nat(), async (sets, made, merged, chosen) => {
        const small = scattered(sets)
        const edits = {
          corrections: [
            ...new Map(
              made.map(({ org, year, code, value }, time): [string, FigureCorrection] => [
                `${org} ${year} ${code}`,
                { org, year, in: 'cells', code: code as 'fee.amount', now: { value }, was: 'blank', reason: '', time },
              ]),
            ).values(),
          ],
          choices: small.length
            ? [small[chosen % small.length]!].map(({ id, reports: [one] }): ChoiceRecord => ({
                org: one!.org,
                year: one!.year,
                dataset: id,
              }))
            : [],
        }
        const beside = { mergers: merged }
        const whole = partsOf(small, true)
        // Some were imported after the record was made.
        const [copied, since] = [whole.slice(0, chosen % (small.length + 1)), whole.slice(chosen % (small.length + 1))]
        const apart = buildFrame(partsOf(small, false), edits, beside)
        const expected = await answers(apart)
        for (const parts of [whole, [...(await fromJoint(copied)), ...since]]) {
          const together = buildFrame(parts, edits, beside)
          expect(await answers(together)).toEqual(expected)
          for (const { id } of apart.orgs)
            for (const year of YEARS) {
              expect(ownerOf(together, id, year)).toBe(ownerOf(apart, id, year))
              expect(holdersOf(together, id, year)).toEqual(holdersOf(apart, id, year))
            }
          if (apart.layers.length > 16) expect(together.layers.length).toBeLessThan(apart.layers.length)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('of different offices are one layer', () => {
    const orgs = Array.from({ length: 300 }, (_, i) => ({
      id: `单位${i}`,
      name: `单位${i}`,
      level: 'street' as const,
      parents: [],
    }))
    const sets = orgs.map((org): Dataset => ({
      format: 'disclosure-dataset',
      version: 1,
      id: org.id,
      title: org.id,
      synthetic: false,
      orgs: [org],
      reports: [
        { org: org.id, year: 2021, forms: { '2': '2021' }, cells: { 'penalty.decisions': { value: 1 } }, prose: {} },
      ],
    }))
    const frame = frameOf(sets.map((set) => prepare(set)))
    expect(frame.layers).toHaveLength(1)
    expect(orgs.map(({ id }) => ownerOf(frame, id, 2021))).toEqual(orgs.map(({ id }) => id))
  })
})
