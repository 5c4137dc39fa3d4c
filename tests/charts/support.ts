import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { asCell } from '../../src/domain/cell'
import type { CellMissing, StoredCell } from '../../src/domain/cell'
import type { Dataset } from '../../src/domain/dataset'
import { METRICS, isMetricCode } from '../../src/domain/metrics'
import type { MetricCode, MetricId } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'
import type { CellRef, ChartContext, Figure, Room } from '../../src/charts/figure'
import { createTranslator } from '../../src/i18n'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import type { Lacking, RankEntry, RankResult } from '../../src/query/answers/rank'
import { rank } from '../../src/query/measures'
import type { MatrixResult, QueryClient } from '../../src/query/spec'
import type { Scope } from '../../src/map/scope'
import { dataset, org, report } from '../query/small'

/** Matrices from the real query layer, and plain views of the options that charts make of them. */

export const ROOM: Room = { width: 800, height: 400, text: 12 }
export const zh = createTranslator('zh-CN')
export const en = createTranslator('en')
export const context = (rest: Partial<ChartContext> = {}): ChartContext =>
  deepFreeze({ words: zh, scopeName: '测试区 3 个街道', ...rest })

export const demo = JSON.parse(readFileSync('data/demo-district.json', 'utf8')) as Dataset
export const DEMO_YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024]

export const ask = (
  set: Dataset,
  metric: MetricId,
  years: readonly number[],
  scope: Scope = { year: years.at(-1)! },
): Promise<MatrixResult> =>
  createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined)).run({ kind: 'matrix', metric, scope, years })

export const askDemo = (metric: MetricId, years: readonly number[] = DEMO_YEARS): Promise<MatrixResult> =>
  ask(demo, metric, years, { year: 2024, level: 'street' })

/** The same answer with a doubt about an office's figure of a year, which counts. */
export function doubted(result: MatrixResult, office: string, year: number): MatrixResult {
  const row = result.orgs.findIndex(({ id }) => id === office)
  const at = row * result.years.length + result.years.indexOf(year)
  return { ...result, marks: [{ at, origin: 'printed', reliability: 'doubtful', reasons: ['outlier'] }] }
}

/** A figure, a kind of missing, `absent` where the report does not list it, or no report at all. */
export type Given = number | CellMissing | 'absent' | undefined

function reportWith(
  office: string,
  year: number,
  metric: MetricId,
  given: Exclude<Given, undefined>,
  rest: Partial<Report>,
): Report {
  const stored: StoredCell | undefined =
    given === 'absent' ? undefined : typeof given === 'number' ? given : { missing: given }
  const prose = isMetricCode(metric) && METRICS[metric].table === undefined
  const value = stored === undefined ? undefined : asCell(stored).value
  return report(office, year, {
    ...(stored !== undefined && !prose && { cells: { [metric]: stored } }),
    ...(value !== undefined && prose && { prose: { [metric]: value } }),
    ...rest,
  })
}

/** One metric of some offices: `{ 甲: [1, undefined, 'dash'] }` over the years. Office 甲 is named 甲办事处, in charts 甲. */
export function matrix(
  metric: MetricId,
  years: readonly number[],
  figures: Record<string, readonly Given[]>,
  rest: Partial<Report> = {},
): Promise<MatrixResult> {
  const reports = Object.entries(figures).flatMap(([office, row]) =>
    years.flatMap((year, i) => {
      const given = row[i]
      return given === undefined ? [] : [reportWith(office, year, metric, given, rest)]
    }),
  )
  return ask(
    dataset(
      'small',
      Object.keys(figures).map((id) => org(id)),
      reports,
    ),
    metric,
    years,
  )
}

/** What the question of order would answer of a matrix's year, for a scope that fits one window. */
export function orderOf(result: MatrixResult, year: number): RankResult {
  const { ranked, missing } = rank(result, year)
  const column = result.years.indexOf(year)
  const placed = (row: number): Pick<RankEntry, 'corrected' | 'mark'> => {
    const at = row * result.years.length + column
    const mark = result.marks?.find((one) => one.at === at)
    return { ...(result.corrected.includes(at) && { corrected: true as const }), ...(mark && { mark }) }
  }
  const top = ranked.map(({ row, value, rank: own }, i) => ({
    org: result.orgs[row]!,
    value,
    rank: own,
    place: i + 1,
    ...placed(row),
  }))
  const summary = result.summaries.find((one) => one.year === year)
  return {
    kind: 'rank',
    metric: result.metric,
    scope: result.scope,
    year,
    total: result.orgs.length,
    reported: ranked.length,
    missing: Object.fromEntries(Object.entries(missing).map(([state, rows]) => [state, rows.length])),
    lacking: Object.entries(missing).flatMap(([state, rows]) =>
      rows.map((row) => ({ org: result.orgs[row]!, state: state as Lacking['state'] })),
    ),
    leftOut: (result.marks ?? []).flatMap(({ at, printed, reasons }) =>
      at % result.years.length === column && printed !== undefined
        ? [{ org: result.orgs[Math.floor(at / result.years.length)]!, printed, reasons }]
        : [],
    ),
    top,
    bottom: top,
    ...(summary && { summary }),
  }
}

