import { describe, expect, it } from 'vitest'
import { profile } from '../../src/charts/profile'
import { stateOf } from '../../src/charts/profile/state'
import type { MetricCode, MetricId } from '../../src/domain/metrics'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { profileMetrics, profileOf } from '../../src/query/places'
import type { PartShown } from '../../src/query/standing'
import { dataset, org, report } from '../query/small'
import { DEMO_YEARS, ROOM, context, demo, objectsIn, zh } from './support'

const METRICS = [
  'license.decisions',
  'penalty.decisions',
  'coercion.decisions',
] as const satisfies readonly MetricCode[]
type Row = readonly (number | 'dash' | undefined)[]

function doorOf(rows: Record<string, Row | undefined>) {
  const reports = Object.entries(rows).flatMap(([id, row]) => {
    if (!row) return []
    const cells = row.flatMap((value, i) =>
      value === undefined ? [] : [[METRICS[i]!, value === 'dash' ? { missing: 'dash' as const } : value]],
    )
    return [report(id, 2024, { cells: Object.fromEntries(cells) as Record<string, number> })]
  })
  const set = dataset(
    'small',
    Object.keys(rows).map((id) => org(id)),
    reports,
  )
  return createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
}
const asked = (rows: Record<string, Row | undefined>, focus?: string, part: PartShown = 'around') =>
  profileOf(doorOf(rows), METRICS, { year: 2024 }, METRICS[0], part, focus)

const ROWS: Record<string, Row | undefined> = {
  甲: [9, 1, 5],
  乙: [8, 2, 5],
  丙: [7, 3, 'dash'],
  丁: [6, 4, 3],
  戊: [5, 5, 2],
  己: undefined,
}

describe('the profile of an area', () => {
  it('has the rank and figure of each office by each metric, shared where these are equal', async () => {
    const { table } = profile(await asked(ROWS), context())
    const row = (id: string) => table.rows.find((one) => one.id === id)!.entries.map(({ text }) => text)
    expect(row('甲').slice(1)).toEqual(['1', '9', '5', '1', '1', '5'])
    expect(row('乙').slice(1)).toEqual(['2', '8', '4', '2', '1', '5'])
    expect(row('丁').slice(1)).toEqual(['4', '6', '2', '4', '3', '3'])
  })

  it('has no rank where there is no figure, and says why there is none', async () => {
    const { rows } = stateOf(await asked(ROWS), context())
    const cellsOf = (id: string) => rows.find(({ org: { id: own } }) => own === id)!.cells
    expect(cellsOf('丙')[2]).toMatchObject({ datum: { state: 'dash' }, height: 0 })
    expect(cellsOf('丙')[2]!.place).toBeUndefined()
    expect(cellsOf('己').map(({ datum }) => datum.state)).toEqual(['no-report', 'no-report', 'no-report'])
  })

  it('counts in the title where the office in focus is first or last', async () => {
    const title = (focus?: string) =>
      asked(ROWS, focus).then((result) => profile(result, context({ ...(focus && { focus }) })).title)
    const said = { office: '甲', year: 2024, of: 2, firsts: 1, lasts: 1 }
    // Of coercion only four have a figure: no place by it is claimed.
    expect(await title('甲')).toBe(zh.t('profile.title.ends', said))
    const tied = { 甲: [9, 0, 0], 乙: [8, 0, 0], 丙: [7, 0, 0], 丁: [6, 0, 0], 戊: [5, 0, 0] }
    expect(profile(await asked(tied, '乙'), context({ focus: '乙' })).title).toBe(
      zh.t('profile.title.one', { office: '乙', year: 2024, metric: zh.metric(METRICS[0]), rank: 2, of: 5 }),
    )
    expect(await title('丙')).toBe(
      zh.t('profile.title.range', {
        ...said,
        office: '丙',
        high: zh.metric(METRICS[0]),
        highest: '3',
        low: zh.metric(METRICS[1]),
        lowest: '3',
      }),
    )
  })

  it('claims nothing of a place that is shared', async () => {
    const shared = { 甲: [9, 0], 乙: [9, 0], 丙: [7, 0], 丁: [6, 0], 戊: [5, 3], 己: [4, 4] } as const
    const { title } = profile(await asked(shared, '甲'), context({ focus: '甲' }))
    expect(title).toBe(zh.t('profile.title.none', { year: 2024, n: METRICS.length }))
  })

  it('colours no rank among too few', async () => {
    const { rows, columns } = stateOf(await asked(ROWS), context())
    expect(columns.map(({ isTold }) => isTold)).toEqual([true, true, false])
    expect(rows.map(({ cells }) => cells[2]!.height)).toEqual(rows.map(() => 0))
    expect(rows.find(({ org: { id } }) => id === '甲')!.cells.map(({ height }) => height)).toEqual([1, -1, 0])
  })

  it('marks a figure that was left out, prints it and gives it no rank', async () => {
    const door = createClient(frameOf([prepare(demo)]), () => Promise.resolve(undefined))
    const metrics = profileMetrics(2023, 'fee.amount' satisfies MetricId)
    const scope = { area: '示例市明湖区', level: 'street' as const, year: DEMO_YEARS.at(-2)! }
    const result = await profileOf(door, metrics, scope, 'fee.amount', 'around', undefined)
    const figure = profile(result, context())
    const state = stateOf(result, context())
    const at = metrics.indexOf('fee.amount')
    const left = state.rows.filter(({ cells }) => cells[at]!.datum.doubt?.printed !== undefined)
    expect(left.length).toBe(1)
    expect(left[0]!.cells[at]!.place).toBeUndefined()
    expect(objectsIn(figure.grid!()).filter(({ doubtful }) => doubtful === true).length).toBeGreaterThan(0)
    expect(figure.footnotes.some((note) => note.includes('13.59'))).toBe(true)
  })

  it('of many shows a part, the office in focus among them, each placed among all', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 90 }, (_, i): [string, Row] => [`街${i}`, [i, (i * 37) % 90, 1]]),
    )
    for (const part of ['around', 'top'] as const) {
      const result = await asked(many, '街40', part)
      const { rows, total } = stateOf(result, context({ focus: '街40' }))
      expect(total).toBe(90)
      expect(rows.length).toBeLessThan(30)
      const own = rows.find(({ isFocus }) => isFocus)!
      expect(own.cells.map(({ place }) => place)).toEqual([
        { rank: 50, equal: 1 },
        { rank: 90 - ((40 * 37) % 90), equal: 1 },
        { rank: 1, equal: 90 },
      ])
    }
  })

  it('draws a cell that leads to its report for each office and metric', async () => {
    const { option } = profile(await asked(ROWS, '甲'), context({ focus: '甲' }))
    const refs = objectsIn(option?.(ROOM)).filter(({ ref }) => ref !== undefined)
    expect(refs.length).toBe(6 * METRICS.length)
  })
})
