import { describe, expect, it } from 'vitest'
import { applicantsByYear } from '../../../src/charts/applications/applicants'
import { endingsByOffice, endingsByYear } from '../../../src/charts/applications/endings'
import { applicationFlow } from '../../../src/charts/applications/flow'
import { endingFunnel } from '../../../src/charts/applications/funnel'
import { groundsRanked } from '../../../src/charts/applications/grounds'
import type { Figure } from '../../../src/charts/figure'
import { cellsOf } from '../../../src/domain/metrics'
import type { MetricId } from '../../../src/domain/metrics'
import type { Dataset } from '../../../src/domain/dataset'
import { prepare } from '../../../src/pack/prepare'
import { APPLICANT_CODES, CHALLENGES, FLOW, GROUND_CODES, INFLOW } from '../../../src/query/applications'
import { createClient } from '../../../src/query/client'
import { frameOf } from '../../../src/query/load'
import { dataset, org, report } from '../../query/small'
import { ROOM, context, demo } from '../support'

const T = (row: string): string => `applications.${row}.total`
/** A table 三 of zeros but for the rows given, and table 四 without a case. */
function tables(year: number, rows: Record<string, number>) {
  const form = year <= 2020 ? '2019' : '2021'
  const zeros = [...cellsOf('3', form), ...cellsOf('4', form)].map((code) => [code, 0] as const)
  return {
    cells: {
      ...Object.fromEntries(zeros),
      ...Object.fromEntries(
        Object.entries(rows).flatMap(([row, n]) => [
          [T(row), n],
          [T(row).replace('total', 'natural'), n],
        ]),
      ),
    },
  }
}
const offices = ['甲', '乙', '丙', '丁'].map((id) => org(id))
const set = dataset('区', offices, [
  report('甲', 2020, tables(2020, { new: 30, granted: 25, other: 5, closed: 30 })),
  report('甲', 2024, tables(2024, { new: 40, granted: 20, 'denied.query': 10, 'unable.not-held': 10, closed: 40 })),
  report('乙', 2024, tables(2024, { new: 27, granted: 25, closed: 25, 'carried-out': 1 })),
  report('丙', 2024, tables(2024, { new: 4, 'carried-in': 1, granted: 1, 'unable.unclear': 4, closed: 5 })),
])
const ctx = context({ focus: '甲' })

const ask = (of: Dataset, metrics: readonly MetricId[], years: readonly number[], level?: 'street') =>
  createClient(frameOf([prepare(of)]), () => Promise.resolve(undefined)).run({
    kind: 'parts',
    metrics,
    scope: { year: years.at(-1)!, ...(level && { level }) },
    years,
    offices: of.orgs.map(({ id }) => id),
    ...(metrics === FLOW && { balance: INFLOW.length }),
  })
/** A column of a figure's table by the name of its row. */
const column = ({ table }: Figure, at: number): Record<string, string> =>
  Object.fromEntries(table.rows.map(({ id, entries }) => [id, entries[at]!.text]))
/** Every text that is drawn. */
function textsOf(figure: Figure): string[] {
  const { series } = figure.option!(ROOM) as unknown as {
    series: { data: unknown[]; renderItem: (item: { dataIndex: number }) => { children: Drawn[] } }
  }
  interface Drawn {
    type: string
    style?: { text?: string }
    children?: Drawn[]
  }
  const texts = (all: readonly Drawn[]): string[] =>
    all.flatMap(({ style, children = [] }) => [...(style?.text === undefined ? [] : [style.text]), ...texts(children)])
  return series.data.flatMap((_, dataIndex) => texts(series.renderItem({ dataIndex }).children))
}

