import { describe, expect, it } from 'vitest'
import { contributions } from '../../src/charts/contributions'
import type { MetricId } from '../../src/domain/metrics'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { dataset, org, report } from '../query/small'
import { context } from './support'

const movers = (
  figures: Record<string, readonly [number, number]>,
  metric: MetricId = 'license.decisions',
  year = 2024,
) =>
  createClient(
    frameOf([
      prepare(
        dataset(
          '区',
          Object.keys(figures).map((id) => org(id)),
          Object.entries(figures).flatMap(([id, [before, after]]) => [
            report(id, year - 1, { cells: { [metric]: before } }),
            report(id, year, { cells: { [metric]: after } }),
          ]),
        ),
      ),
    ]),
    () => Promise.resolve(undefined),
  ).run({ kind: 'movers', metric, scope: { year }, year })

describe('what makes up a change', () => {
  it('is a running sum of rises and falls that ends in the net change', async () => {
    const figure = contributions(
      await movers({ 甲: [57, 72], 乙: [40, 47], 丙: [21, 15], 丁: [5, 5] }),
      context({ focus: '甲' }),
    )
    expect(figure.table.rows.map(({ id, entries }) => [id, entries[3]!.text, entries[4]!.text])).toEqual([
      ['甲', '+15', '94%'],
      ['乙', '+7', '44%'],
      ['丙', '−6', '−38%'],
      ['net', '+16', '100%'],
    ])
    expect(figure.title).toContain('甲一家占 94%')
    expect(figure.footnotes.join()).toContain('不变的 1 个机关不列')
  })

  it('puts all beyond the first few on either side in one step', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`甲${i}`, [100, 101 + i] as const]))
    const figure = contributions(await movers(many), context())
    const steps = figure.table.rows.map(({ entries }) => Number(entries[3]!.sort))
    expect(steps).toHaveLength(8)
    expect(steps.slice(0, -1).reduce((sum, step) => sum + step, 0)).toBe(steps.at(-1))
    expect(figure.table.rows[6]!.entries[0]!.text).toContain('24')
  })

  it('draws nothing where the form changed, or where no office has both years', async () => {
    const broken = contributions(await movers({ 甲: [1, 2] }, 'fee.amount', 2021), context())
    expect(broken.option).toBeUndefined()
    expect(contributions(await movers({}), context()).option).toBeUndefined()
  })
})
