import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkDataset } from '../../src/query/checkDataset'
import type { Finding } from '../../src/checks'
import { asCell, asProse } from '../../src/domain/cell'
import type { StoredProse } from '../../src/domain/cell'
import { latenessOf, publishedDay } from '../../src/domain/deadline'
import { readDataset } from '../../src/domain/dataset'
import { APPLICANTS, cellsOf } from '../../src/domain/metrics'
import type { MetricCode, ProseCode, TableCode } from '../../src/domain/metrics'
import { nameIn } from '../../src/domain/orgs'
import { placeReport } from '../../src/domain/placement'
import { readFigure } from '../../src/domain/report'
import type { Report } from '../../src/domain/report'

const ZONE = '平潭综合实验区'
const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025]

const { dataset, issues } = readDataset(JSON.parse(readFileSync('data/pingtan.json', 'utf8')))
const { orgs, reports } = dataset!
const held = new Map(reports.map((report) => [`${report.org} ${report.year}`, report]))
const reportOf = (name: string, year: number): Report => held.get(`${ZONE}${name} ${year}`)!
const zone = (year: number): Report => reportOf('', year)
const orgOf = (name: string) => orgs.find(({ id }) => id === `${ZONE}${name}`)!
const below = (year: number): Report[] => reports.filter((report) => report.year === year && report.org !== ZONE)
const figure = (report: Report, code: MetricCode): number => {
  const reading = readFigure(report, code)
  return typeof reading === 'number' ? reading : NaN
}
const sumBelow = (year: number, code: MetricCode): number =>
  below(year).reduce((sum, report) => sum + figure(report, code), 0)
const said = (report: Report, code: ProseCode): number | undefined => {
  const stored = report.prose[code]
  return stored === undefined ? undefined : asProse(stored).value
}

interface Found extends Finding {
  office: string
  year: number
}
const failed: Found[] = [...checkDataset({ orgs, reports })].flatMap(({ report, findings }) =>
  findings
    .filter(({ status }) => status === 'failed')
    .map((finding) => ({ ...finding, office: report.org.slice(ZONE.length), year: report.year })),
)
const failedBy = (rule: string): Found[] => failed.filter((finding) => finding.rule === rule)
const placesOf = (found: readonly Found[]): string[] => [
  ...new Set(found.map(({ office, year }) => `${office} ${year}`)),
]

