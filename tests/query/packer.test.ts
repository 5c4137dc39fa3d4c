import { describe, expect, it } from 'vitest'
import type { CellMissing, StoredCell } from '../../src/domain/cell'
import { METRICS, METRIC_CODES } from '../../src/domain/metrics'
import type { TableCode } from '../../src/domain/metrics'
import type { Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'
import { seeded } from '../../src/cli/synthetic/random'
import { frameOf } from '../../src/query/load'
import { heldReport } from '../../src/query/heldReport'
import { Packer, SEGMENT_ROWS } from '../../src/query/packer'
import { runMatrix } from '../../src/query/run'
import { STATES } from '../../src/query/spec'
import { dataset, org } from './small'
import { expectSame } from '../formats/same'

const KINDS: readonly CellMissing[] = ['blank', 'dash', 'unreadable', 'not-extracted']
const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined) as TableCode[]

/** Reports of all kinds: few or many cells, every kind of absence, numbers of every width, forms that mix. */
function made(seed: string, offices: number, years: readonly number[]): { orgs: Org[]; reports: Report[] } {
  const random = seeded(seed)
  const orgs = Array.from({ length: offices }, (_, i) => ({ ...org(`机关${i}`), parents: i > 9 ? [{ org: `机关${random.int(0, 9)}` }] : [] }))
  const cell = (): StoredCell => {
    const luck = random.next()
    if (luck < 0.6) return 0
    if (luck < 0.8) return random.int(-3, 300)
    if (luck < 0.9) return random.int(0, 4_000_000_000) / 100
    return { missing: random.pick(KINDS) }
  }
  const reports = orgs.flatMap(({ id }) => years.flatMap((year) => {
    if (random.chance(0.2)) return []
    const share = random.pick([0.02, 0.5, 1])
    const cells = Object.fromEntries(TABLE_CODES.filter(() => random.chance(share)).map((code) => [code, cell()]))
    const form = random.pick(['2019', '2021'] as const)
    return [{ org: id, year, forms: { 2: form, ...(random.chance(0.9) && { 3: random.pick(['2019', '2021'] as const) }) }, cells, prose: random.chance(0.5) ? { 'published.total': random.int(0, 9) } : {} } as Report]
  }))
  return { orgs, reports }
}

const shuffled = <T>(items: readonly T[], seed: string): T[] => {
  const random = seeded(seed)
  return items.map((item) => ({ item, at: random.next() })).sort((a, b) => a.at - b.at).map(({ item }) => item)
}

function packed(orgs: readonly Org[], reports: readonly Report[]) {
  const packer = new Packer()
  for (const one of orgs) expect(packer.office(one)).toBe(true)
  for (const one of reports) expect(packer.report(one)).toBe(true)
  expect(packer.unknown()).toEqual([])
  return packer.finish({ id: 'many', title: 'many', synthetic: true })
}

describe('the packer', () => {
  it.each(['a', 'b', 'c'])('packs what the slow way packs, whatever the order (%s)', (seed) => {
    const { orgs, reports } = made(seed, 70, [2020, 2023])
    const set = { ...dataset('many', orgs, reports), title: 'many', synthetic: true }
    expectSame(packed(orgs, reports), set)
    expectSame(packed(orgs, shuffled(reports, seed)), set)
    const packer = new Packer()
    for (const one of shuffled(reports, `${seed}2`)) packer.report(one)
    for (const one of orgs) packer.office(one)
    expectSame(packer.finish({ id: 'many', title: 'many', synthetic: true }), set)
  })

  it('takes no second report of an office and year', () => {
    const { orgs, reports } = made('d', 3, [2021])
    const packer = new Packer()
    for (const one of orgs) packer.office(one)
    for (const one of reports) packer.report(one)
    expect(packer.report({ ...reports[0]!, cells: { 'penalty.decisions': 77 } })).toBe(false)
    expectSame(packer.finish({ id: 'many', title: 'many', synthetic: true }), { ...dataset('many', orgs, reports), title: 'many', synthetic: true })
  })

  it('cuts what is too long for one segment, and no figure is lost at the seam', () => {
    const count = SEGMENT_ROWS + 200
    const orgs = Array.from({ length: count }, (_, i) => org(`机关${i}`))
    const reports = orgs.flatMap(({ id }, i): Report[] => (i % 7 === 3 ? [] : [{
      org: id, year: 2021, forms: { 2: '2021', 3: '2021', 4: '2021' }, prose: {},
      cells: i % 11 === 5 ? { 'penalty.decisions': { missing: 'dash' } } : { 'penalty.decisions': i % 5 === 0 ? 0 : i, 'license.decisions': 3 },
    }]))
    const set = packed(orgs, shuffled(reports, 'seam'))
    expect(set.segments.map(({ first, index }) => [first, index.rows])).toEqual([[0, SEGMENT_ROWS], [SEGMENT_ROWS, 200]])
    expect(set.manifest.counts).toMatchObject({ orgs: count, reports: reports.length })
    const frame = frameOf([set])
    const { orgs: shown, values, states } = runMatrix(frame, { kind: 'matrix', metric: 'penalty.decisions', scope: { year: 2021 }, years: [2021] })
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
