import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/charts/areaNames'
import { RECIPE_KINDS, figureFrom, recordedDoor, recording } from '../../src/charts/recipe'
import type { Recipe } from '../../src/charts/recipe'
import { yearPack } from '../../src/charts/yearPack'
import { createClient } from '../../src/query/client'
import { officeMapOf } from '../../src/query/officeMap'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { demo, zh } from './support'

const frame = frameOf([prepare(demo)])
const door = createClient(frame, () => Promise.resolve(undefined))
const map = officeMapOf(frame)
const office = demo.orgs.find(({ name }) => name.startsWith('望江'))!
const area = map.areasOf(office, 2024)[0]!.id
const recipe: Recipe = {
  kind: 'trend',
  collection: demo.id,
  metric: 'applications.new.total',
  scope: { area, level: 'street', year: 2024 },
  years: [2021, 2022, 2023, 2024],
  focus: office.id,
}
const ctx = contextOf(map, recipe, zh)

describe('a recipe', () => {
  it.each(RECIPE_KINDS)('makes a %s, and the same again of what was answered then', async (kind) => {
    const own = { ...recipe, kind }
    const { door: listening, recorded } = recording(door)
    const figure = await figureFrom(own, listening, ctx)
    expect(figure.table.rows.length).toBeGreaterThan(0)
    const again = await figureFrom(own, recordedDoor(structuredClone(recorded)), ctx)
    expect(again.title).toBe(figure.title)
    expect(again.table.rows).toEqual(figure.table.rows)
    expect(again.plot?.()).toEqual(figure.plot?.())
  })

  it('is answered by nothing that was not asked then', async () => {
    const { door: listening, recorded } = recording(door)
    await figureFrom(recipe, listening, ctx)
    await expect(figureFrom({ ...recipe, metric: 'fee.amount' }, recordedDoor(recorded), ctx)).rejects.toThrow()
  })

  it('puts every question on its basis', async () => {
    const { door: listening, recorded } = recording(door)
    await figureFrom({ ...recipe, basis: { doubtful: 'counted' } }, listening, ctx)
    expect(recorded.map(({ spec }) => spec.basis)).toEqual(recorded.map(() => ({ doubtful: 'counted' })))
    expect(recorded.length).toBeGreaterThan(0)
  })

  it('names the scope as the screens do', () => {
    expect(ctx.scopeName).toBe(zh.t('scope.in', { area: map.get(area)!.name, n: 8, level: zh.t('scope.level.street') }))
    expect(ctx.home?.id).toBe(area)
  })
})

it('a yearly deck is made of figures that each have something to show', async () => {
  for (const { recipes } of yearPack(recipe, office.id))
    for (const one of recipes) expect((await figureFrom(one, door, ctx)).option, one.metric).toBeDefined()
})
