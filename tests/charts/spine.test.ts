import { describe, expect, it } from 'vitest'
import { spine } from '../../src/charts/spine'
import { stateOf } from '../../src/charts/spine/state'
import type { MetricId } from '../../src/domain/metrics'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { spineOf } from '../../src/query/spine'
import type { Scope } from '../../src/map/scope'
import { dataset, org, report } from '../query/small'
import { ROOM, context, demo, objectsIn, zh } from './support'

const YEARS = [2021, 2022, 2023, 2024, 2025]
const METRIC = 'applications.new.total'
const doorOf = (rows: Record<string, readonly (number | undefined)[]>) =>
  createClient(
    frameOf([
      prepare(
        dataset(
          'small',
          Object.keys(rows).map((id) => org(id)),
          Object.entries(rows).flatMap(([id, row]) =>
            YEARS.flatMap((year, i) =>
              row[i] === undefined ? [] : [report(id, year, { cells: { [METRIC]: row[i] } })],
            ),
          ),
        ),
      ),
    ]),
    () => Promise.resolve(undefined),
  )
const of = async (rows: Record<string, readonly (number | undefined)[]>, year = 2025) => {
  const answer = await spineOf(
    doorOf(rows),
    '甲',
    { year },
    YEARS.filter((one) => one <= year),
  )
  const ctx = context({ focus: '甲' })
  const line = (metric: MetricId) => stateOf(answer, year, ctx).lines.find((one) => one.metric === metric)!
  return { figure: spine(answer, year, ctx), line: line(METRIC), other: line('license.decisions') }
}
const OTHERS = { 乙: [1, 1, 1, 1, 60], 丙: [9, 9, 9, 9, 9], 丁: [9, 9, 9, 9, undefined] }

describe('the spine table of an office', () => {
  it('has the figure, that of the year before, its own earlier years and its place', async () => {
    const { line, figure } = await of({ 甲: [20, 25, 22, 24, 60], ...OTHERS })
    expect(line).toMatchObject({
      own: { value: 60 },
      before: { value: 24 },
      range: { min: 20, max: 25, years: 4 },
      out: 'above',
      place: { rank: 1, equal: 2 },
      reported: 3,
      total: 4,
      trend: { kind: 'none', years: 5 },
    })
    expect(figure.title).toBe(zh.t('spine.title.above', { office: '甲', year: 2025, above: zh.metric(METRIC) }))
  })

  it('does not say where the office goes, or that it is beyond its years, of too few', async () => {
    const { line, figure } = await of({ 甲: [20, 25, 60, undefined, undefined], ...OTHERS }, 2023)
    expect(line).toMatchObject({ out: undefined, trend: { kind: 'few', years: 3 } })
    expect(figure.title).toBe(zh.t('spine.title.few', { office: '甲', year: 2023 }))
  })

  it('has no number, band or place where there is no figure', async () => {
    const { other, figure } = await of({ 甲: [20, 25, 22, 24, 60], ...OTHERS })
    expect(other).toMatchObject({ own: { state: 'not-extracted' }, range: undefined, place: undefined })
    const row = figure.table.rows.find(({ id }) => id === 'license.decisions')!
    expect(row.entries.filter(({ sort }) => typeof sort === 'number').map(({ text }) => text)).toEqual(['0', '0/4'])
  })

  it('of an office without any report has nothing to draw', async () => {
    const { figure } = await of({ 甲: [], ...OTHERS })
    expect(figure.option).toBeUndefined()
    expect(figure.title).toBe(zh.t('spine.title.none', { office: '甲', year: 2025 }))
  })

  it('prints a figure that was left out, on no scale and without a place', async () => {
    const door = createClient(frameOf([prepare(demo)]), () => Promise.resolve(undefined))
    const office = demo.orgs.find(({ name }) => name.startsWith('东桥'))!
    const scope: Scope = { area: '示例市明湖区', level: 'street', year: 2023 }
    const rows = await spineOf(door, office.id, scope, [2021, 2022, 2023])
    const ctx = context({ focus: office.id })
    const fees = stateOf(rows, 2023, ctx).lines.find(({ metric }) => metric === 'fee.amount')!
    expect(fees.place).toBeUndefined()
    expect(fees.own.value).toBeUndefined()
    expect(fees.own.doubt?.printed).toBeGreaterThan(1e9)
    const figure = spine(rows, 2023, ctx)
    expect(objectsIn(figure.option?.(ROOM)).some(({ ref }) => ref !== undefined)).toBe(true)
    expect(figure.table.rows.find(({ id }) => id === 'fee.amount')!.entries.some(({ doubtful }) => doubtful)).toBe(true)
  })
})