describe('the flow of applications', () => {
  it('adds up: what is due is what was closed, what is left, and what is missing, which has a band of its own', async () => {
    const figure = applicationFlow(await ask(set, FLOW, [2024]), await ask(set, CHALLENGES, [2024]), 2024, ctx)
    const all = column(figure, 1)
    expect(all).toMatchObject({ due: '72', closed: '70', 'applications.carried-out.total': '1', short: '1' })
    expect(textsOf(figure)).toEqual(expect.arrayContaining(['勾稽差', '46', '65.7%']))
    expect(figure.footnotes.join()).toContain('乙应办 27、办结与结转 26')
    expect(figure.title).toContain('甲办结 40 件')
  })

  it('balances or names what does not in every year of the demo district', async () => {
    for (const year of [2019, 2020, 2021, 2022, 2023, 2024, 2025]) {
      const flow = await ask(demo, FLOW, [year], 'street')
      const figure = applicationFlow(flow, await ask(demo, CHALLENGES, [year], 'street'), year, context())
      const all = column(figure, 1)
      const sum = (keys: readonly string[]): number =>
        keys.reduce((total, key) => total + Number((all[key] ?? '0').replaceAll(',', '')), 0)
      expect(sum([...INFLOW, 'over'])).toBe(sum([...FLOW.slice(INFLOW.length), 'short']))
    }
  })

  it('is not drawn where no table is whole, and says why', async () => {
    const figure = applicationFlow(await ask(set, FLOW, [2023]), await ask(set, CHALLENGES, [2023]), 2023, ctx)
    expect(figure.option).toBeUndefined()
    expect(figure.footnotes.join()).toContain('未收录 4 个')
  })
})

describe('outcomes office by office', () => {
  it('are ranked by the share granted where enough was closed; the others come after, and those without last', async () => {
    const figure = endingsByOffice(await ask(set, FLOW, [2024]), 2024, ctx)
    const texts = textsOf(figure)
    const at = (text: string): number => texts.indexOf(text)
    expect(at('合计')).toBeLessThan(at('乙'))
    expect(at('乙')).toBeLessThan(at('甲'))
    expect(at('甲')).toBeLessThan(at('丙'))
    expect(at('丙')).toBeLessThan(at('丁'))
    expect(texts).toContain('未收录')
    expect(figure.title).toContain('甲')
  })

  it('join the one row of the old form with the three of the new, and say so', async () => {
    const figure = endingsByYear(await ask(set, FLOW, [2020, 2024]), true, ctx)
    const other = figure.table.columns.findIndex(({ key }) => key === 'sum.other')
    expect(figure.table.rows[0]!.entries[other]!.text).toBe('5')
    expect(figure.footnotes.join()).toContain('三个分项之和')
  })
})

describe('grounds', () => {
  it('are ranked, one square an application, and those nobody gave stand in the notes', async () => {
    const figure = groundsRanked(await ask(set, GROUND_CODES, [2024]), 2024, ctx)
    expect(figure.table.rows.slice(0, 3).map(({ entries }) => [entries[1]!.text, entries[3]!.text])).toEqual([
      ['10', '10'],
      ['10', '10'],
      ['4', '0'],
    ])
    expect(figure.footnotes.join()).toContain('另有 13 项均为 0 件')
  })
})

describe('applicants', () => {
  it('are drawn of the years that are known, and a year without a report is no zero', async () => {
    const figure = applicantsByYear(await ask(set, APPLICANT_CODES, [2020, 2021, 2024]), true, ctx)
    expect(figure.table.rows.map(({ entries }) => entries[2]!.text)).toEqual(['30', '未收录', '40'])
    expect(textsOf(figure)).toContain('未收录')
  })
})

describe('the funnel', () => {
  const closed = (id: string, n: number, granted: number) =>
    report(id, 2024, tables(2024, { new: n, granted, 'unable.not-held': n - granted, closed: n }))
  const wide = dataset(
    '区',
    ['甲', '乙', '丙', '丁', '戊', '己'].map((id) => org(id)),
    [
      closed('甲', 3, 3),
      closed('乙', 40, 21),
      closed('丙', 60, 29),
      closed('丁', 50, 26),
      closed('戊', 58, 12),
      closed('己', 90, 60),
    ],
  )

  it('calls few cases usual whatever their share, and marks a share that chance does not make of many', async () => {
    const figure = endingFunnel(await ask(wide, FLOW, [2024]), 2024, 'applications.granted.total', ctx)
    const verdicts = column(figure, 4)
    expect(verdicts).toMatchObject({ 甲: '在正常范围', 乙: '在正常范围' })
    expect(verdicts.戊).toBe('超出 99.8% 界限，不像偶然')
    expect(figure.title).toContain('甲')
    expect(figure.title).toContain('3/3')
  })

  it('is not drawn of too few', async () => {
    expect(endingFunnel(await ask(set, FLOW, [2024]), 2024, 'sum.unable', ctx).option).toBeUndefined()
  })
})
