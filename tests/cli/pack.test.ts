import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/pack'
import type { Dataset } from '../../src/domain/dataset'
import type { Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'

const folder = mkdtempSync(join(tmpdir(), 'pack-'))
afterAll(() => rmSync(folder, { recursive: true }))
const DEMO = 'data/demo-district.json'
const quietly = async (args: string[]): Promise<{ code: number; said: string }> => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const code = await run(args)
  const said = [...out.mock.calls, ...err.mock.calls].map(([line]) => String(line)).join('')
  out.mockRestore()
  err.mockRestore()
  return { code, said }
}
/** The text of all slides, or of a Word file. */
const textOf = (file: string, parts: RegExp): string =>
  Object.entries(unzipSync(readFileSync(file)))
    .filter(([name]) => parts.test(name))
    .map(([, bytes]) => strFromU8(bytes).replace(/<[^>]+>/gu, ' '))
    .join(' ')

describe('pack', () => {
  it('makes the deck, the circular, the lists of problems, the sheets of the offices and the workbook of an area', async () => {
    const dir = join(folder, 'area')
    const { code, said } = await quietly([DEMO, '--year', '2023', '--org', '示例市明湖区', '-o', dir])
    expect(code).toBe(0)
    const names = readdirSync(dir)
    expect(said.trim().split('\n').sort()).toEqual([...names].sort())
    expect(names.map((name) => name.slice(name.lastIndexOf('.'))).sort()).toEqual([
      '.docx',
      '.docx',
      '.pptx',
      '.xlsx',
      '.zip',
    ])
    const fileAt = (part: string) =>
      join(
        dir,
        names.find((name) => name.includes(part))!,
      )
    const slides = textOf(fileAt('.pptx'), /^ppt\/slides\/slide\d+\.xml$/u)
    for (const part of ['报送情况', '行政复议', '核对发现', '东桥']) expect(slides).toContain(part)
    expect(textOf(fileAt('通报'), /document\.xml$/u)).toContain('明湖区')
    expect(textOf(fileAt('核对发现'), /document\.xml$/u)).toContain('东桥')
    const sheets = Object.keys(unzipSync(readFileSync(fileAt('反馈单'))))
    expect(sheets).toHaveLength(8)
    expect(sheets.every((name) => name.endsWith('.docx'))).toBe(true)
    const [head, ...rows] = await readSheet(fileAt('.xlsx'))
    expect(head!.length).toBeGreaterThan(100)
    expect(rows.some((row) => String(row[0]).includes('望江'))).toBe(true)
  })

  it('of one office has no circular, and its own problems only', async () => {
    const dir = join(folder, 'office')
    expect((await quietly([DEMO, '--year', '2023', '--org', '东桥街道', '-o', dir])).code).toBe(0)
    const names = readdirSync(dir)
    expect(names.some((name) => name.includes('通报'))).toBe(false)
    const documents = names.filter((name) => name.endsWith('.docx'))
    expect(documents.map((name) => name.includes('反馈单')).sort()).toEqual([false, true])
    for (const name of documents) expect(textOf(join(dir, name), /document\.xml$/u)).not.toContain('望江')
  })

  it('says which file more offices than it can hold have none of', async () => {
    const demo = JSON.parse(readFileSync(DEMO, 'utf8')) as Dataset
    const [parent] = demo.orgs.filter(({ level }) => level === 'district')
    const more = Array.from({ length: 401 }, (_, i): Org => ({
      id: `more-${i}`,
      name: `第${i}街道办事处`,
      level: 'street',
      parents: [{ org: parent!.id }],
    }))
    const set = join(folder, 'many.json')
    const forms = { '2': '2021', '3': '2021', '4': '2021' } as const
    const reports = more.map(({ id }): Report => ({ org: id, year: 2024, forms, cells: {}, prose: {} }))
    writeFileSync(set, JSON.stringify({ ...demo, orgs: [...demo.orgs, ...more], reports }))
    const dir = join(folder, 'many')
    const { code, said } = await quietly([set, '--year', '2024', '--org', parent!.id, '-o', dir])
    expect(code).toBe(0)
    expect(readdirSync(dir).some((name) => name.endsWith('.xlsx'))).toBe(false)
    expect(said).toContain('400')
  })

  it('says what cannot be packed', async () => {
    for (const args of [
      [DEMO, '--year', '1999', '-o', join(folder, 'x')],
      [DEMO, '--year', '2023', '--org', 'nowhere', '-o', join(folder, 'x')],
      [DEMO, '-o', join(folder, 'x')],
    ])
      expect((await quietly(args)).code).toBe(2)
    expect(readdirSync(folder)).not.toContain('x')
  })
})
