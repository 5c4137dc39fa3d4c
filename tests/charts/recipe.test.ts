import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/charts/areaNames'
import { RECIPE_KINDS, figureFrom, recordedDoor, recording } from '../../src/charts/recipe'
import type { Recipe } from '../../src/charts/recipe'
import { applicantsByYear } from '../../src/charts/applications/applicants'
import { endingsByOffice, endingsByYear } from '../../src/charts/applications/endings'
import { applicationFlow } from '../../src/charts/applications/flow'
import { endingFunnel } from '../../src/charts/applications/funnel'
import { groundsRanked } from '../../src/charts/applications/grounds'
import type { Figure } from '../../src/charts/figure'
import { areaRanking } from '../../src/charts/areaRanking'
import { spreadBoxes } from '../../src/charts/spreadBoxes'
import { rankSpec, spreadByArea, sumsByArea } from '../../src/query/comparison'
import { ranking } from '../../src/charts/ranking'
import { trend } from '../../src/charts/trend'
import { yearPack } from '../../src/charts/yearPack'
import {
  APPLICANT_CODES,
  CHALLENGES,
  GROUND_CODES,
  MOST_OFFICES,
  flowSpec,
  sumsSpec,
} from '../../src/query/applications'
import { createClient } from '../../src/query/client'
import { officeMapOf } from '../../src/query/officeMap'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { dataset, org, report } from '../query/small'
import { DEMO_YEARS, ROOM, demo, zh } from './support'

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
    for (const one of recipes) {
      const { option, table } = await figureFrom(one, door, ctx)
      // Who reported, and what was found, are tables.
      if (one.kind === 'reports' || one.kind === 'problems') expect(table.rows.length, one.kind).toBeGreaterThan(0)
      else expect(option, one.metric).toBeDefined()
    }
})

/** All that a reader sees or takes along of a figure. */
const told = ({ option, plot, table, whole: _whole, heightAt: _height, ...words }: Figure) => ({
  ...words,
  table: JSON.parse(JSON.stringify(table)) as unknown,
  plot: plot?.(),
  drawn: JSON.stringify(option?.(ROOM)),
})

describe("a recipe's figure is the screen's", () => {
  it('on the overview, where several years were asked for at once', async () => {
    const { metric, scope, years } = recipe
    const shown = await door.run({ kind: 'matrix', metric, scope, years })
    const taken = (kind: 'trend' | 'rank') => figureFrom({ ...recipe, kind, part: 'mixed' }, door, ctx)
    expect(told(await taken('trend'))).toEqual(told(trend(shown, ctx)))
    const order = await door.run(rankSpec(metric, scope, scope.year, recipe.focus))
    expect(told(await taken('rank'))).toEqual(told(ranking(order, 'mixed', ctx)))
  })

  it('on the comparison of areas, with the area of their level that the office in focus stands under', async () => {
    const scope = { level: 'street', year: 2024 } as const
    const city = map.areasOf(office, 2024).find(({ level }) => level === 'city')!
    const asked: Recipe = { ...recipe, scope, by: 'city' }
    const own = contextOf(map, asked, zh)
    expect(own.home).toBe(city)
    const [sums, { leftOut = [] }] = await sumsByArea(door, recipe.metric, scope, 'city')
    const shown = areaRanking(sums, 2024, { measure: 'median', level: 'city', part: 'around', leftOut }, own)
    expect(shown.option).toBeDefined()
    expect(told(await figureFrom({ ...asked, kind: 'areas', measure: 'median' }, door, own))).toEqual(told(shown))
    const [boxes, order] = await spreadByArea(door, recipe.metric, scope, 'city')
    const spread = spreadBoxes(boxes, 'around', own, 'log', order)
    expect(told(await figureFrom({ ...asked, kind: 'spread', spacing: 'log' }, door, own))).toEqual(told(spread))
  })

  it('on the applications screen, for all and for the office in focus', async () => {
    const offices = map.within(recipe.scope).map(({ id }) => id)
    const [flow, challenges, grounds, applicants] = await Promise.all([
      door.run(flowSpec(recipe, offices)),
      door.run(sumsSpec(recipe, CHALLENGES)),
      door.run(sumsSpec(recipe, GROUND_CODES)),
      door.run(sumsSpec(recipe, APPLICANT_CODES, recipe.years)),
    ])
    const { year } = recipe.scope
    const shown: readonly [Partial<Recipe>, Figure][] = [
      [{ kind: 'flow' }, applicationFlow(flow, challenges, year, ctx)],
      [{ kind: 'endings' }, endingsByOffice(flow, year, ctx)],
      [{ kind: 'endings-years' }, endingsByYear(flow, false, ctx)],
      [{ kind: 'endings-years', own: true }, endingsByYear(flow, true, ctx)],
      [{ kind: 'funnel' }, endingFunnel(flow, year, 'applications.granted.total', ctx)],
      [{ kind: 'funnel', ending: 'sum.denied' }, endingFunnel(flow, year, 'sum.denied', ctx)],
      [{ kind: 'grounds' }, groundsRanked(grounds, year, ctx)],
      [{ kind: 'applicants' }, applicantsByYear(applicants, false, ctx)],
      [{ kind: 'applicants', own: true }, applicantsByYear(applicants, true, ctx)],
    ]
    for (const [own, figure] of shown) {
      expect(figure.option, figure.id).toBeDefined()
      expect(told(await figureFrom({ ...recipe, ...own }, door, ctx)), figure.id).toEqual(told(figure))
    }
  })

  it('is area by area where the offices are too many, with the one in focus', async () => {
    const areas = [org('区一', 'district'), org('区二', 'district')]
    const streets = Array.from({ length: MOST_OFFICES + 1 }, (_, i) =>
      org(`街${i}`, 'street', [{ org: areas[i % 2]!.id, from: 2000 }]),
    )
    const many = dataset(
      '市',
      [...areas, ...streets],
      streets.map(({ id }) => report(id, 2024)),
    )
    const own = createClient(frameOf([prepare(many)]), () => Promise.resolve(undefined))
    const asked: Recipe = {
      ...recipe,
      kind: 'endings',
      scope: { year: 2024, level: 'street' },
      years: DEMO_YEARS,
      focus: streets[0]!.id,
      by: 'district',
    }
    const { door: listening, recorded } = recording(own)
    await figureFrom(asked, listening, ctx)
    expect(recorded.map(({ spec }) => spec).filter(({ kind }) => kind === 'parts')).toEqual([flowSpec(asked)])
    const { result } = recorded.at(-1)!
    expect(result).toMatchObject({ kind: 'parts', offices: [{ org: { id: '街0' } }] })
    expect('areas' in result && result.areas.length).toBe(2)
  })
})
