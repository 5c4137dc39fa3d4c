// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useCollection } from '../../../src/screens/shared/view/useCollection'
import { useView } from '../../../src/screens/shared/view/useView'
import { stage } from '../support/mounted'
import type { Stage } from '../support/mounted'

const DISTRICT = '示例市明湖区'
let on: Stage
beforeAll(async () => {
  on = await stage()
})
beforeEach(() => on.go('/trends?collection=demo'))

/** The route follows in a turn of its own. */
const settle = async (): Promise<void> => {
  await new Promise((done) => setTimeout(done))
  await nextTick()
}

describe('the view', () => {
  it('starts with the office that its collection names, among its siblings, in the last year', () => {
    const { state, scope, counts, office } = on.use(useView)
    expect(office.value?.name).toBe('柳岸街道')
    expect(state.value).toMatchObject({ collection: 'demo-district', area: DISTRICT, level: 'street', year: 2025 })
    expect(scope.value).toEqual({ area: DISTRICT, level: 'street', year: 2025 })
    expect(counts.value.offices).toBe(8)
  })

  it('reads the link, and leaves out what the data does not know', async () => {
    await on.go('/trends?collection=demo&office=示例市明湖区文昌街道&year=2021&metric=review.total')
    const { state, office } = on.use(useView)
    expect(office.value?.name).toBe('文昌街道')
    expect(state.value).toMatchObject({ year: 2021, metric: 'review.total' })
    await on.go('/trends?collection=demo&office=nobody&area=nowhere')
    expect(office.value?.name).toBe('柳岸街道')
    expect(state.value.area).not.toBe('nowhere')
  })

  it('changes by changing the link, which keeps what is not its own', async () => {
    await on.go('/trends?collection=demo&lang=zh')
    const { state, go } = on.use(useView)
    go({ year: 2022, metric: 'penalty.decisions' })
    await settle()
    expect(on.query()).toMatchObject({ year: '2022', metric: 'penalty.decisions', lang: 'zh' })
    expect(state.value.year).toBe(2022)
  })

  it('lets a new office find its own area again', async () => {
    await on.go('/trends?collection=demo&area=示例市')
    const { state, go } = on.use(useView)
    expect(state.value.area).toBe('示例市')
    go({ office: `${DISTRICT}文昌街道` })
    await settle()
    expect(on.query().area).toBeUndefined()
    expect(state.value.area).toBe(DISTRICT)
  })

  it('opens a figure in its report, and a computed one without a cell', async () => {
    const { openCell } = on.use(useView)
    openCell({ org: `${DISTRICT}文昌街道`, year: 2021, metric: 'review.total' })
    await settle()
    expect(on.router.currentRoute.value).toMatchObject({
      name: 'report',
      params: { org: `${DISTRICT}文昌街道`, year: '2021' },
      query: { cell: 'review.total' },
    })
    openCell({ org: `${DISTRICT}文昌街道`, year: 2021, metric: 'sum.suits' })
    await settle()
    expect(on.query().cell).toBeUndefined()
  })

  it('asks every question on the basis that the link chooses', async () => {
    const { client } = on.use(useView)
    const of = () =>
      client.value!.run({ kind: 'matrix', metric: 'fee.amount', scope: { area: DISTRICT, year: 2023 }, years: [2023] })
    const largest = async (): Promise<number> => Math.max(...(await of()).values.filter((value) => value === value))
    const without = await largest()
    await on.go('/trends?collection=demo&doubtful=counted')
    expect(await largest()).toBeGreaterThan(without * 100)
  })
})

describe('the collection on show', () => {
  it('is the one that a link of an earlier release calls a world', async () => {
    await on.go('/trends?world=demo')
    const { collection, isSynthetic } = on.use(useCollection)
    expect([collection.value, isSynthetic.value]).toEqual(['demo-district', true])
  })

  it('is the one that has the office, where the link names no other', async () => {
    await on.go(`/trends?office=${DISTRICT}柳岸街道`)
    expect(on.use(useCollection).collection.value).toBe('demo-district')
  })
})