describe('the group of 平潭综合实验区', () => {
  it('is a valid dataset that says what it is good for', () => {
    expect(issues).toEqual([])
    expect(dataset).toMatchObject({
      id: 'pingtan',
      synthetic: false,
      extent: 'group',
      start: { org: `${ZONE}交通与建设局`, year: 2024 },
    })
  })

  it('is 17 offices under the zone, which reports itself', () => {
    expect(orgs).toHaveLength(18)
    expect(orgs.filter(({ parents }) => parents[0]?.org === ZONE)).toHaveLength(17)
    expect(orgs.every(({ id, parents }) => (id === ZONE ? parents.length === 0 : parents.length === 1))).toBe(true)
    expect(YEARS.map((year) => held.has(`${ZONE} ${year}`))).toEqual(YEARS.map(() => true))
    expect(reports).toHaveLength(122)
  })

  it('lacks four reports of 119, and says so by not having them', () => {
    const lost = orgs.flatMap(({ id }) =>
      YEARS.filter((year) => !held.has(`${id} ${year}`)).map((year) => `${id} ${year}`),
    )
    expect(lost).toEqual([
      `${ZONE}公安局 2020`,
      `${ZONE}公安局 2023`,
      `${ZONE}公安局 2025`,
      `${ZONE}自然资源与生态环境局 2025`,
    ])
  })

  it('has every cell of every table, in the form of the table', () => {
    for (const report of reports) {
      for (const table of ['2', '3', '4'] as const)
        expect(Object.keys(report.cells)).toEqual(expect.arrayContaining([...cellsOf(table, report.forms[table]!)]))
    }
    const numbers = reports.flatMap(({ cells }) => Object.values(cells)).map((stored) => asCell(stored).value)
    expect([numbers.length, numbers.filter((value) => value === undefined).length]).toEqual([24310, 112])
    const mixed = reports.filter(({ forms }) => new Set(Object.values(forms)).size > 1)
    expect(mixed.map(({ org, year }) => `${org.slice(ZONE.length)} ${year}`)).toEqual([
      '海坛片区管理局 2023',
      '社会事业局 2021',
      '综合执法与应急管理局 2021',
    ])
  })

  it('is one office under two names, whichever a report is filed under', () => {
    const office = orgOf('投资促进局')
    expect(YEARS.map((year) => nameIn(office, year))).toEqual([
      ...Array.from({ length: 5 }, () => '国有资产管理局'),
      '投资促进局',
      '投资促进局',
    ])
    expect(YEARS.every((year) => held.has(`${office.id} ${year}`))).toBe(true)
    for (const org of [`${ZONE}国有资产管理局`, `${ZONE}投资促进局`])
      expect(placeReport({ org }, orgs)).toMatchObject({ org: { id: office.id }, isNew: false, confidence: 'known' })
  })

  it('says which reports cover four months', () => {
    const short = reports.filter(({ covers }) => covers)
    expect(short.map(({ org, year }) => `${org.slice(ZONE.length)} ${year}`)).toEqual([
      '君山片区管理局 2019',
      '投资促进局 2019',
      '旅游与文化体育局 2019',
      '海坛片区管理局 2019',
      '苏平片区管理局 2019',
      '金井片区管理局 2019',
    ])
    expect(short.map(({ covers }) => covers)).toEqual(short.map(() => ({ from: '2019-09', to: '2019-12' })))
  })

  it('leads every report to its page, and knows the day of each', () => {
    for (const report of reports) {
      expect(report.source?.url).toMatch(/^https:\/\/www\.pingtan\.gov\.cn\/zwgk\/zfxxgk\/\S+\.htm$/u)
      expect(publishedDay(report)).toEqual({ day: report.source?.published, from: 'page' })
    }
  })

  it('marks amounts without a unit, and figures that a run of digits allows to be read otherwise', () => {
    const cells = reports.flatMap(({ cells: all }) => Object.values(all)).map(asCell)
    expect(cells.filter(({ unitInferred }) => unitInferred)).toHaveLength(5)
    expect(reportOf('农业农村局', 2020).cells['procurement.amount']).toEqual({ value: 4253521.2, unitInferred: true })
    const uncertain = reports.flatMap(({ org, year, cells: all }) =>
      (Object.keys(all) as TableCode[]).flatMap((code) => {
        const { uncertain: is, raw, value } = asCell(all[code]!)
        return is ? [{ place: `${org} ${year} ${code.split('.')[0]}`, raw, value }] : []
      }),
    )
    expect(uncertain).toHaveLength(78)
    // The cells of a row make up the run again, and there is more than one way to cut it.
    for (const place of new Set(uncertain.map((one) => one.place))) {
      const row = uncertain.filter((one) => one.place === place)
      expect(row.map(({ value }) => value).join('')).toBe(row[0]!.raw)
      expect(cutsOf(row[0]!.raw!, row.length).length).toBeGreaterThan(1)
    }
  })

  it('has no more of the reports’ words than short labels', () => {
    const stated = reports
      .flatMap(({ prose }) => Object.entries(prose))
      .map(([code, one]) => ({ code, ...asProse(one) }))
    expect(stated).toHaveLength(287)
    for (const { code, label, raw } of stated) {
      expect(label?.length ?? 0).toBeLessThanOrEqual(40)
      expect(raw?.length ?? 0).toBeLessThanOrEqual(10)
      if (code.startsWith('published.')) expect(label).toBeTruthy()
    }
    for (const { cells } of reports)
      for (const stored of Object.values(cells)) expect(asCell(stored).raw ?? '').toMatch(/^\d{0,12}$/u)
  })
})

/** All ways to cut a run of digits into so many numbers. */
function cutsOf(run: string, parts: number): string[][] {
  if (parts === 1) return /^(?:0|[1-9]\d*)$/u.test(run) ? [[run]] : []
  return Array.from({ length: run.length - 1 }, (_, i) => i + 1).flatMap((at) =>
    /^(?:0|[1-9]\d*)$/u.test(run.slice(0, at))
      ? cutsOf(run.slice(at), parts - 1).map((rest) => [run.slice(0, at), ...rest])
      : [],
  )
}

