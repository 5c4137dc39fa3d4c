import fc from 'fast-check'
import { dsvFormat } from 'd3-dsv'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../../src/domain/dataset'
import { wideCsv } from '../../../src/formats/csv/wideCsv'
import { readWideCsv } from '../../../src/formats/csv/wideCsvReader'
import { isWideCsv } from '../../../src/formats/wideTable'
import { prepare } from '../../../src/pack/prepare'
import { datasets } from '../../query/arbitrary'
import { dataset, org, report } from '../../query/small'
import { expectSame, pieces, figuresOnly } from '../same'

const textOf = (set: Parameters<typeof wideCsv>[0]) => new TextDecoder().decode(Buffer.concat([...wideCsv(set)]))
const read = (text: string, size = 4096) => readWideCsv(pieces(new TextEncoder().encode(text), size), '表')
const pingtan = readDataset(JSON.parse(readFileSync('data/pingtan.json', 'utf8'))).dataset!
const demo = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8'))).dataset!

describe('a wide table', () => {
  it('gives back the figures, offices and kinds of absence that were written', async () => {
    await fc.assert(
      fc.asyncProperty(
        datasets(['penalty.decisions', 'fee.amount', 'applications.other.total', 'published.total'], { asFile: true }),
        fc.integer({ min: 1, max: 3000 }),
        async ([set], size) => {
          fc.pre(set!.reports.length > 0)
          const text = textOf(prepare(set!))
          expect(isWideCsv(text)).toBe(true)
          const { prepared, issues } = await read(text, size)
          expect(issues).toEqual([])
          const years = new Set(set!.reports.map(({ year }) => year))
          expect(prepared!.manifest.years).toEqual([...years].sort())
          expectSame(prepared!, figuresOnly({ ...set!, reports: prepare(set!).evidence.map((one) => one.report) }))
        },
      ),
      { numRuns: 40 },
    )
    const { start: _, ...rest } = demo
    expectSame((await read(textOf(prepare(demo)))).prepared!, figuresOnly(rest))
  })

  it('may have its columns in any order, its fields in quotes, and simple line ends', async () => {
    const rows = dsvFormat(',').parseRows(textOf(prepare(demo)))
    const { start: _, ...rest } = demo
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...rows[0]!.keys()], { minLength: rows[0]!.length }),
        fc.boolean(),
        fc.integer({ min: 100, max: 9000 }),
        async (order, quotes, size) => {
          const text = rows
            .map((row) =>
              order
                .map((i) => (quotes || /[",]/u.test(row[i]!) ? `"${row[i]!.replaceAll('"', '""')}"` : row[i]!))
                .join(),
            )
            .join('\n')
          expectSame((await read(text, size)).prepared!, figuresOnly(rest))
        },
      ),
      { numRuns: 6 },
    )
  })

  it('never writes a formula, and takes its guard off again', async () => {
    const set = dataset(
      'f',
      [
        { ...org('=1+1'), name: '@sum,"x"\n'.trim() },
        { ...org("'a"), name: '-b' },
      ],
      [report('=1+1', 2021, { cells: { 'penalty.change': -3 } })],
    )
    const text = textOf(prepare(set))
    expect(text).not.toMatch(/(?:^|,)"?[=@]/mu)
    expectSame((await read(text)).prepared!, set)
  })

  it('keeps former names, and what the dataset is good for', async () => {
    const text = textOf(prepare(pingtan))
    expect(text.split('\r\n')[0]).toMatch(/^dataset,title,synthetic,extent,org,name,level,parents,former,year,/u)
    const { start: _, ...rest } = pingtan
    expectSame((await read(text)).prepared!, figuresOnly(rest))
    expect(textOf(prepare(demo)).split('\r\n')[0]).not.toMatch(/extent|former/u)
  })

  it.each([
    [JSON.stringify([{ org: '乙' }]), '', 'parents-circle'],
    [JSON.stringify([{ org: '乙', from: 2021, to: 2020 }]), '', 'csv-row'],
    ['[{"org":"乙","org":"丙"}]', '', 'csv-row'],
    ['', '[{"name":"旧名"}]', 'csv-row'],
    ['', '旧名', 'csv-row'],
  ])('is refused where an office cannot be: %s %s', async (parents, former, code) => {
    const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`
    const rows = `甲,甲,${quoted(parents)},${quoted(former)},,,,\n乙,乙,${quoted('[{"org":"甲"}]')},,,,,\n`
    const { prepared, issues } = await read(`org,name,parents,former,year,form2,form3,form4\n${rows}`)
    expect(prepared).toBeUndefined()
    expect(issues[0]!.code).toBe(code)
  })

  it.each([
    ['org,name\n', 'csv-column'],
    ['org,year,form2,form3,form4,who.knows\n', 'csv-column'],
    ['', 'csv-column'],
  ])('is refused without the columns it needs: %j', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })

  it.each([
    ['甲,甲,2021,2021,2021,2021,x', 'csv-row'],
    ['甲,甲,2021,2021,2021,2021', 'csv-row'],
    ['甲,甲,1900,,,,1', 'csv-row'],
    ['甲,甲,2021,2020,,,1', 'csv-row'],
    ['甲,甲,2021,,,,1\n甲,,2021,,,,1', 'report-duplicate'],
    ['甲,,2021,,,,1', 'org-missing'],
    ['甲,甲,2021,,,,-1', 'csv-row'],
    ['甲,甲,2021,,,,1.5', 'csv-row'],
    ['甲,甲,2021,,,,1e308', 'csv-row'],
    ['甲,甲,2021,,,,1000000000000000', 'csv-row'],
  ])('is refused with the line that is wrong: %j', async (rows, code) => {
    const { prepared, issues } = await read(`org,name,year,form2,form3,form4,penalty.decisions\n${rows}\n`)
    expect(prepared).toBeUndefined()
    expect(issues[0]!.code).toBe(code)
  })
})
