import { describe, expect, it } from 'vitest'
import { areaTrend, matrixOfAreas } from '../../src/charts/areaTrend'
import { rowAt } from '../../src/charts/parts/longTable'
import { prepare } from '../../src/pack/prepare'
import { STATES } from '../../src/pack/states'
import { createClient } from '../../src/query/client'
import { sumsOverYears } from '../../src/query/comparison'
import { frameOf } from '../../src/query/load'
import { dataset, org, report } from '../query/small'
import { context, zh } from './support'

const METRIC = 'penalty.decisions'
/** Offices of two areas: what each has in 2021, 2022 and 2023; nothing where it has no report. */
const OFFICES: Record<string, (number | undefined)[]> = {
  '甲-1': [1, 2, 4],
  '甲-2': [3, undefined, 5],
  '甲-3': [5, 5, 6],
  '乙-1': [7, 0, undefined],
}
const YEARS = [2021, 2022, 2023]
const set = dataset(
  'areas',
  [
    org('甲', 'district'),
    org('乙', 'district'),
    ...Object.keys(OFFICES).map((id) => org(id, 'street', [{ org: id[0]! }])),
  ],
  Object.entries(OFFICES).flatMap(([id, values]) =>
    values.flatMap((value, i) => (value === undefined ? [] : [report(id, YEARS[i]!, { cells: { [METRIC]: value } })])),
  ),
)
const door = createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
const asked = () => sumsOverYears(door, METRIC, { level: 'street', year: 2023 }, 'district', YEARS)
const ctx = context({ focus: '甲-1', home: org('甲', 'district') })

describe('areas over the years', () => {
  it('come to the sum, the average or the middle one of their offices, and to nothing where none has a figure', async () => {
    const rows = (measure: 'sum' | 'mean' | 'median') =>
      asked().then((result) => {
        const { values, states, orgs } = matrixOfAreas(result, measure)
        return Object.fromEntries(
          orgs.map(({ id }, i) => [
            id,
            YEARS.map((_, k) => (STATES[states[i * 3 + k]!] === 'value' ? values[i * 3 + k] : undefined)),
          ]),
        )
      })
    expect(await rows('sum')).toEqual({ 甲: [9, 7, 15], 乙: [7, 0, undefined] })
    expect(await rows('mean')).toEqual({ 甲: [3, 3.5, 5], 乙: [7, 0, undefined] })
    expect(await rows('median')).toEqual({ 甲: [3, undefined, 5], 乙: [undefined, undefined, undefined] })
  })

  it('are marked where an office is missing from a sum, and only there', async () => {
    const result = await asked()
    const at = result.areas.findIndex(({ id }) => id === '甲') * 3 + 1
    expect(matrixOfAreas(result, 'sum').marks).toEqual([
      { at, origin: 'computed', reliability: 'doubtful', reasons: ['partial'] },
    ])
    expect(matrixOfAreas(result, 'mean').marks).toEqual([])
  })

  it('say of how many offices each figure is, and lead to the area, not to a cell', async () => {
    const { table, title, footnotes } = areaTrend(await asked(), { measure: 'sum', level: 'district' }, ctx)
    const row = table.rows.find(({ id }) => id === '甲')!
    expect(row.focus).toBe(true)
    expect(row.entries.map(({ quotient }) => quotient)).toEqual([undefined, '3/3', '2/3', '3/3'])
    for (const { entries } of [row, rowAt(table, 0)])
      for (const entry of entries) expect(entry).not.toHaveProperty('ref')
    expect(row.entries[2]!.why).toContain(zh.t('doubt.partial'))
    expect(title).toContain('甲')
    expect(footnotes).toContain(zh.t('areas.trend.partial'))
  })
})
