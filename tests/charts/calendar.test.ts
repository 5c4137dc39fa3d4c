import { describe, expect, it } from 'vitest'
import { calendar } from '../../src/charts/calendar'
import { stateOf } from '../../src/charts/calendar/state'
import type { Level } from '../../src/domain/orgs'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { dataset, org, report } from '../query/small'
import { ROOM, context, objectsIn, zh } from './support'

/** Days by office over the years; `null`: a report without a day. */
type Days = Record<string, readonly (string | null | undefined)[]>
const YEARS = [2023, 2024]

const ask = (days: Days, level: Level = 'street') => {
  const reports = Object.entries(days).flatMap(([id, row]) =>
    YEARS.flatMap((year, i) => {
      const day = row[i]
      return day === undefined ? [] : [report(id, year, { ...(day !== null && { source: { published: day } }) })]
    }),
  )
  const set = dataset(
    'small',
    Object.keys(days).map((id) => org(id, level)),
    reports,
  )
  return createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined)).run({
    kind: 'completeness',
    scope: { year: 2024 },
    years: YEARS,
  })
}
const SMALL: Days = {
  甲: ['2024-01-10', '2025-01-31'],
  乙: ['2024-02-02', '2025-02-01'],
  丙: [null, '2025-03-12'],
  丁: [undefined, null],
}
const dotsOf = (option: unknown) => objectsIn(option).filter(({ type }) => type === 'circle')
const drawnOf = (option: ReturnType<NonNullable<ReturnType<typeof calendar>['option']>>) => {
  const { data, renderItem } = option.series as unknown as {
    data: unknown[]
    renderItem: (params: { dataIndex: number }) => unknown
  }
  return data.map((_, dataIndex) => renderItem({ dataIndex }))
}

describe('the calendar of reports', () => {
  it('counts the days from 1 January, and what is past the deadline', async () => {
    const { years } = stateOf(await ask(SMALL), 2024, context({ focus: '乙' }))
    expect(years.map(({ year, held, late, undated }) => [year, held, late, undated.length])).toEqual([
      [2024, 4, 2, 1],
      [2023, 3, 1, 1],
    ])
    expect(years[0]!.marks.map(({ at, daysLate, isFocus }) => [at, daysLate, isFocus])).toEqual([
      [30, 0, false],
      [31, 1, true],
      [70, 40, false],
    ])
    expect(years[0]!.deadlines).toEqual([31])
  })

  it('holds governments to their own deadline', async () => {
    const { years } = stateOf(await ask({ 甲: ['2024-03-31', '2025-04-01'] }, 'district'), 2024, context())
    expect(years.map(({ late, deadlines }) => [late, deadlines])).toEqual([
      [1, [90]],
      [0, [91]],
    ])
  })

  it('draws a dot for each day that is known; who has none is said', async () => {
    const figure = calendar(await ask(SMALL), 2024, context())
    expect(dotsOf(drawnOf(figure.option!(ROOM)))).toHaveLength(5)
    expect(figure.footnotes).toContain(zh.t('calendar.note.undated', { year: 2024, names: '丁' }))
    expect(figure.title).toBe(zh.t('calendar.title', { year: 2024, n: '3', late: '2', office: '丙', days: 40 }))
    expect(figure.table.rows.map(({ entries }) => entries.map(({ text }) => text))).toEqual([
      ['甲办事处', '2024-01-10', '2025-01-31'],
      ['乙办事处', '2024-02-02', '2025-02-01'],
      ['丙办事处', zh.t('reports.no-day'), '2025-03-12'],
      ['丁办事处', zh.t('state.no-report'), zh.t('reports.no-day')],
    ])
  })

  it('draws nothing where no day is known', async () => {
    const figure = calendar(await ask({ 甲: [null, null] }), 2024, context())
    expect(figure.option).toBeUndefined()
    expect(figure.title).toBe(zh.t('calendar.title.none', { year: 2024 }))
  })

  it('draws days outside the year at its ends, and says so', async () => {
    const result = await ask({ 甲: ['2023-12-30', '2027-05-01'] })
    const { years } = stateOf(result, 2024, context())
    expect(years.flatMap(({ marks }) => marks.map(({ at }) => at))).toEqual([365, 0])
    expect(calendar(result, 2024, context()).footnotes).toContain(zh.t('calendar.note.outside', { n: '2' }))
  })

  it('of many on a day draws a column, with the office in focus on it', async () => {
    const many: Days = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`街${i}`, ['2024-01-20', '2025-01-20']]),
    )
    const figure = calendar(await ask(many), 2024, context({ focus: '街7' }))
    expect(dotsOf(drawnOf(figure.option!(ROOM)))).toHaveLength(YEARS.length)
    expect(figure.subtitle).toBe(zh.t('calendar.subtitle.columns'))
  })
})
