import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoDataset } from '../../src/cli/synthetic/demo'
import { unitOf } from '../../src/domain/metrics'
import { shortName } from '../../src/domain/orgs'
import { askCircular } from '../../src/export/circular/answers'
import type { CircularAnswers } from '../../src/export/circular/answers'
import { circularOf } from '../../src/export/circular/blocks'
import type { CircularFrame } from '../../src/export/circular/blocks'
import type { Block, OfficialTable } from '../../src/export/officialBlocks'
import { circularFigures } from '../../src/export/circular/figures'
import { officialBytes } from '../../src/export/officialWord'
import { LOCALES, createTranslator } from '../../src/i18n'
import { fullNumber } from '../../src/i18n/format'
import { prepare } from '../../src/pack/prepare'
import { ENDINGS, endingsOf } from '../../src/query/applications'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { isPending, problemsOf } from '../../src/query/problems'
import type { QueryClient } from '../../src/query/spec'
import { officeMapOf } from '../../src/query/officeMap'
import { readDocument } from '../../src/readers'

const zh = createTranslator('zh-CN')
const YEAR = 2024
const set = demoDataset()
const area = set.orgs.find(({ level }) => level === 'district')!
const years = [...new Set(set.reports.map(({ year }) => year))].sort()
const scope = { area: area.id, level: 'street', year: YEAR } as const

let client: QueryClient
let answers: CircularAnswers
let frame: CircularFrame
beforeAll(async () => {
  client = createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
  answers = await askCircular(client, { scope, year: YEAR, years: years.filter((year) => year <= YEAR) })
  frame = {
    area: area.name,
    problems: problemsOf(answers.findings, new Map()),
    countsDoubtful: false,
    synthetic: true,
    sender: '某区人民政府办公室',
    date: '2026年11月30日',
    data: 'abc123',
  }
})

const textOf = (blocks: readonly Block[], id: string): string =>
  blocks.flatMap((block) => ('text' in block && block.id.startsWith(id) ? [block.text] : [])).join('')
const tableOf = (blocks: readonly Block[], id: string): OfficialTable | undefined =>
  blocks.find((block): block is OfficialTable => block.kind === 'table' && block.id === id)
const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))

