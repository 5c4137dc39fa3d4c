import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { readDataset } from '../../../src/domain/dataset'
import { parquetFile } from '../../../src/formats/parquet/parquet'
import { readParquet } from '../../../src/formats/parquet/parquetReader'
import { prepare } from '../../../src/pack/prepare'
import { datasets } from '../../query/arbitrary'
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
