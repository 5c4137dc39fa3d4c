import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { readDataset } from '../../../src/domain/dataset'
import type { Dataset } from '../../../src/domain/dataset'
import { readDatasetStream } from '../../../src/formats/json/datasetStream'
import { createClient } from '../../../src/query/client'
import { frameOf } from '../../../src/query/load'
import { prepare } from '../../../src/pack/prepare'
import { findExtras } from '../../../src/storage'
import { datasets } from '../../query/arbitrary'
import { manyReports } from '../../query/many'
import { dataset, org, report } from '../../query/small'
import { expectSame, pieces } from '../same'

const CODES = [
  'penalty.decisions',
  'fee.amount',
  'applications.new.total',
  'applications.other.total',
  'review.total',
  'published.total',
]
const bytesOf = (value: unknown, space?: number) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value, null, space))
const read = (value: unknown, size = 1 << 16) => readDatasetStream(pieces(bytesOf(value), size))
const sets = datasets(CODES, { asFile: true }).map((all) => all[0]!)

describe('a dataset read as it comes', () => {
  it('is packed as the whole one is, however it is cut and spaced', async () => {
    await fc.assert(
      fc.asyncProperty(
        sets,
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom(undefined, 1),
        fc.boolean(),
        async (dataset, size, space, turned) => {
          const text = turned
            ? JSON.stringify(Object.fromEntries(Object.entries(dataset).reverse()), null, space)
            : JSON.stringify(dataset, null, space)
          const { prepared, issues } = await read(text, size)
          expect(issues).toEqual([])
          expectSame(prepared!, dataset)
          expect(prepared!.corrections).toEqual(prepare(dataset).corrections)
        },
      ),
      { numRuns: 30 },
    )
  })

  it.each(['a', 'b'])(
    'follows the order in which reports list their figures, and each that has another (%s)',
    async (seed) => {
      const set = manyReports(seed, 40, [2019, 2023])
      const { prepared, issues } = await read(set, 5000)
      expect(issues).toEqual([])
      expectSame(prepared!, set)
      const late = { ...set, reports: set.reports.map(({ forms, ...rest }) => ({ ...rest, forms })) }
      expectSame((await read(late, 777)).prepared!, set)
    },
  )

  it('refuses a figure that stands twice in a report, wherever the second stands', async () => {
    const set = manyReports('c', 12, [2023])
    const text = JSON.stringify(set)
    const report = set.reports.findLast(({ cells }) => Object.keys(cells).length > 100)!
    const [first, last] = [Object.keys(report.cells)[3]!, Object.keys(report.cells).at(-1)!]
    const own = JSON.stringify(report)
    const twice = own.replace(`"${last}":`, `"${first}":0,"${last}":`)
    const path = `reports[${set.reports.indexOf(report)}].cells.${first}`
    expect(await read(text.replace(own, twice))).toEqual({
      issues: [{ code: 'key-duplicate', severity: 'error', at: { path } }],
    })
  })

  it('takes a last report that is shorter than those before', async () => {
    const set = dataset(
      'short',
      [org('甲'), org('乙')],
      [
        report('甲', 2021, { cells: { 'penalty.decisions': 1, 'applications.unprocessed.publication.business': 2 } }),
        report('乙', 2021, { cells: { 'penalty.decisions': 1, 'review.total': 3 } }),
      ],
    )
    expectSame((await read(set)).prepared!, set)
  })

  it('gives every report back with its raw text', async () => {
    const demo = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8'))).dataset!
    for (const space of [undefined, 1]) {
      const { prepared } = await readDatasetStream(pieces(bytesOf(demo, space), 1000))
      expectSame(prepared!, demo)
      const client = createClient(frameOf([prepared!]), (ids, org, year, part) => {
        const texts = prepared!.texts!.find((one) => one.part === part)
        return Promise.resolve(texts && { dataset: ids[0]!, extras: findExtras(texts.bytes, org, year)! })
      })
      for (const report of demo.reports) {
        expect((await client.run({ kind: 'report', org: report.org, year: report.year })).report).toEqual(report)
      }
    }
  })

  it.each<[string, (set: Dataset) => void]>([
    [
      'a year out of range',
      (set) => {
        set.reports[1]!.year = 1999
      },
    ],
    [
      'an office that is not known',
      (set) => {
        set.reports[1]!.org = 'nobody'
      },
    ],
    [
      'a code that is none',
      (set) => {
        ;(set.reports[1]!.cells as Record<string, unknown>)['penalty.none'] = 1
      },
    ],
    [
      'a figure of prose among the cells',
      (set) => {
        ;(set.reports[1]!.cells as Record<string, unknown>)['published.total'] = 1
      },
    ],
    [
      'a text for a number',
      (set) => {
        ;(set.reports[1]!.cells as Record<string, unknown>)['penalty.decisions'] = '1'
      },
    ],
    [
      'a kind that is none',
      (set) => {
        ;(set.reports[1]!.cells as Record<string, unknown>)['penalty.decisions'] = { missing: 'lost' }
      },
    ],
    [
      'a form that is none',
      (set) => {
        ;(set.reports[1]!.forms as Record<string, unknown>)['2'] = '2020'
      },
    ],
    [
      'no cells',
      (set) => {
        delete (set.reports[1] as Partial<Dataset['reports'][0]>).cells
      },
    ],
    [
      'a report twice',
      (set) => {
        set.reports.push(structuredClone(set.reports[1]!))
      },
    ],
    [
      'an office twice',
      (set) => {
        set.orgs.push(structuredClone(set.orgs[1]!))
      },
    ],
    [
      'a level that is none',
      (set) => {
        ;(set.orgs[1] as { level: string }).level = 'village'
      },
    ],
    [
      'an id with a space',
      (set) => {
        set.id = 'a b'
      },
    ],
    [
      'a later version',
      (set) => {
        ;(set as { version: number }).version = 9
      },
    ],
    [
      'another format',
      (set) => {
        ;(set as { format: string }).format = 'other'
      },
    ],
  ])('is refused with the issue that the whole one has: %s', async (_, spoil) => {
    const dataset = JSON.parse(readFileSync('data/demo-district.json', 'utf8')) as Dataset
    spoil(dataset)
    const whole = readDataset(structuredClone(dataset)).issues
    const { prepared, issues } = await read(dataset)
    expect(prepared).toBeUndefined()
    expect(issues[0]!.code).toBe(whole[0]!.code)
    if (whole[0]!.code !== 'org-missing') expect(issues).toEqual(whole)
  })

  it('says where a file is no JSON, or ends too early', async () => {
    const text = readFileSync('data/demo-district.json', 'utf8')
    for (const broken of [
      '',
      '[]',
      'text',
      text.slice(0, 5000),
      text.slice(0, -3),
      text.replace('"orgs":[', '"orgs":[,'),
      `${text}{}`,
      text.replace('"penalty.decisions":', '"penalty.decisions":01'),
      text.replace('},\n{"org"', '}\n{"org"'),
    ]) {
      await expect(read(broken)).rejects.toMatchObject({ code: 'file-not-json' })
    }
  })
})
