import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoDataset } from '../../src/cli/synthetic/demo'
import { isEnough } from '../../src/charts/titles'
import type { FigureCorrection } from '../../src/domain/correction'
import { unitOf } from '../../src/domain/metrics'
import { readFigure } from '../../src/domain/report'
import { askFeedback } from '../../src/export/feedback/answers'
import type { FeedbackAnswers } from '../../src/export/feedback/answers'
import { feedbackOf } from '../../src/export/feedback/blocks'
import type { FeedbackFrame } from '../../src/export/feedback/blocks'
import { feedbackFile } from '../../src/export/feedback/files'
import type { Block, OfficialTable } from '../../src/export/officialBlocks'
import { LOCALES, createTranslator } from '../../src/i18n'
import { fullNumber } from '../../src/i18n/format'
import { prepare } from '../../src/pack/prepare'
import { headlineMetrics } from '../../src/query/answers/brief'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { isPending, problemsOf } from '../../src/query/problems'
import type { QueryClient } from '../../src/query/spec'
import { readDocument } from '../../src/readers'

const zh = createTranslator('zh-CN')
const YEAR = 2023
const set = demoDataset()
const area = set.orgs.find(({ level }) => level === 'district')!
const streets = set.orgs.filter(({ level }) => level === 'street')
const years = [...new Set(set.reports.map(({ year }) => year))].sort().filter((year) => year <= YEAR)
const scope = { area: area.id, level: 'street', year: YEAR } as const
/** Its fees of the year are in doubt. */
const dongqiao = streets.find(({ name }) => name.includes('东桥'))!

const clientOf = (reports = set.reports, corrections: readonly FigureCorrection[] = []): QueryClient =>
  createClient(frameOf([{ ...prepare({ ...set, reports }), corrections }]), () => Promise.resolve(undefined))
const ask = (client: QueryClient, orgs = streets, year = YEAR): Promise<FeedbackAnswers[]> =>
  askFeedback(
    client,
    orgs.map((org) => ({ org, scope: { ...scope, year } })),
    { year, years },
  )
const frame: FeedbackFrame = {
  area: area.name,
  problems: [],
  countsDoubtful: false,
  synthetic: true,
  sender: '某区人民政府办公室',
  date: '2026年11月30日',
  data: 'abc123',
}

let client: QueryClient
let answers: FeedbackAnswers[]
beforeAll(async () => {
  client = clientOf()
  answers = await ask(client)
})
const answersOf = (id: string): FeedbackAnswers => answers.find(({ org }) => org.id === id)!
const textOf = (blocks: readonly Block[], id: string): string =>
  blocks.flatMap((block) => ('text' in block && block.id.startsWith(id) ? [block.text] : [])).join('')
const tableOf = (blocks: readonly Block[], id: string): OfficialTable =>
  blocks.find((block): block is OfficialTable => block.kind === 'table' && block.id === id)!