describe('what was typed from the pages', () => {
  interface Line {
    org: string
    year: number
    url: string
    published: string
    forms: object
    cells: Record<string, number | null>
    states?: Record<string, string>
    prose: Record<string, StoredProse>
  }
  const lines = readFileSync('data/sources/pingtan.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  const idOf = (org: string): string => org.replace('(全区汇总)', '').replace('国有资产管理局', '投资促进局')

  it('is there, figure by figure, and nothing else', () => {
    expect(lines).toHaveLength(reports.length)
    for (const { org, year, url, published, forms, cells, states = {}, prose } of lines) {
      const report = held.get(`${idOf(org)} ${year}`)!
      expect(report.source).toMatchObject({ url, published })
      expect(report.forms).toEqual(forms)
      expect(
        Object.fromEntries(
          Object.entries(report.cells).map(([code, stored]) => {
            const { value, missing } = asCell(stored)
            return [code, value ?? missing]
          }),
        ),
      ).toEqual(Object.fromEntries(Object.entries(cells).map(([code, value]) => [code, value ?? states[code]])))
      expect(report.prose).toEqual(prose)
    }
  })
})

describe('the sums that fail', () => {
  it('are 71 in 21 reports', () => {
    const sums = failed.filter(({ rule }) => rule.startsWith('sum-'))
    expect(sums).toHaveLength(71)
    expect(placesOf(sums)).toHaveLength(21)
    expect(
      ['sum-applicants', 'sum-outcomes', 'sum-balance', 'sum-challenge'].map((rule) => failedBy(rule).length),
    ).toEqual([26, 23, 19, 3])
  })

  it('of reviews and lawsuits are three', () => {
    expect(failedBy('sum-challenge').map(({ office, year, codes }) => `${office} ${year} ${codes[0]}`)).toEqual([
      '社会事业局 2024 suit-reviewed.total',
      '经济发展局 2025 review.total',
      '行政审批局 2024 review.total',
    ])
  })

  it('show the totals that were printed as 0', () => {
    for (const [office, year] of [
      ['海坛片区管理局', 2024],
      ['海坛片区管理局', 2025],
      ['农业农村局', 2024],
      ['旅游与文化体育局', 2025],
    ] as const) {
      const own = failedBy('sum-applicants').filter((one) => one.office === office && one.year === year)
      expect(own.some(({ params }) => params.published === 0 && Number(params.computed) > 0)).toBe(true)
    }
  })

  it('show the row of 农业农村局 2023 that slipped', () => {
    const report = reportOf('农业农村局', 2023)
    expect([figure(report, 'applications.new.natural'), figure(report, 'applications.new.business')]).toEqual([6, 1])
    expect([figure(report, 'applications.new.total'), figure(report, 'applications.carried-in.total')]).toEqual([0, 7])
    expect(figure(report, 'applications.carried-in.natural')).toBe(0)
    const own = failed.filter(({ office, year }) => office === '农业农村局' && year === 2023)
    expect(own.filter(({ rule }) => rule === 'sum-applicants').map(({ codes }) => codes[0])).toEqual([
      'applications.new.total',
      'applications.carried-in.total',
    ])
    expect(own.find(({ rule }) => rule === 'carry-over')?.params).toMatchObject({ published: 7, computed: 0 })
  })
})

describe('documents in force', () => {
  it('do not add up in 35 chains', () => {
    expect(failedBy('in-force-balance')).toHaveLength(35)
    expect(
      failedBy('in-force-balance').find(({ office, year }) => office === '交通与建设局' && year === 2024)?.params,
    ).toMatchObject({ previous: 15, published: 23, computed: 17 })
  })
})

describe('the zone against what stands under it', () => {
  it('received in 2021 what its offices did: 70', () => {
    expect([figure(zone(2021), 'applications.new.total'), sumBelow(2021, 'applications.new.total')]).toEqual([70, 70])
    expect(below(2021)).toHaveLength(17)
  })

  it('received in 2024 nine more than its 17 offices print: what two have by applicant and print as 0 in all', () => {
    const own = figure(zone(2024), 'applications.new.total')
    expect([own, sumBelow(2024, 'applications.new.total'), below(2024).length]).toEqual([218, 209, 17])
    const differing = below(2024).flatMap((report) => {
      const byApplicant = APPLICANTS.filter((column) => column !== 'total')
        .map((column) => figure(report, `applications.new.${column}`))
        .reduce((sum, value) => sum + value, 0)
      const total = figure(report, 'applications.new.total')
      const sentence = said(report, 'applications.new.total')
      return total === byApplicant ? [] : [{ office: report.org.slice(ZONE.length), total, byApplicant, sentence }]
    })
    expect(differing).toEqual([
      { office: '农业农村局', total: 0, byApplicant: 3, sentence: 3 },
      { office: '海坛片区管理局', total: 0, byApplicant: 6, sentence: 6 },
    ])
    expect(209 + 3 + 6).toBe(own)
  })

  it('counts 19 lawsuits after a review in 2024, over an office that prints 13 + 2 + 4 + 0 as 15', () => {
    const codes = ['upheld', 'corrected', 'other', 'pending', 'total'] as const
    const all = (report: Report) => codes.map((code) => figure(report, `suit-reviewed.${code}`))
    expect(all(reportOf('社会事业局', 2024))).toEqual([13, 2, 4, 0, 15])
    expect(all(zone(2024))).toEqual([13, 2, 4, 0, 19])
    expect(sumBelow(2024, 'suit-reviewed.total')).toBe(15)
  })

  it('has two digits of the fees of 2025 swapped', () => {
    const own = figure(zone(2025), 'fee.amount')
    const office = figure(reportOf('财政金融局', 2025), 'fee.amount')
    expect([own, office]).toEqual([41662416.19, 41662146.19])
    expect([...String(own)].sort()).toEqual([...String(office)].sort())
    expect(sumBelow(2025, 'fee.amount')).toBe(office)
  })

  it('is exceeded by them in seven figures, with their coverage', () => {
    expect(
      failedBy('children-sum').map(
        ({ year, codes, params }) =>
          `${year} ${codes[0]} ${params.published} < ${params.computed} (${params.reported}/${params.total})`,
      ),
    ).toEqual([
      '2020 license.decisions 278 < 1306 (16/17)',
      '2020 penalty.decisions 538 < 838 (16/17)',
      '2021 applications.closed.total 69 < 70 (17/17)',
      '2022 applications.new.total 74 < 78 (17/17)',
      '2023 fee.amount 59490886.67 < 59490900 (16/17)',
      '2023 applications.carried-in.total 0 < 7 (16/17)',
      '2024 fee.amount 186510600 < 186510641.04 (17/17)',
    ])
  })
})

describe('what stands out over the years', () => {
  it('the procurement of 海坛 in 2021 is 30 times the year before', () => {
    const [before, now] = [2020, 2021].map((year) => figure(reportOf('海坛片区管理局', year), 'procurement.amount'))
    expect([before, now]).toEqual([922533.2, 28291965])
    expect(Math.floor(now! / before!)).toBe(30)
  })

  it('last year’s figures were left standing', () => {
    const economy = [2022, 2023].map((year) => figure(reportOf('经济发展局', year), 'applications.new.total'))
    expect(economy).toEqual([3, 3])
    expect(said(reportOf('经济发展局', 2023), 'applications.new.total')).toBe(0)
    expect(figure(reportOf('农业农村局', 2025), 'applications.granted.total')).toBe(6)
    expect(figure(reportOf('农业农村局', 2025), 'applications.granted.natural')).toBe(0)
    const alike = (table: '3' | '4') =>
      cellsOf(table, '2021').every(
        (code) => figure(reportOf('财政金融局', 2024), code) === figure(reportOf('财政金融局', 2025), code),
      )
    expect([alike('3'), alike('4')]).toEqual([true, true])
  })

  it('published.total counts other things from one year to the next, as the labels say', () => {
    const labels = [2020, 2021].map((year) => {
      const stored = reportOf('旅游与文化体育局', year).prose['published.total']
      return stored === undefined ? undefined : asProse(stored)
    })
    expect(labels.map((one) => one?.value)).toEqual([598, 56])
    expect(labels[0]?.label).not.toBe(labels[1]?.label)
    expect(said(reportOf('管委会办公室', 2025), 'published.website')).toBe(7700)
  })
})

describe('the day of publication', () => {
  it('was in time but for one report', () => {
    const late = reports.flatMap((report) => {
      const days = latenessOf(
        report,
        orgs.find(({ id }) => id === report.org)!,
      )
      return days === 0 ? [] : [{ org: report.org, year: report.year, day: report.source?.published, days }]
    })
    expect(late).toEqual([{ org: `${ZONE}投资促进局`, year: 2025, day: '2026-04-17', days: 76 }])
  })

  it('is later than 31 January for the zone’s own summary, and in time all the same', () => {
    expect(YEARS.map((year) => zone(year).source?.published)).toEqual([
      '2020-01-20',
      '2021-03-05',
      '2022-02-08',
      '2023-02-20',
      '2024-03-08',
      '2025-03-10',
      '2026-03-10',
    ])
    expect(YEARS.map((year) => latenessOf(zone(year), orgOf('')))).toEqual(YEARS.map(() => 0))
    expect(latenessOf(zone(2024), { level: 'department' })).toBe(38)
  })

  it('is the text’s where a page was put up again', () => {
    const { source } = reportOf('旅游与文化体育局', 2022)
    expect([source?.published, source?.url?.includes('t20260508')]).toEqual(['2023-01-21', true])
  })
})
