import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../../src/domain/dataset'
import { batchOf } from '../../../src/stores/importing/batch'
import type { Entry } from '../../../src/stores/importing/batch'
import { org, report } from '../../query/small'

const ORGS = new Map(
  [
    org('市', 'city'),
    org('区', 'district', [{ org: '市' }]),
    org('甲', 'street', [{ org: '区' }]),
    org('乙', 'street', [{ org: '区' }]),
  ].map((one) => [one.id, one]),
)
const TITLES = { main: () => '导入', others: () => '导入（其他）' }
const entry = (of: string, total: number, more: Partial<Entry> = {}): Entry => ({
  report: report(of, 2021, { prose: { 'published.total': total } }),
  file: { name: `${of}${total}.txt`, blob: new Blob([String(total)]) },
  counts: true,
  contested: false,
  ...more,
})

describe('a batch', () => {
  it('is one dataset with all that stands above its offices, and its files', () => {
    const { datasets, sources, choices } = batchOf([entry('甲', 1), entry('乙', 2)], ORGS, 'b', TITLES)
    expect(
      datasets.map(({ id, title, orgs, reports }) => [id, title, orgs.map((one) => one.id).sort(), reports.length]),
    ).toEqual([['b', '导入', ['乙', '区', '市', '甲'].sort(), 2]])
    expect(sources.map(({ dataset, org: of, name }) => [dataset, of, name])).toEqual([
      ['b', '甲', '甲1.txt'],
      ['b', '乙', '乙2.txt'],
    ])
    expect(choices).toEqual([])
  })
  it('keeps versions that do not count apart, below those that do', () => {
    const { datasets, sources, choices } = batchOf(
      [
        entry('甲', 1, { contested: true }),
        entry('甲', 2, { counts: false, contested: true }),
        entry('甲', 3, { counts: false, contested: true }),
        entry('乙', 4),
      ],
      ORGS,
      'b',
      TITLES,
    )
    expect(datasets.at(-1)!.id).toBe('b')
    expect(choices).toEqual([{ org: '甲', year: 2021, dataset: 'b' }])
    expect(new Set(datasets.flatMap(({ reports }) => reports.map(({ prose }) => prose['published.total'])))).toEqual(
      new Set([1, 2, 3, 4]),
    )
    expect(sources).toHaveLength(4)
  })
  it('leaves what is held counting where that is preferred', () => {
    const { datasets, choices } = batchOf(
      [entry('甲', 1, { counts: false, contested: true, staying: 'held' })],
      ORGS,
      'b',
      TITLES,
    )
    expect(datasets).toHaveLength(1)
    expect(choices).toEqual([{ org: '甲', year: 2021, dataset: 'held' }])
  })
  it('loses no version and gives only valid datasets', () => {
    const entries = fc
      .array(fc.record({ of: fc.constantFrom('甲', '乙'), total: fc.nat(99), late: fc.boolean() }), { maxLength: 12 })
      .map((all) => {
        const first = new Set<string>()
        return all.map(({ of, total }) => {
          const counts = !first.has(of)
          first.add(of)
          return entry(of, total, { counts, contested: true })
        })
      })
    fc.assert(
      fc.property(entries, (all) => {
        const { datasets } = batchOf(all, ORGS, 'b', TITLES)
        for (const dataset of datasets) expect(readDataset(JSON.parse(JSON.stringify(dataset))).issues).toEqual([])
        expect(datasets.flatMap(({ reports }) => reports)).toHaveLength(all.length)
      }),
      { numRuns: 80 },
    )
  })
})
