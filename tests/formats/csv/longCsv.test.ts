import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { StoredCell } from '../../../src/domain/cell'
import { isMetricCode } from '../../../src/domain/metrics'
import type { Dataset } from '../../../src/domain/dataset'
import { placeReport } from '../../../src/domain/placement'
import type { Report } from '../../../src/domain/report'
import { readLongCsvStream } from '../../../src/formats/csv/longCsvReader'
import { readSet } from '../../../src/formats/read'
import { readLongCsv } from '../../../src/parse/longCsv'
import { findExtras } from '../../../src/pack/extras'
import { manyReports, shuffled } from '../../query/many'
import { expectSame, pieces } from '../same'

const metricOf = (name: string) =>
  isMetricCode(name) ? name : name === '行政处罚' ? ('penalty.decisions' as const) : undefined
const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string | Uint8Array, size = 4096) =>
  readLongCsvStream(pieces(typeof text === 'string' ? bytesOf(text) : text, size), '长表', metricOf)

const textOf = (cell: StoredCell): string =>
  typeof cell === 'number'
    ? String(cell)
    : cell.missing === 'dash'
      ? '—'
      : cell.missing === 'blank'
        ? ''
        : cell.missing === 'unreadable'
          ? '约十'
          : (cell.missing ?? '')
const officeOf = (org: string): string =>
  org.replace(
    /机关(\d+)/u,
    (_, n: string) => `${'甲乙丙丁戊己庚辛壬癸'[Number(n) % 10]!.repeat(2 + Number(n) / 10)}街道`,
  )

/** Every figure of a set, one a line, in any order. */
const linesOf = (set: Dataset, seed: string): string[] =>
  shuffled(
    set.reports.flatMap(({ org, year, cells, prose }) =>
      [...Object.entries(cells), ...Object.entries(prose).filter(([code]) => code.startsWith('published.'))].map(
        ([code, cell]) => `${officeOf(org)},${year},${code},${textOf(cell as StoredCell)},示例市明湖区`,
      ),
    ),
    seed,
  )

/** What the slow reader makes of the same text, as a dataset. */
function slowly(text: string, like: Pick<Dataset, 'id' | 'title' | 'synthetic'>): Dataset {
  const { reports, issues } = readLongCsv(text, metricOf)
  expect(issues.filter(({ code }) => code !== 'cell-unreadable')).toEqual([])
  const placed = reports.map((one) => ({ one, place: placeReport({ org: one.org!, district: one.district! }, []) }))
  const orgs = new Map(placed.flatMap(({ place }) => [...place.newAreas, place.org]).map((org) => [org.id, org]))
  return {
    format: 'disclosure-dataset',
    version: 1,
    ...like,
    orgs: [...orgs.values()],
    reports: placed.map(({ one: { year, forms, cells, prose }, place }): Report => ({
      org: place.org.id,
      year: year!,
      forms,
      cells,
      prose,
    })),
  }
}

describe('a long table read as it comes', () => {
  it.each(['a', 'b', 'c'])('gives what the slow reader gives, whatever the order of its lines (%s)', async (seed) => {
    const lines = linesOf(manyReports(seed, 25, [2019, 2023]), seed)
    const text = `机关,年度,指标,数值,所属县区\n${lines.join('\n')}`
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 50, max: 40_000 }), fc.constantFrom('\n', '\r\n'), async (size, feed) => {
        const { prepared, issues } = await read(text.replaceAll('\n', feed), size)
        expect(issues).toEqual([])
        expectSame(prepared!, slowly(text, prepared!.manifest))
      }),
      { numRuns: 2 },
    )
  })

  it('takes the headings, marks, encodings and ways of writing that the slow one does', async () => {
    const gbk = Uint8Array.from([
      0xbb,
      0xfa,
      0xb9,
      0xd8,
      0x2c,
      0xc4,
      0xea,
      0xb6,
      0xc8,
      0x2c,
      0xd6,
      0xb8,
      0xb1,
      0xea,
      0x2c,
      0xca,
      0xfd,
      0xd6,
      0xb5,
      0x0a,
      0xbc,
      0xd7,
      0x2c,
      ...bytesOf('2021,penalty.decisions,12\n'),
    ])
    for (const text of [
      '\uFEFForg,year,metric,value\r\n甲,2021,行政处罚,12\r\n',
      '机关\t年度\t指标\t数值\n甲\t2021年\t行政处罚\t12',
      '单位名称;年份;指标代码;数量\n甲;２０２１;penalty.decisions;１２',
      'Value,"Metric",YEAR, Office ,note\n"12","行政处罚",2021,甲,"a, b\n"\n\n,,,,\n',
      gbk,
    ]) {
      const { prepared, issues } = await read(text, 7)
      expect(issues).toEqual([])
      expect(prepared!.manifest).toMatchObject({ years: [2021], counts: { reports: 1, cells: 1 } })
    }
  })

  it('keeps the text of what is no number', async () => {
    const { prepared } = await read(
      'org,year,metric,value\n甲,2021,fee.amount,约"十"\n甲,2021,penalty.decisions,3\n乙,2021,fee.amount,4\n',
    )
    expect(findExtras(prepared!.texts![0]!.bytes, prepared!.manifest.start?.org ?? '甲', 2021)).toMatchObject({
      cells: { 'fee.amount': { missing: 'unreadable', raw: '约"十"' } },
    })
  })

  it.each<[string, string]>([
    ['甲,2021,nonsense,1', '第 2'],
    ['甲,1999,penalty.decisions,1', '第 2'],
    [',2021,penalty.decisions,1', '第 2'],
    ['甲,2021,penalty.decisions,1\n甲,2021,penalty.decisions,2', '第 3'],
    ['甲,2021,penalty.decisions,—\n甲,2021,penalty.decisions,0', '第 3'],
    ['甲,2021,penalty.decisions,-1', '第 2'],
    ['甲,2021,penalty.decisions,1.5', '第 2'],
    ['甲,2021,published.total,"1,000.5"', '第 2'],
    ['甲,2021,fee.amount,0.075', '第 2'],
    ['甲,2021,penalty.decisions,1000000000000000', '第 2'],
  ])('is refused with the line that is wrong: %j', async (rows, where) => {
    const { prepared, issues } = await read(`org,year,metric,value\n${rows}\n`)
    expect(prepared).toBeUndefined()
    expect(issues).toMatchObject([{ code: 'csv-row', at: { line: Number(where.slice(2)) } }])
  })

  it('takes a figure that is said twice alike', async () => {
    const { prepared } = await read(
      'org,year,metric,value\n甲,2021,penalty.decisions,1\n甲,2021,fee.amount,—\n甲,2021,penalty.decisions,1\n甲,2021,fee.amount,—\n',
    )
    expect(prepared!.manifest.counts.cells).toBe(1)
  })

  it('is known by its first line, gzipped or not, beside wide tables', async () => {
    const text = bytesOf('机关,年度,指标,数值\n甲,2021,penalty.decisions,1\n')
    for (const bytes of [text, new Uint8Array(gzipSync(text))]) {
      const { prepared } = await readSet({
        name: '长表.csv.gz',
        size: bytes.length,
        chunks: () => pieces(bytes, 9),
        slice: (from, to) => Promise.resolve(bytes.slice(from, to).buffer),
      })
      expect(prepared!.manifest).toMatchObject({ title: '长表', counts: { reports: 1 } })
    }
  })
})
