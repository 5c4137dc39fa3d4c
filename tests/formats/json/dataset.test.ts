import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { readDataset } from '../../../src/domain/dataset'
import type { Dataset } from '../../../src/domain/dataset'
import { readDatasetFile } from '../../../src/formats/json/datasetFile'
import { readDatasetStream } from '../../../src/formats/json/datasetStream'
import { createClient } from '../../../src/query/client'
import { frameOf } from '../../../src/query/load'
import { prepare } from '../../../src/pack/prepare'
import { findExtras } from '../../../src/pack/extras'
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

  it.each(['demo-district', 'pingtan'])('gives every report back with its raw text and source: %s', async (name) => {
    const set = readDataset(JSON.parse(readFileSync(`data/${name}.json`, 'utf8'))).dataset!
    for (const space of [undefined, 1]) {
      const { prepared } = await readDatasetStream(pieces(bytesOf(set, space), 1000))
      expectSame(prepared!, set)
      const client = createClient(frameOf([prepared!]), (ids, org, year, part) => {
        const texts = prepared!.texts!.find((one) => one.part === part)
        return Promise.resolve(texts && { dataset: ids[0]!, extras: findExtras(texts.bytes, org, year)! })
      })
      for (const report of set.reports) {
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
      'fewer cases than none',
      (set) => {
        set.reports[1]!.cells['penalty.decisions'] = -1
      },
    ],
    [
      'half a case',
      (set) => {
        set.reports[1]!.cells['review.total'] = { value: 1.5 }
      },
    ],
    [
      'a tenth of a fen',
      (set) => {
        set.reports[1]!.cells['procurement.amount'] = 1.005
      },
    ],
    [
      'half a record',
      (set) => {
        set.reports[1]!.prose['published.total'] = { value: 0.5, raw: '0.5条' }
      },
    ],
    [
      'half a suit',
      (set) => {
        set.reports[1]!.prose['litigation.total'] = 0.5
      },
    ],
    [
      'more than there can be',
      (set) => {
        set.reports[1]!.cells['fee.amount'] = 1e308
      },
    ],
    [
      'a quadrillion',
      (set) => {
        set.reports[1]!.cells['penalty.decisions'] = 1e15
      },
    ],
    [
      'an impossible figure that was corrected',
      (set) => {
        set.reports[1]!.cells['review.total'] = { value: 1, correction: { was: -1, reason: '', time: 1 } }
      },
    ],
    [
      'a parent that ends before it begins',
      (set) => {
        ;(set.orgs[1]! as unknown as { parents: object[] }).parents = [{ org: set.orgs[0]!.id, from: 2021, to: 2020 }]
      },
    ],
    [
      'a former name that ends before it begins',
      (set) => {
        ;(set.orgs[1]! as unknown as { formerNames: object[] }).formerNames = [{ name: '旧名', from: 2021, to: 2020 }]
      },
    ],
    [
      'a circle of parents',
      (set) => {
        ;(set.orgs[0]! as unknown as { parents: object[] }).parents = [{ org: set.orgs[1]!.id, from: 2020 }]
        ;(set.orgs[1]! as unknown as { parents: object[] }).parents = [{ org: set.orgs[0]!.id }]
      },
    ],
    [
      'months that end before they begin',
      (set) => {
        set.reports[1]!.covers = { from: '2019-09', to: '2019-08' }
      },
    ],
    [
      'a month that is none',
      (set) => {
        set.reports[1]!.covers = { from: '2019-09', to: '2019-13' }
      },
    ],
    [
      'a day that is none',
      (set) => {
        set.reports[1]!.source = { published: '2021-02-29' }
      },
    ],
    [
      'an extent that is none',
      (set) => {
        ;(set as { extent: string }).extent = 'many'
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

  it.each<[string, string, string]>([
    ['"synthetic":true', '"synthetic":true,"synthetic":true', 'synthetic'],
    ['"start":{', '"start":{"year":2020,', 'start.year'],
    ['"id":"示例市明湖区柳岸街道"', '"id":"甲","id":"示例市明湖区柳岸街道"', 'orgs[3].id'],
    ['"forms":{"2":"2019"', '"forms":{"2":"2019","2":"2019"', 'reports[0].forms.2'],
    ['"source":{', '"source":{"title":"甲",', 'reports[0].source.title'],
    ['"raw":"', '"raw":"甲","raw":"', 'reports[0].cells.procurement.amount.raw'],
    ['"year":2019,', '"year":2019,"year":2019,', 'reports[0].year'],
  ])('says which key stands twice: %s', async (once, twice, path) => {
    const text = readFileSync('data/demo-district.json', 'utf8')
    expect(text).toContain(once)
    const found = await read(text.replace(once, twice)).catch((error: unknown) => ({ issues: [error] }))
    expect(found.issues[0]).toMatchObject({ code: 'key-duplicate', at: { path } })
    expect(readDatasetFile(bytesOf(text.replace(once, twice)))).toEqual({
      issues: [{ code: 'key-duplicate', severity: 'error', at: { path } }],
    })
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

describe('a shipped set read as it comes', () => {
  it.each(['pingtan', 'real-reports'])('%s keeps the days of publication and the words of sentences', async (name) => {
    const bytes = new Uint8Array(readFileSync(`data/${name}.json`))
    const { prepared } = await readDatasetStream(pieces(bytes, 1 << 16))
    const { dataset } = readDataset(JSON.parse(new TextDecoder().decode(bytes)))
    const doors = [prepared!, prepare(dataset!)].map((one) =>
      createClient(frameOf([one]), () => Promise.resolve(undefined)),
    )
    const { years } = prepared!.manifest
    const answers = await Promise.all(
      doors.map(async (door) => {
        const scope = { year: years.at(-1)! }
        const { published } = await door.run({ kind: 'completeness', scope, years })
        const { relabelled } = await door.run({ kind: 'matrix', metric: 'published.total', scope, years })
        return { published, relabelled }
      }),
    )
    expect(answers[0]!.published.length).toBeGreaterThan(0)
    expect(answers[0]).toEqual(answers[1])
  })
})
