import { describe, expect, it } from 'vitest'
import type { Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'
import { frameOf } from '../../src/query/load'
import { heldReport } from '../../src/frame/heldReport'
import { Packer, SEGMENT_ROWS } from '../../src/pack/packer'
import { runMatrix } from '../../src/query/answers/matrix'
import { STATES } from '../../src/pack/states'
import { expectSame } from '../formats/same'
import { manyReports, shuffled } from '../query/many'
import { org } from '../query/small'

function packed(orgs: readonly Org[], reports: readonly Report[]) {
  const packer = new Packer()
  for (const one of orgs) expect(packer.office(one)).toBe(true)
  for (const one of reports) expect(packer.report(one)).toBe(true)
  expect(packer.unknown()).toEqual([])
  return packer.finish({ id: 'many', title: 'many', synthetic: true })
}

describe('the packer', () => {
  it.each(['a', 'b', 'c'])('packs what the slow way packs, whatever the order (%s)', (seed) => {
    const set = manyReports(seed, 70, [2020, 2023])
    const { orgs, reports } = set
    expectSame(packed(orgs, reports), set)
    expectSame(packed(orgs, shuffled(reports, seed)), set)
    const packer = new Packer()
    for (const one of shuffled(reports, `${seed}2`)) packer.report(one)
    for (const one of orgs) packer.office(one)
    expectSame(packer.finish({ id: 'many', title: 'many', synthetic: true }), set)
  })

  it('takes no second report of an office and year', () => {
    const set = manyReports('d', 3, [2021])
    const { orgs, reports } = set
    const packer = new Packer()
    for (const one of orgs) packer.office(one)
    for (const one of reports) packer.report(one)
    expect(packer.report({ ...reports[0]!, cells: { 'penalty.decisions': 77 } })).toBe(false)
    expectSame(packer.finish({ id: 'many', title: 'many', synthetic: true }), set)
  })

  it('cuts what is too long for one segment, and no figure is lost at the seam', () => {
    const count = SEGMENT_ROWS + 200
    const orgs = Array.from({ length: count }, (_, i) => org(`机关${i}`))
    const reports = orgs.flatMap(({ id }, i): Report[] =>
      i % 7 === 3
        ? []
        : [
            {
              org: id,
              year: 2021,
              forms: { 2: '2021', 3: '2021', 4: '2021' },
              prose: {},
              cells:
                i % 11 === 5
                  ? { 'penalty.decisions': { missing: 'dash' } }
                  : { 'penalty.decisions': i % 5 === 0 ? 0 : i, 'license.decisions': 3 },
            },
          ],
    )
    const set = packed(orgs, shuffled(reports, 'seam'))
    expect(set.segments.map(({ first, index }) => [first, index.rows])).toEqual([
      [0, SEGMENT_ROWS],
      [SEGMENT_ROWS, 200],
    ])
    expect(set.manifest.counts).toMatchObject({ orgs: count, reports: reports.length })
    const frame = frameOf([set])
    const {
      orgs: shown,
      values,
      states,
    } = runMatrix(frame, { kind: 'matrix', metric: 'penalty.decisions', scope: { year: 2021 }, years: [2021] })
    const wrong = shown.filter(({ id }, k) => {
      const i = Number(id.slice(2))
      const state = i % 7 === 3 ? 'no-report' : i % 11 === 5 ? 'dash' : 'value'
      return STATES[states[k]!] !== state || !Object.is(values[k], state !== 'value' ? NaN : i % 5 === 0 ? 0 : i)
    })
    expect(shown).toHaveLength(count)
    expect(wrong).toEqual([])
    for (const i of [0, 5, SEGMENT_ROWS - 1, SEGMENT_ROWS, SEGMENT_ROWS + 1, count - 1]) {
      expect(heldReport(frame, 'many', `机关${i}`, 2021)).toEqual(reports.find((one) => one.org === `机关${i}`))
    }
  })
})