export const offices = (count: number, row: (i: number) => readonly Given[]): Record<string, readonly Given[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`机关${String(i).padStart(3, '0')}`, row(i)]))

/** Freezes all but typed arrays, which cannot be: `unchanged` compares those. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}

export type Plain = { [key: string]: unknown }

/** A figure's option as a plain object, made from a frozen matrix that must stay as it was. */
export function optionOf(result: MatrixResult, build: (result: MatrixResult) => Figure, room = ROOM): Plain {
  const values = result.values.slice()
  const states = result.states.slice()
  const figure = build(deepFreeze(result))
  const option = figure.option?.(deepFreeze({ ...room }))
  expect(result.values).toEqual(values)
  expect(result.states).toEqual(states)
  expect(option).toBeDefined()
  return option as Plain
}

/** Every object in a tree, functions left out. */
export function objectsIn(tree: unknown): Plain[] {
  if (typeof tree !== 'object' || tree === null || ArrayBuffer.isView(tree)) return []
  const own = Array.isArray(tree) ? [] : [tree as Plain]
  return [...own, ...Object.values(tree).flatMap(objectsIn)]
}

export interface Mark {
  value: unknown
  ref: CellRef
  itemStyle?: Plain
  label?: Plain
}
export interface Series {
  id: string
  type: string
  name?: string
  z?: number
  data: unknown[]
  renderItem?: RenderItem
  markLine?: Plain
  markArea?: Plain
  stack?: string
  stackStrategy?: string
}

export const seriesOf = (option: Plain): Series[] => option.series as Series[]
export const seriesById = (option: Plain, id: string): Series => {
  const found = seriesOf(option).find((series) => series.id === id)
  if (!found) throw new Error(`no series ${id}`)
  return found
}
export const marksOf = (series: Series): Mark[] => series.data as Mark[]
/** The number a mark stands at: the bar's value, or the second coordinate of a line's point. */
export const drawn = ({ value }: Mark): number =>
  Array.isArray(value) ? Number(value[1]) : value === null ? NaN : Number(value)

export interface Api {
  coord: (point: readonly number[]) => number[]
  size: (span: readonly number[]) => number[]
}
export type RenderItem = (params: { dataIndex: number }, api: Api) => Plain
/** A grid of 60 x 30 pixels, or narrower. */
export const fakeApi = (width = 60): Api => ({
  coord: ([x = 0, y = 0]) => [100 + x * width, 15 + y * 30],
  size: () => [width, 30],
})

/** What a custom series draws for each of its items. */
export const rendered = (series: Series, api = fakeApi()): { mark: Mark; shapes: Plain[]; text?: string }[] =>
  marksOf(series).map((mark, dataIndex) => {
    const shapes = objectsIn(series.renderItem!({ dataIndex }, api)).filter((shape) => typeof shape.type === 'string')
    const text = shapes.find((shape) => shape.type === 'text')
    return { mark, shapes, ...(text && { text: String((text.style as Plain).text) }) }
  })

export const textsOf = (figure: Figure): string[][] =>
  figure.table.rows.map((row) => row.entries.map(({ text }) => text))

/** The value of a matrix at a reference, and NaN where it has none. */
export function valueAt({ orgs, years, values }: MatrixResult, { org: id, year }: CellRef): number {
  return values[orgs.findIndex((office) => office.id === id) * years.length + years.indexOf(year)]!
}

/** A document that only can do what text needs; it has no way to read HTML. */
export class FakeNode {
  textContent = ''
  style: Plain = {}
  children: FakeNode[] = []
  constructor(readonly tag: string) {
    Object.preventExtensions(this)
  }
  append(...nodes: FakeNode[]): void {
    this.children.push(...nodes)
  }
  texts(): string[] {
    return [...(this.textContent ? [this.textContent] : []), ...this.children.flatMap((child) => child.texts())]
  }
}
export const fakeDocument = { createElement: (tag: string): FakeNode => new FakeNode(tag) }

/** The texts of an option's tooltip over something. The document must be the fake one. */
export const tipOf = (option: Plain, over: unknown): string[] => {
  const node = (option.tooltip as { formatter: (over: unknown) => FakeNode | '' }).formatter(over)
  return node === '' ? [] : node.texts()
}

export const areaId = (i: number): string => `区${String(i).padStart(2, '0')}`

/** A door to areas whose offices have the figures given in 2022; NaN is no report. */
export function doorToAreas(metric: MetricCode, areas: readonly (readonly number[])[]): QueryClient {
  const orgs = areas.flatMap((values, i) => [
    org(areaId(i), 'district'),
    ...values.map((_, k) => org(`${areaId(i)}-${k}`, 'street', [{ org: areaId(i) }])),
  ])
  const reports = areas.flatMap((values, i) =>
    values.flatMap((value, k) =>
      Number.isNaN(value) ? [] : [report(`${areaId(i)}-${k}`, 2022, { cells: { [metric]: value } })],
    ),
  )
  return createClient(frameOf([prepare(dataset('areas', orgs, reports))]), () => Promise.resolve(undefined))
}
