import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/commands/build'
import { readDataset } from '../../src/domain/dataset'

const folder = mkdtempSync(join(tmpdir(), 'build-'))
afterAll(() => rmSync(folder, { recursive: true }))

const said: string[] = []
beforeEach(() => {
  said.length = 0
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})

const at = (name: string, text: string): string => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

const report = (office: string, year: number, total: number) =>
  `${office}${year}年政府信息公开工作年度报告\n一、总体情况\n${year}年，全年共公开各类信息${total}条，其中政府网站公开信息${total}条。\n`

async function build(...args: string[]) {
  const output = join(folder, 'out.json')
  rmSync(output, { force: true })
  const code = await run([...args, '-o', output])
  return { code, ...readDataset(JSON.parse(readFileSync(output, 'utf8'))) }
}

describe('build', () => {
  it('keeps the revised of two versions and says how the other differs', async () => {
    at('twice/a.txt', report('下城区长庆街道', 2022, 30))
    at('twice/a（更正）.txt', report('下城区长庆街道', 2022, 31))
    at('twice/b.txt', report('下城区长庆街道', 2023, 40))
    at('twice/copy of b.txt', report('下城区长庆街道', 2023, 40))
    const { code, dataset } = await build(join(folder, 'twice'), '--within', '下城区=杭州市')
    expect(code).toBe(0)
    expect(dataset?.reports.map(({ source }) => source?.file)).toEqual(['a（更正）.txt', 'b.txt'])
    expect(said.join('')).toMatch(/left out \S*a\.txt: another version of \S*a（更正）\.txt, \d figures differ/)
    expect(said.join('')).toMatch(/left out .*copy of b\.txt: the same as \S*b\.txt/)
  })
  it('searches folders, groups offices and leaves the failed ones out', async () => {
    at('in/a/2022.txt', report('下城区长庆街道', 2022, 30))
    at('in/2023.txt', report('下城区长庆街道办事处', 2023, 40))
    at('in/empty.txt', '')
    at('in/notes.md', 'not looked at')
    const { code, dataset, issues } = await build(
      join(folder, 'in'),
      join(folder, 'gone.txt'),
      '--within',
      '下城区=杭州市',
    )
    expect(code).toBe(1)
    expect(issues).toEqual([])
    expect(dataset?.reports.map(({ org, year, source }) => [org, year, source?.file])).toEqual([
      ['杭州市下城区长庆街道', 2022, '2022.txt'],
      ['杭州市下城区长庆街道', 2023, '2023.txt'],
    ])
    expect(said.join('')).toMatch(/2 reports of .* 2 failed\n/u)
    expect(said.join('')).toMatch(/failed .*gone\.txt: ENOENT/u)
    expect(said.join('')).toMatch(/failed .*empty\.txt: 文件是空的/u)
  })

  it('reads lines of figures, raw text and all', async () => {
    const line = {
      district: '温州市龙湾区',
      org: '永兴街道办事处',
      year: 2019,
      form: '2019',
      title: '年报',
      url: 'http://example.org/',
      cells: {
        'procurement.amount': { value: 2400000, raw: '240万元', label: '采购总金额' },
        'rules.made': { value: 0, raw: '0' },
      },
      prose: { 'published.total': { value: 900, raw: '900余条', label: '很长'.repeat(40), approx: true } },
    }
    const { code, dataset } = await build(
      '--figures',
      at('figures.jsonl', `${JSON.stringify(line)}\n\n`),
      '--id',
      'mine',
      '--title',
      '我的',
      '--start',
      '温州市龙湾区永兴街道/2019',
    )
    expect(code).toBe(0)
    expect(dataset).toMatchObject({ id: 'mine', title: '我的', start: { org: '温州市龙湾区永兴街道', year: 2019 } })
    expect(dataset?.reports[0]).toEqual({
      org: '温州市龙湾区永兴街道',
      year: 2019,
      forms: { 2: '2019' },
      source: { title: '年报', url: 'http://example.org/' },
      cells: { 'procurement.amount': { value: 2400000, raw: '240万元' }, 'rules.made': 0 },
      prose: { 'published.total': { value: 900, raw: '900余条', label: '很长'.repeat(15), approx: true } },
    })
  })

  it('reads whole reports, null as blank', async () => {
    const line = {
      org: '沭阳县人民政府',
      year: 2025,
      forms: { 4: '2021' },
      cells: { 'review.total': 3, 'review.upheld': null },
    }
    const { dataset } = await build('--full', at('full.jsonl', JSON.stringify(line)))
    expect(dataset?.reports[0]).toMatchObject({
      org: '沭阳县',
      cells: { 'review.total': 3, 'review.upheld': { missing: 'blank' } },
    })
  })

  it('reads all that a whole report may carry: its page, its day, its months, and what is doubtful in it', async () => {
    const line = {
      org: '平潭综合实验区(全区汇总)',
      year: 2019,
      forms: { 2: '2021', 4: '2021' },
      url: 'https://example.org/t20200120_1.htm',
      published: '2020-01-20',
      covers: { from: '2019-09', to: '2019-12' },
      cells: {
        'normative.issued': 3,
        'normative.repealed': 1,
        'normative.in-force': 23,
        'fee.amount': 500.5,
        'review.total': null,
        'review.upheld': null,
        'review.other': { value: 2, raw: '2件', at: { line: 7 } },
      },
      states: { 'review.total': 'not-extracted' },
      unitInferred: ['fee.amount'],
      runs: { normative: '3123' },
      prose: { 'published.total': { value: 9, raw: '9条', label: '很长'.repeat(40) } },
      notes: 'left out',
    }
    const { code, dataset } = await build('--full', at('whole.jsonl', JSON.stringify(line)), '--extent', 'group')
    expect(code).toBe(0)
    expect(dataset?.extent).toBe('group')
    expect(dataset?.reports).toEqual([
      {
        org: '平潭综合实验区',
        year: 2019,
        forms: line.forms,
        source: { title: '平潭综合实验区2019年政府信息公开工作年度报告', url: line.url, published: '2020-01-20' },
        covers: line.covers,
        cells: {
          'normative.issued': { value: 3, raw: '3123', uncertain: true },
          'normative.repealed': { value: 1, raw: '3123', uncertain: true },
          'normative.in-force': { value: 23, raw: '3123', uncertain: true },
          'fee.amount': { value: 500.5, unitInferred: true },
          'review.total': { missing: 'not-extracted' },
          'review.upheld': { missing: 'blank' },
          'review.other': { value: 2, raw: '2件', at: { line: 7 } },
        },
        prose: { 'published.total': { value: 9, raw: '9条', label: '很长'.repeat(20) } },
      },
    ])
  })

  it('makes one organ of one that was renamed', async () => {
    const line = (org: string, year: number) =>
      JSON.stringify({ org: `平潭综合实验区${org}`, year, forms: {}, cells: {} })
    const lines = at(
      'renamed.jsonl',
      [line('国有资产管理局', 2022), line('国有资产管理局', 2023), line('投资促进局', 2024)].join('\n'),
    )
    const renaming = '平潭综合实验区国有资产管理局=平潭综合实验区投资促进局/2024'
    const { code, dataset } = await build('--full', lines, '--renamed', renaming)
    expect(code).toBe(0)
    expect(dataset?.orgs.filter(({ level }) => level === 'department')).toEqual([
      {
        id: '平潭综合实验区投资促进局',
        name: '投资促进局',
        level: 'department',
        parents: [{ org: '平潭综合实验区' }],
        formerNames: [{ name: '国有资产管理局', to: 2023 }],
      },
    ])
    expect(dataset?.reports.map(({ org, year }) => `${org} ${year}`)).toEqual(
      [2022, 2023, 2024].map((year) => `平潭综合实验区投资促进局 ${year}`),
    )
    expect((await build('--full', lines, '--renamed', '无此局=平潭综合实验区投资促进局/2024')).code).toBe(1)
    expect(said.join('')).toContain('failed 无此局: ')
  })

  it('writes nothing that cannot be', async () => {
    const line = { org: '沭阳县人民政府', year: 2025, forms: {}, cells: { 'review.total': 1.5 } }
    const output = join(folder, 'none.json')
    expect(await run(['--full', at('half.jsonl', JSON.stringify(line)), '-o', output])).toBe(1)
    expect(existsSync(output)).toBe(false)
    expect(said.join('')).toContain('invalid value-fraction reports[0].cells.review.total')
  })

  it.each([
    ['--extent', 'most'],
    ['--renamed', '甲=乙'],
    ['--start', '甲'],
  ])('says how %s is given', async (option, value) => {
    expect(await run([option, value, '--full', at('empty.jsonl', ''), '-o', join(folder, 'x.json')])).toBe(2)
    expect(said.join('')).toContain(`${option} ${value}`)
  })

  it('keeps the fuller of two reports for the same office and year', async () => {
    const line = (org: string, more: object) =>
      JSON.stringify({
        district: '温州市龙湾区',
        org,
        year: 2019,
        form: '2019',
        cells: {},
        prose: { 'published.total': { value: 1, raw: '1条' }, ...more },
      })
    const { dataset } = await build(
      '--figures',
      at(
        'two.jsonl',
        `${line('永兴街道', {})}\n${line('永兴街道办事处', { 'published.website': { value: 1, raw: '1条' } })}`,
      ),
    )
    expect(dataset?.reports.map(({ prose }) => Object.keys(prose).length)).toEqual([2])
    expect(said.join('')).toContain('left out two.jsonl:1')
  })

  it('says which line does not fit', async () => {
    const { code } = await build('--full', at('bad.jsonl', '{"org": 1}\nnot json'))
    expect(code).toBe(1)
    expect(said.join('')).toMatch(/failed bad\.jsonl:1: .+\nfailed bad\.jsonl:2: /u)
  })

  it('refuses to build from nothing', async () => {
    expect(await run(['-o', 'x.json'])).toBe(2)
    expect(said.join('')).toBe('build PATH... -o FILE\n')
  })
})
