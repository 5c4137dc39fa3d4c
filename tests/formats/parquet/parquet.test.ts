import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { readDataset } from '../../../src/domain/dataset'
import { parquetFile } from '../../../src/formats/parquet/parquet'
import { readParquet } from '../../../src/formats/parquet/parquetReader'
import { prepare } from '../../../src/pack/prepare'
import type { Report } from '../../../src/domain/report'
import { datasets } from '../../query/arbitrary'
import { dataset, org, report } from '../../query/small'
import { expectSame, figuresOnly } from '../same'

const demo = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8'))).dataset!
const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer

it('gives back figures, offices and kinds of absence', async () => {
  await fc.assert(
    fc.asyncProperty(
      datasets(['penalty.decisions', 'fee.amount', 'applications.other.total', 'published.total'], { asFile: true }),
      async ([set]) => {
        fc.pre(set!.reports.length > 0)
        const { prepared, issues } = await readParquet(bufferOf(parquetFile(prepare(set!))), '表')
        expect(issues).toEqual([])
        expectSame(prepared!, figuresOnly({ ...set!, reports: prepare(set!).evidence.map((one) => one.report) }))
      },
    ),
    { numRuns: 15 },
  )
  expectSame((await readParquet(bufferOf(parquetFile(prepare(demo))), '表')).prepared!, figuresOnly(demo))
})

it('keeps former names, and what the dataset is good for', async () => {
  const pingtan = readDataset(JSON.parse(readFileSync('data/pingtan.json', 'utf8'))).dataset!
  expectSame((await readParquet(bufferOf(parquetFile(prepare(pingtan))), '表')).prepared!, figuresOnly(pingtan))
  expect(parquetMetadata(bufferOf(parquetFile(prepare(demo)))).schema.map(({ name }) => name)).not.toContain('former')
})

it.each<[string, number | undefined]>([
  ['penalty.decisions', -1],
  ['penalty.decisions', 1.5],
  ['fee.amount', 1.005],
  ['fee.amount', 1e15],
  ['penalty.change', undefined],
])('is refused where %s is %d', async (code, value) => {
  // What is kept in a browser from earlier days may be what no file may hold today.
  const set = prepare(
    dataset('a', [org('甲')], [report('甲', 2021, { cells: { [code]: value ?? -1 } as Report['cells'] })]),
  )
  const { prepared, issues } = await readParquet(bufferOf(parquetFile(set)), '表')
  expect([prepared === undefined, issues.map((one) => one.code)]).toEqual(
    value === undefined ? [false, []] : [true, ['csv-row']],
  )
})

it('names its columns for SQL, numbers as doubles and a year as an integer', async () => {
  const file = bufferOf(parquetFile(prepare(demo)))
  const { schema } = parquetMetadata(file)
  const of = (name: string) => schema.find((one) => one.name === name)
  expect(of('penalty_decisions')).toMatchObject({ type: 'DOUBLE', repetition_type: 'OPTIONAL' })
  expect(of('applications_carried_in_total')).toBeDefined()
  expect(of('year')).toMatchObject({ type: 'INT32' })
  expect(schema.every(({ name }) => /^\w+$/u.test(name))).toBe(true)
  const rows = await parquetReadObjects({ file, columns: ['org', 'year', 'penalty_decisions', 'missing'] })
  expect(
    rows.some((row) => String(row.missing).includes('penalty.decisions=dash') && row.penalty_decisions == null),
  ).toBe(true)
})

it('is refused where it is none, or is cut', async () => {
  const bytes = parquetFile(prepare(demo))
  await expect(readParquet(new ArrayBuffer(50), 'x')).rejects.toMatchObject({ code: 'file-damaged' })
  await expect(readParquet(bufferOf(bytes.slice(0, bytes.length - 9)), 'x')).rejects.toMatchObject({
    code: 'file-damaged',
  })
})
