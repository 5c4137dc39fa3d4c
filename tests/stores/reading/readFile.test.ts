import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { METRIC_CODES } from '../../../src/domain/metrics'
import { LOCALES, createTranslator } from '../../../src/i18n'
import { readFile } from '../../../src/stores/reading/readFile'
import { toGb18030, toUtf16, toUtf8 } from '../../parse/render/encode'
import { dataset, org, report } from '../../query/small'

const REPORT = '长庆街道办事处2020年政府信息公开工作年度报告\n全年主动公开政府信息1670条。'
const LONG = '机关,年度,指标,数值\n甲,2021,行政处罚,12'
const codes = async (bytes: Uint8Array, file: string) => (await readFile(bytes, file)).issues.map(({ code }) => code)

describe('a file', () => {
  it('of JSON is a dataset', async () => {
    const set = dataset('a', [org('甲')], [report('甲', 2021, { cells: { 'review.total': 3 } })])
    expect(await readFile(toUtf8(JSON.stringify(set)), 'A.JSON')).toEqual({
      file: 'A.JSON',
      reports: [],
      dataset: set,
      issues: [],
    })
    expect(await readFile(readFileSync('data/demo-district.json'), 'demo.json')).toMatchObject({
      issues: [],
      dataset: { id: expect.any(String) as string },
    })
  })
  it.each([
    ['utf-8', toUtf8(LONG)],
    ['gb18030', toGb18030(LONG)],
    ['utf-16', toUtf16(LONG, true, true)],
  ])('of CSV in %s is a long table', async (_, bytes) => {
    expect(await readFile(bytes, '表.csv')).toMatchObject({
      issues: [],
      reports: [{ org: '甲', year: 2021, cells: { 'penalty.decisions': { value: 12 } } }],
    })
  })
  it.each(['a.txt', 'a.html', 'a'])('of text, %s, is a report', async (name) => {
    expect(
      await readFile(toUtf8(name === 'a.html' ? `<p>${REPORT.replace('\n', '</p><p>')}</p>` : REPORT), name),
    ).toMatchObject({ reports: [{ year: 2020, prose: { 'published.total': { value: 1670 } } }] })
  })
  it('knows every metric by code and by its name in either language', async () => {
    for (const locale of LOCALES) {
      const words = createTranslator(locale)
      const lines = METRIC_CODES.map((code) => `甲,2021,"${words.metric(code)}",1`)
      const { reports, issues } = await readFile(toUtf8(['org,year,metric,value', ...lines].join('\n')), 'a.csv')
      expect(issues).toEqual([])
      expect([...Object.keys(reports[0]!.cells), ...Object.keys(reports[0]!.prose)].sort()).toEqual(
        [...METRIC_CODES].sort(),
      )
    }
  })
})

describe('a file that is none of these', () => {
  it('says why', async () => {
    expect(await codes(toUtf8('{'), 'a.json')).toEqual(['file-not-json'])
    expect(await codes(new Uint8Array(), 'a.json')).toEqual(['file-not-json'])
    expect(
      await codes(
        Uint8Array.from({ length: 300 }, (_, i) => i % 32),
        'a.csv',
      ),
    ).toEqual(['file-not-text'])
    expect(await codes(toUtf8('%PDF-1.7'), 'a.pdf')).toEqual(['pdf-broken'])
    expect(await codes(toUtf8('a,b\n1,2'), 'a.csv')).toEqual(['csv-column', 'csv-column', 'csv-column', 'csv-column'])
    expect(await codes(toUtf8('今天天气很好。'), 'a.txt')).toEqual(['no-report-found'])
  })

  const names = fc.oneof(
    fc.constantFrom('a.json', 'a.csv', 'a.tsv', 'a.txt', 'a.html', 'a.docx', '', '.csv'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  const settled = async (bytes: Uint8Array, name: string) => {
    const { dataset: set, reports, issues } = await readFile(bytes, name)
    if (!set && reports.length === 0) expect(issues.length > 0 || /\.[ct]sv$/iu.test(name)).toBe(true)
  }
  it('never throws on bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), names, settled), { numRuns: 400 })
  })
  it('never throws on JSON of any shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), (text) => settled(toUtf8(text), 'a.json')),
      { numRuns: 300 },
    )
    const almost = fc.record(
      {
        format: fc.constantFrom('disclosure-dataset', 1),
        version: fc.oneof(fc.jsonValue(), fc.constantFrom('constructor', '__proto__', 'toString', 1, 0, -1, 1.5)),
        orgs: fc.jsonValue(),
        reports: fc.array(fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(almost, (value) => settled(toUtf8(JSON.stringify(value)), 'a.json')),
      { numRuns: 300 },
    )
  })
  it('never throws on tables of any shape', async () => {
    const field = fc.constantFrom(
      'org',
      'year',
      'metric',
      'value',
      '2021',
      'review.total',
      '__proto__',
      '甲',
      '"',
      ',',
      '\t',
      ';',
      '\n',
      '\r',
      '-',
      '1e999',
      '',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(field, { maxLength: 60 }), (parts) =>
        settled(toUtf8(`org,year,metric,value\n${parts.join(',')}`), 'a.csv'),
      ),
      { numRuns: 300 },
    )
  })
})