describe('the feedback sheet of an office', () => {
  it('sets each headline figure beside last year, the median with n, and the rank where it may be given', async () => {
    for (const of of answers) {
      const { rows } = tableOf(feedbackOf(of, frame, zh), 'headlines-table')
      expect(rows).toHaveLength(headlineMetrics(YEAR).length)
      for (const [i, metric] of headlineMetrics(YEAR).entries()) {
        const matrix = await client.run({ kind: 'matrix', metric, scope, years: [YEAR - 1, YEAR] })
        const row = matrix.orgs.findIndex(({ id }) => id === of.org.id)
        const [base, value] = [matrix.values[row * 2]!, matrix.values[row * 2 + 1]!]
        const { median, reported, total } = matrix.summaries[1]!
        const cells = rows[i]!
        const unit = unitOf(metric)
        if (!Number.isNaN(base)) expect(cells[1]).toContain(fullNumber(base, unit))
        expect(cells[4]).toBe(fullNumber(median!, unit))
        expect(cells[5]).toBe(`${reported}/${total}`)
        if (Number.isNaN(value) || !isEnough(reported, total)) {
          expect(cells[6]).toBe('—')
          continue
        }
        const others = matrix.values.filter((_, at) => at % 2 === 1)
        const rank = others.filter((one) => one > value).length + 1
        const isTied = others.filter((one) => one === value).length > 1
        expect(cells[2]).toContain(fullNumber(value, unit))
        expect(cells[6]).toBe(`${isTied ? '并列' : ''}${rank}/${reported}`)
      }
    }
  })

  it('gives no rank where fewer than half of the offices have a figure', async () => {
    const few = set.reports.filter(({ org, year }) => year !== YEAR || streets.slice(0, 3).some(({ id }) => id === org))
    const [of] = await ask(clientOf(few), streets.slice(0, 1))
    const { rows } = tableOf(feedbackOf(of!, frame, zh), 'headlines-table')
    expect(rows.map((row) => row.at(-1))).toEqual(rows.map(() => '—'))
    expect(textOf(feedbackOf(of!, frame, zh), 'headlines')).not.toContain('中位数的有')
  })

  it('marks what is in doubt, with what is printed, and counts it nowhere', () => {
    const of = answersOf(dongqiao.id)
    const blocks = feedbackOf(of, frame, zh)
    const i = headlineMetrics(YEAR).indexOf('fee.amount')
    const { doubt } = of.figure('fee.amount', YEAR)
    const printed = fullNumber(doubt!.printed!, 'yuan')
    const row = tableOf(blocks, 'headlines-table').rows[i]!
    expect(row[2]).toMatch(/存疑）①$/u)
    expect(row[2]).toContain(printed)
    expect([row[3], row[6]]).toEqual(['—', '—'])
    expect(row[5]).toBe(`${streets.length - 1}/${streets.length}`)
    expect(textOf(blocks, 'headlines-note')).toContain(`①${YEAR}年`)
    expect(textOf(blocks, 'headlines-note')).toContain(printed)
    expect(textOf(blocks, 'marked')).toContain('①')
    expect(textOf(blocks, 'ask-doubt')).not.toBe('')
    const asked = answers.map((one) => feedbackOf(one, frame, zh))
    for (const one of asked) expect(textOf(one, 'ask-doubt') === '').toBe(textOf(one, 'marked') === '')
    expect(asked.some((one) => textOf(one, 'marked') === '')).toBe(true)
  })

  it('says what was published where a figure was corrected', async () => {
    const org = streets.find(({ id }) => id !== dongqiao.id)!
    const was = readFigure(
      set.reports.find((one) => one.org === org.id && one.year === YEAR)!,
      'penalty.decisions',
    )
    if (typeof was !== 'number') throw new TypeError('the street publishes its penalties')
    const now = { value: was + 7 }
    const correction = { org: org.id, year: YEAR, in: 'cells', code: 'penalty.decisions', now, was } as const
    const [of] = await ask(clientOf(set.reports, [{ ...correction, reason: 'typo', time: 1 }]), [org])
    const blocks = feedbackOf(of!, frame, zh)
    const row = tableOf(blocks, 'headlines-table').rows[headlineMetrics(YEAR).indexOf('penalty.decisions')]!
    expect(row[2]).toMatch(new RegExp(`^${fullNumber(was + 7, 'case')}.$`, 'u'))
    expect(textOf(blocks, 'headlines-note')).toContain(`原公布${fullNumber(was, 'case')}`)
    expect(textOf(blocks, 'marked')).toContain('更正')
  })

  it('names the kind of what is missing, and never writes 0 for it', async () => {
    const gone = streets[0]!
    const reports = set.reports.filter(({ org, year }) => org !== gone.id || year !== YEAR)
    const [of] = await ask(clientOf(reports), [gone])
    const blocks = feedbackOf(of!, frame, zh)
    const missing = zh.t('state.no-report')
    for (const id of ['headlines-table', 'endings-table', 'challenges-table']) {
      const { rows, columns } = tableOf(blocks, id)
      const own = columns.flatMap(({ label }, i) => (label === `${YEAR}年` ? [i] : []))
      for (const row of rows) for (const i of own) expect(row[i]).toBe(missing)
    }
    expect(tableOf(blocks, 'challenges-table').rows.flatMap((row) => row.slice(1, -1))).toEqual(
      Array.from({ length: 15 }, () => missing),
    )
    for (const id of ['opening', 'applications', 'challenges', 'time', 'problems'])
      expect(textOf(blocks, id)).not.toMatch(/(?<!\d)0件/u)
    expect(textOf(blocks, 'opening')).toContain('尚未收录')
    expect(textOf(blocks, 'ask-absent')).not.toBe('')
  })

  it('tells how applications ended, in numbers that add up with the tables', () => {
    for (const of of answers) {
      const blocks = feedbackOf(of, frame, zh)
      const { rows } = tableOf(blocks, 'endings-table')
      const [fresh] = rows[0]!.slice(3)
      expect(textOf(blocks, 'applications')).toContain(`新收政府信息公开申请${fresh}件`)
      const number = (text: string): number => Number(text.replace(/[^\d.]/gu, ''))
      const closed = rows.slice(2, 8).reduce((sum, row) => sum + number(row[3]!), 0)
      expect(textOf(blocks, 'applications')).toContain(`办结${fullNumber(closed, 'case')}件`)
      if (closed < 20) expect(rows.slice(2, 8).map((row) => row[4])).toEqual(Array.from({ length: 6 }, () => '—'))
    }
  })

  it('lists the problems that wait, and says when a report came late', async () => {
    const findings = await client.run({ kind: 'findings', scope, year: YEAR })
    const problems = problemsOf(findings, new Map())
    const { org } = problems.find(isPending)!
    const own = problems.filter((one) => one.org.id === org.id)
    const blocks = feedbackOf(answersOf(org.id), { ...frame, problems: own }, zh)
    expect(tableOf(blocks, 'problems-table').rows).toHaveLength(own.filter(isPending).length)
    const late = { source: { published: `${YEAR + 1}-02-05` } }
    const reports = set.reports.map((one) => (one.org === org.id && one.year === YEAR ? { ...one, ...late } : one))
    const [of] = await ask(clientOf(reports), [org])
    expect(textOf(feedbackOf(of!, frame, zh), 'time')).toContain('5天')
  })

  it.each(LOCALES)('has no gap in its words in %s', async (locale) => {
    const first = years[0]!
    for (const of of [...answers, ...(await ask(client, streets, first)), ...(await ask(client, streets, 2021))])
      expect(JSON.stringify(feedbackOf(of, frame, createTranslator(locale)))).not.toMatch(/\{[a-z]|undefined|NaN/u)
  })
})

describe('feedback sheets as files', () => {
  const made = new Date(2026, 10, 30)

  it('of one office are its Word file, laid out as official documents are', async () => {
    const of = answersOf(dongqiao.id)
    const { name, bytes } = await feedbackFile([of], () => frame, zh, { area: area.name, made })
    expect(name).toBe(`反馈单_${dongqiao.name}_${YEAR}_20261130.docx`)
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!)
    expect(xml).toMatch(/<w:pgMar [^>]*w:top="2098"[^>]*w:right="1474"[^>]*w:bottom="1984"[^>]*w:left="1588"/u)
    const { page } = await readDocument(bytes, name)
    const plain = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').replaceAll('\u2212', '-')
    const rows = page!.blocks.flatMap((block) =>
      block.kind === 'row' ? [block.cells.map(({ text }) => plain(text))] : [],
    )
    const tables = feedbackOf(of, frame, zh).flatMap((block) => (block.kind === 'table' ? [block] : []))
    expect(rows).toEqual(
      tables.flatMap(({ columns, rows: own }) =>
        [columns.map(({ label }) => label), ...own].map((row) => row.map(plain)),
      ),
    )
  })

  it('of several are a zip with one Word file for each, and can be given up', async () => {
    const { name, bytes } = await feedbackFile(answers, () => frame, zh, { area: area.name, made })
    expect(name).toBe(`反馈单_${area.name}_${YEAR}_20261130.zip`)
    expect(Object.keys(unzipSync(bytes))).toEqual(answers.map(({ org }) => `反馈单_${org.name}_${YEAR}_20261130.docx`))
    const giveUp = (): Promise<void> => Promise.reject(new Error('given up'))
    await expect(feedbackFile(answers, () => frame, zh, { area: area.name, made, onStep: giveUp })).rejects.toThrow(
      'given up',
    )
  })
})
