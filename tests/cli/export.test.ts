import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvParse } from 'd3-dsv'
import { readSheet } from 'read-excel-file/node'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/export'
import { run as generate } from '../../src/cli/commands/generate'
import { readSetFile } from '../../src/cli/sets'
import { METRICS } from '../../src/domain/metrics'
import type { MetricCode } from '../../src/domain/metrics'
import { asCell } from '../../src/domain/cell'
import { readDataset } from '../../src/domain/dataset'
import { expectSame, figuresOnly } from '../formats/same'

const folder = mkdtempSync(join(tmpdir(), 'export-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)
const demo = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8'))).dataset!

describe('export', () => {
  it('turns each kind of file into each other without losing a figure', async () => {
    const steps = [
      ['data/demo-district.json', 'pack', 'a.lens'],
      ['a.lens', 'csv', 'b.csv.gz'],
      ['b.csv.gz', 'parquet', 'c.parquet'],
      ['c.parquet', 'csv', 'd.csv'],
      ['d.csv', 'pack', 'e.lens'],
    ]
    for (const [from, format, to] of steps)
      expect(await run([from!.startsWith('data/') ? from! : at(from!), '--format', format!, '-o', at(to!)])).toBe(0)
    const { start: _, ...rest } = demo
    for (const name of ['a.lens', 'b.csv.gz', 'c.parquet', 'd.csv', 'e.lens']) {
      const { prepared } = await readSetFile(at(name))
      expectSame(prepared!, name === 'a.lens' ? demo : figuresOnly(rest))
    }
  })

  it('writes a sheet of the same figures', async () => {
    expect(await run(['data/demo-district.json', '--format', 'xlsx', '-o', at('a.xlsx')])).toBe(0)
    const [head, ...rows] = await readSheet(at('a.xlsx'))
    const column = head!.indexOf('penalty.decisions')
    const found = rows.filter(
      (row) => row[head!.indexOf('org')] === '示例市明湖区文昌街道' && row[head!.indexOf('year')] === 2019,
    )
    expect(found.map((row) => row[column])).toEqual(['dash'])
  })

  it('writes a line a figure, with its reliability, origin and reason', async () => {
    expect(await run(['data/demo-district.json', '--format', 'long', '-o', at('a.csv')])).toBe(0)
    const rows = csvParse(readFileSync(at('a.csv'), 'utf8').slice(1))
    const find = (office: string, year: string, code: string) =>
      rows.find((row) => row.NAME?.startsWith(office) && row.TIME_PERIOD === year && row.INDICATOR === code)
    expect(find('东桥', '2023', 'fee.amount')).toMatchObject({
      OBS_STATUS: 'U',
      ORIGIN: 'printed',
      REASON: 'doubtful unit-slip',
    })
    expect(Number(find('东桥', '2023', 'fee.amount')!.OBS_VALUE)).toBeGreaterThan(1e9)
    expect(find('文昌', '2019', 'penalty.decisions')).toMatchObject({ OBS_VALUE: '', OBS_STATUS: 'O', REASON: 'dash' })
    // 其他处理 is printed as one row in one form, and added up of three in the other.
    const isJoined = (code: string): boolean => /^applications\.other\.\w+$/u.test(code)
    const figures = demo.reports.flatMap(({ cells }) =>
      Object.entries(cells).filter(([code, cell]) => !isJoined(code) && asCell(cell).value !== undefined),
    )
    const printed = rows.filter(({ OBS_VALUE, ORIGIN, INDICATOR }) => {
      const { table } = METRICS[INDICATOR as MetricCode]
      return OBS_VALUE !== '' && ORIGIN === 'printed' && table !== undefined
    })
    expect(printed).toHaveLength(figures.length)
  })

  it('refuses what is no dataset, what is damaged, and what it cannot write', async () => {
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    writeFileSync(at('bad.json'), JSON.stringify({ ...demo, id: 'a b' }))
    writeFileSync(at('cut.lens'), readFileSync(at('a.lens')).subarray(0, 500))
    expect(await run([at('bad.json'), '--format', 'csv', '-o', at('x.csv')])).toBe(1)
    expect(await run([at('cut.lens'), '--format', 'csv', '-o', at('x.csv')])).toBe(1)
    expect(await run([at('a.lens'), '--format', 'docx', '-o', at('x')])).toBe(2)
    expect(await run([at('none.lens'), '--format', 'csv', '-o', at('x.csv')])).toBe(1)
    expect(err.mock.calls.join('')).toMatch(/"code":"schema".*file-damaged/su)
    err.mockRestore()
  })
})

it('generates the same set in every form', async () => {
  for (const name of ['g.json', 'g.lens', 'g.csv.gz', 'g.parquet'])
    expect(await generate(['--orgs', '30', '--years', '3', '-o', at(name)])).toBe(0)
  const set = readDataset(JSON.parse(readFileSync(at('g.json'), 'utf8'))).dataset!
  for (const name of ['g.json', 'g.lens']) expectSame((await readSetFile(at(name))).prepared!, set)
  for (const name of ['g.csv.gz', 'g.parquet']) expectSame((await readSetFile(at(name))).prepared!, figuresOnly(set))
})
