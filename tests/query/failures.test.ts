import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RULES, checkReport } from '../../src/checks'
import { checkContexts } from '../../src/checks/contexts'
import type { Dataset } from '../../src/domain/dataset'
import { correctReport } from '../../src/domain/correction'
import { METRIC_CODES } from '../../src/domain/metrics'
import type { MetricCode } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'
import { runFailures } from '../../src/query/answers/failures'
import { ownerOf } from '../../src/frame/frame'
import type { Frame } from '../../src/frame/frame'
import { heldReport } from '../../src/frame/heldReport'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { YEARS, datasets } from './arbitrary'
import { dataset, org, report } from './small'

const COLUMN_RULES = RULES.filter((rule) => rule !== 'prose-table')

/** The reports that count, as the columns give them. */
const reportsOf = (frame: Frame): Report[] =>
  frame.orgs.flatMap(({ id }) =>
    frame.years.flatMap((year) => {
      const owner = ownerOf(frame, id, year)
      const held = owner === undefined ? undefined : heldReport(frame, owner, id, year)
      return held && owner !== undefined ? [correctReport(held, frame.correctionsOf(id, year))] : []
    }),
  )

/** By rule and office: how many findings fail when each report is checked by itself. */
function slow(frame: Frame, year: number): Record<string, number> {
  const reports = reportsOf(frame)
  const contextOf = checkContexts(reports, frame.orgs)
  const found: Record<string, number> = {}
  for (const one of reports.filter((each) => each.year === year)) {
    for (const { rule, status } of checkReport(one, contextOf(one))) {
      if (status === 'failed' && rule !== 'prose-table')
        found[`${rule} ${one.org}`] = (found[`${rule} ${one.org}`] ?? 0) + 1
    }
  }
  return found
}
function fast(frame: Frame, year: number): Record<string, number> {
  const found: Record<string, number> = {}
  for (const rule of COLUMN_RULES) {
    const { rows, counts } = runFailures(frame, { kind: 'failures', rule, year })
    rows.forEach((row, i) => {
      found[`${rule} ${frame.orgs[row]!.id}`] = counts[i]!
    })
  }
  return found
}

const SOME: readonly (readonly MetricCode[])[] = [
  METRIC_CODES.filter(
    (code) => code.startsWith('applications.') && (code.endsWith('.total') || code.endsWith('.natural')),
  ),
  METRIC_CODES.filter((code) => /^(?:review|suit|published|rules|normative)/u.test(code)),
  METRIC_CODES.filter((code) => /^(?:license|penalty|coercion|service|fee|procurement)/u.test(code)),
]

describe('what fails in a year, from the columns', () => {
  it('is what fails in the demo, report by report, and names the faults that were put there', () => {
    const frame = frameOf([prepare(JSON.parse(readFileSync('data/demo-district.json', 'utf8')) as Dataset)])
    const rules = new Set<string>()
    for (const year of frame.years) {
      const found = fast(frame, year)
      expect(found).toEqual(slow(frame, year))
      for (const key of Object.keys(found)) rules.add(key.split(' ')[0]!)
    }
    for (const rule of ['column-slip', 'unit-slip']) expect([...rules]).toContain(rule)
    expect(rules.size).toBeGreaterThan(3)
  })

  it.each(SOME.map((codes, i) => [i, codes] as const))(
    'is what fails when each report is checked by itself (%i)',
    (_, codes) => {
      fc.assert(
        fc.property(datasets(codes), fc.constantFrom(...YEARS), (sets, year) => {
          const frame = frameOf(sets.map((set) => prepare(set)))
          expect(fast(frame, year)).toEqual(slow(frame, year))
        }),
        { numRuns: 60 },
      )
    },
  )

  it('finds jumps, slips and repeats among peers', () => {
    const streets = Array.from({ length: 8 }, (_, i) => org(`街${i}`, 'street', [{ org: '区' }]))
    const numbers = fc.tuple(
      ...streets.map(() =>
        fc.tuple(
          ...[2021, 2022].map(() =>
            fc.record({
              penalty: fc.constantFrom(0, 60, 61, 70, 400, 9000),
              fee: fc.constantFrom(0, 12, 120_000, 130_000, 1_300_000_000),
              same: fc.boolean(),
            }),
          ),
        ),
      ),
    )
    fc.assert(
      fc.property(numbers, (all) => {
        const reports = all.flatMap((years, i) =>
          years.map(({ penalty, fee, same }, y) =>
            report(`街${i}`, 2021 + y, {
              cells: same
                ? { 'penalty.decisions': 777_777, 'license.decisions': 5 }
                : { 'penalty.decisions': penalty, 'fee.amount': fee },
            }),
          ),
        )
        const frame = frameOf([
          prepare(
            dataset(
              'a',
              [org('区', 'district'), ...streets],
              [...reports, report('区', 2022, { cells: { 'penalty.decisions': 500 } })],
            ),
          ),
        ])
        expect(fast(frame, 2022)).toEqual(slow(frame, 2022))
      }),
      { numRuns: 200 },
    )
  })
})