describe('the circular of a year', () => {
  it('names who has not reported, and counts those who have', async () => {
    const gone = set.orgs.find(({ level }) => level === 'street')!
    const reports = set.reports.filter(({ org, year }) => org !== gone.id || year !== YEAR)
    const other = createClient(frameOf([prepare({ ...set, reports })]), () => Promise.resolve(undefined))
    const told = circularOf(await askCircular(other, { scope, year: YEAR, years: [YEAR - 1, YEAR] }), frame, zh)
    const { orgs, held } = answers.reports
    expect(held.every((one) => one === 1)).toBe(true)
    expect(textOf(told, 'reports')).toContain(`${orgs.length - 1}份，尚未收录1份：${shortName(gone.name)}。`)
    expect(textOf(told, 'ask-absent')).not.toBe('')
    const whole = circularOf(answers, frame, zh)
    expect(textOf(whole, 'reports')).not.toContain(shortName(gone.name))
    expect(textOf(whole, 'ask-absent')).toBe('')
  })

  it('sets each headline figure against last year over the same offices', async () => {
    const { rows } = tableOf(circularOf(answers, frame, zh), 'headlines-table')!
    expect(rows).toHaveLength(answers.brief.headlines.length)
    for (const [i, { metric }] of answers.brief.headlines.entries()) {
      const movers = await client.run({ kind: 'movers', metric, scope, year: YEAR })
      expect(rows[i]!.slice(2, 4)).toEqual([movers.base!, movers.current!].map((n) => fullNumber(n, unitOf(metric))))
      expect(rows[i]!.at(-1)).toBe(`${movers.paired}/${movers.total}`)
    }
  })

  it('gives no sums of offices across a change of the form', async () => {
    const broken = await askCircular(client, { scope: { ...scope, year: 2021 }, year: 2021, years: [2020, 2021] })
    const { rows } = tableOf(circularOf(broken, frame, zh), 'headlines-table')!
    for (const [i, { movers }] of broken.brief.headlines.entries())
      if (movers.isBroken) expect(rows[i]!.slice(2, 5)).toEqual(['—', '—', zh.t('circular.broken')])
    expect(broken.brief.headlines.some(({ movers }) => movers.isBroken)).toBe(true)
  })

  it('tells how applications ended as the query counts them', () => {
    const { rows } = tableOf(circularOf(answers, frame, zh), 'endings-table')!
    const { endings, closed } = endingsOf(answers.flow.whole[1]!.sums)
    expect(rows.slice(0, ENDINGS.length).map((row) => row[3])).toEqual(endings.map((n) => fullNumber(n, 'case')))
    expect(rows[ENDINGS.length]![3]).toBe(fullNumber(closed, 'case'))
    expect(textOf(circularOf(answers, frame, zh), 'applications')).toContain(`办结${fullNumber(closed, 'case')}件`)
  })

  it('counts every open problem once, at its office', () => {
    const { rows } = tableOf(circularOf(answers, frame, zh), 'problems-table')!
    const sum = rows.reduce((n, row) => n + Number(row[3]), 0)
    expect(sum).toBe(frame.problems.filter(isPending).length)
    expect(sum).toBeGreaterThan(0)
    const settled = { ...frame, problems: frame.problems.map((one) => ({ ...one, state: 'known' as const })) }
    expect(tableOf(circularOf(answers, settled, zh), 'problems-table')).toBeUndefined()
  })

  it('names each figure that was left out, with what is printed', () => {
    expect(answers.leftOut.length).toBeGreaterThan(0)
    const text = textOf(circularOf(answers, frame, zh), 'doubt')
    for (const { org, metric, printed } of answers.leftOut) {
      expect(text).toContain(shortName(org.name))
      expect(text).toContain(fullNumber(printed!, unitOf(metric)))
    }
  })

  it.each(LOCALES)('has no gap in its words in %s', (locale) => {
    for (const block of circularOf(answers, frame, createTranslator(locale)))
      expect(JSON.stringify(block)).not.toMatch(/\{[a-z]|undefined|NaN/u)
  })
})

describe('the circular as Word', () => {
  it('has its figures as charts with their numbers in a workbook, where they stand in the text', async () => {
    const map = officeMapOf(frameOf([prepare(set)]))
    const base = { collection: set.id, scope, years: years.filter((year) => year <= YEAR) }
    const figures = await circularFigures(client, map, base, zh)
    expect(Object.keys(figures)).toEqual(['requests', 'endings'])
    const bytes = await officialBytes(circularOf(answers, { ...frame, figures }, zh), '公开镜')
    const files = parts(bytes)
    const xml = files['word/document.xml']!
    const relations = files['word/_rels/document.xml.rels']!
    const at = [...xml.matchAll(/<c:chart [^>]*r:id="([^"]+)"/gu)]
    expect(at).toHaveLength(2)
    expect(at[0]!.index).toBeLessThan(xml.indexOf('图1　'))
    expect(xml.indexOf('图1　')).toBeLessThan(xml.indexOf('三、依申请公开'))
    expect(xml.replace(/<[^>]+>/gu, '')).not.toMatch(/[\uE000-\uF8FF]/u)
    const books = unzipSync(bytes)
    at.forEach(([, id], i) => {
      const target = new RegExp(`Id="${id}"[^>]*Target="/([^"]+)"`, 'u').exec(relations)![1]!
      expect(files['[Content_Types].xml']).toContain(`PartName="/${target}"`)
      const chart = files[target]!
      expect(chart).toContain(i === 0 ? '<c:barDir val="bar"/>' : '<c:grouping val="percentStacked"/>')
      const own = files[target.replace('charts/', 'charts/_rels/') + '.rels']!
      const book = books[/Target="\/([^"]+\.xlsx)"/u.exec(own)![1]!]!
      const sheet = strFromU8(unzipSync(book)['xl/worksheets/sheet1.xml']!)
      const [first] = figures[i === 0 ? 'requests' : 'endings']!.plot!().series
      const [value] = first!.points.flatMap((point) => point.value ?? [])
      expect(sheet).toContain(`<v>${value}</v>`)
    })
  })

  it('has the page, fonts, pitch and spacing of official documents', async () => {
    const files = parts(await officialBytes(circularOf(answers, frame, zh), '公开镜'))
    const xml = files['word/document.xml']!
    expect(xml).toMatch(/<w:pgMar [^>]*w:top="2098"[^>]*w:right="1474"[^>]*w:bottom="1984"[^>]*w:left="1588"/u)
    const of = (text: string): string =>
      xml.match(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gsu)!.find((one) => one.includes(text))!
    const title = of('的通报<')
    expect(title).toContain('w:eastAsia="方正小标宋简体"')
    expect(title).toContain('<w:sz w:val="44"/>')
    const head = of('一、报告情况')
    expect(head).toContain('w:eastAsia="黑体"')
    for (const body of [head, of('各有关单位'), of('数字取自')]) {
      expect(body).toMatch(/<w:spacing [^>]*w:line="579"[^>]*w:lineRule="exact"/u)
      expect(body).toContain('<w:spacing w:val="-5"/>')
      expect(body).toContain('<w:sz w:val="32"/>')
    }
    expect(of('数字取自')).toContain('w:eastAsia="仿宋_GB2312"')
    const fonts = files['word/fontTable.xml']!
    for (const [name] of xml.matchAll(/(?<=w:eastAsia=")[^"]+/gu)) expect(fonts).toContain(`w:name="${name}"`)
    expect(fonts).toMatch(/仿宋_GB2312"><w:altName w:val="仿宋,FangSong/u)
  })

  it('holds every paragraph and number of the model, and none that was emptied', async () => {
    const blocks = circularOf(answers, frame, zh)
    const emptied = blocks.map((block) => (block.id === 'to' && 'text' in block ? { ...block, text: ' ' } : block))
    const { page } = await readDocument(await officialBytes(emptied, '公开镜'), '通报.docx')
    const plain = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').replaceAll('\u2212', '-')
    const rows = page!.blocks.flatMap((block) =>
      block.kind === 'row' ? [block.cells.map(({ text }) => plain(text))] : [],
    )
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
    expect(rows).toEqual(
      tables.flatMap(({ columns, rows: own }) =>
        [columns.map(({ label }) => label), ...own].map((row) => row.map(plain)),
      ),
    )
    const lines = page!.blocks.flatMap((block) => (block.kind === 'line' ? [plain(block.text)] : []))
    const told = blocks.flatMap((block) => ('text' in block && block.id !== 'to' ? [plain(block.text)] : []))
    expect(lines).toEqual(expect.arrayContaining(told))
    expect(lines.join('')).not.toContain(plain(textOf(blocks, 'to')))
  })
})
