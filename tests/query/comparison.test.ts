import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/query/client'
import { comparable, largestSteps, rowsOfPart } from '../../src/query/comparison'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { dataset, org, report } from './small'

const METRIC = 'penalty.decisions'
const ids = Array.from({ length: 50 }, (_, i) => `机关${String(i).padStart(2, '0')}`)
const YEARS = [2021, 2022, 2023]
const set = dataset(
  'steps',
  ids.map((id) => org(id)),
  ids.flatMap((id, i) =>
    YEARS.flatMap((year) =>
      i === 7 && year === 2022
        ? []
        : [report(id, year, { cells: { [METRIC]: 100 + i * (year - 2021) * (i % 2 ? -1 : 1) } })],
    ),
  ),
)
const client = createClient(frameOf([prepare(set)]), () => Promise.resolve(undefined))
const scope = { year: 2023, level: 'street' as const }

describe('years to compare', () => {
  it('are those that count the same thing', () => {
    expect(comparable([2019, 2020, 2021, 2022], METRIC)).toEqual([2019, 2020, 2021, 2022])
    expect(comparable([2019, 2020, 2021, 2022], 'fee.amount')).toEqual(
      [2019, 2020, 2021, 2022].filter((year) => year > 2020),
    )
    expect(comparable([2019, 2020, 2021], 'rules.public')).toEqual([2019, 2020])
    expect(comparable([], METRIC)).toEqual([])
  })
})

describe('a part of many offices', () => {
  it('has the figures of its offices, and beside them what all offices say of each year', async () => {
    const { result, entries, order, part } = await rowsOfPart(client, METRIC, scope, 2023, YEARS, '机关00', 'top')
    const whole = await client.run({ kind: 'matrix', metric: METRIC, scope, years: YEARS })
    expect([part, order.reported, result.orgs.length]).toEqual(['top', 50, 20])
    expect(result.orgs).toEqual(entries.map(({ org: one }) => one))
    expect(result.summaries).toEqual(whole.summaries)
    const at = result.orgs.findIndex(({ id }) => id === '机关48')
    expect([...result.values.subarray(at * 3, at * 3 + 3)]).toEqual([100, 148, 196])
  })

  it('has the largest changes and the office in focus, and how many rose and fell of all', async () => {
    const { matrix, movers, from, to, shown } = await largestSteps(client, METRIC, scope, YEARS, '机关00')
    expect([from, to, shown]).toEqual([2021, 2023, 19])
    expect(matrix.orgs.map(({ id }) => id)).toEqual(['机关00', ...[...ids].reverse().slice(0, 19)])
    expect([movers.rose, movers.fell, movers.same]).toEqual([24, 25, 1])
  })
})
