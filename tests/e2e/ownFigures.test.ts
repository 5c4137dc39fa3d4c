import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, settled, startApp, type App } from './support/app'
import { drawn, textsIn } from './support/charts'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

it('any cell of the form can be charted, a ratio of two cells defined, kept and shared, and figures taken per head', async () => {
  const page = await app.open({ path: '#/compare?collection=demo&view=rank&year=2023' })

  // A cell of the form.
  await page.getByTestId('metric-form-open').click()
  const form = page.getByTestId('metric-form')
  await form.getByTestId('table-4').locator('summary').click()
  await form.locator('[data-code="review.pending"]').click()
  await form.waitFor({ state: 'detached' })
  expect(page.url()).toContain('metric=review.pending')
  await settled(page)

  // A ratio of two cells, with a name of its own.
  await page.getByTestId('metric-form-open').click()
  await page.getByTestId('own-define').check()
  await page.getByRole('button', { name: /复议/u, expanded: undefined }).and(page.locator('.own-term')).click()
  await page.getByTestId('own-numerator').check()
  await form.getByTestId('table-3').locator('summary').click()
  await form.locator('[data-code="applications.granted.total"]').click()
  await page.getByTestId('own-denominator').check()
  await form.locator('[data-code="applications.closed.total"]').click()
  await page.getByTestId('own-name').fill('公开了多少')
  await page.getByTestId('own-keep').click()
  await form.waitFor({ state: 'detached' })
  const own = await textsIn(await drawn(page, 'rank-own:公开了多少'))
  const link = page.url()
  // The same as the rate that the catalogue has.
  await page.goto(link.replace(/metric=[^&]+/u, 'metric=rate.granted'))
  expect(await textsIn(await drawn(page, 'rank-rate.granted'))).toEqual(own)

  // Per 10,000 residents, once a table gives them.
  await page.goto(`${app.url}#/data?collection=demo`)
  await page.getByTestId('bases').locator('summary').click()
  await page.getByTestId('bases-text').fill('街道\t年度\t人口（万人）\n柳岸街道\t2023\t3\n没有的街道\t2023\t4')
  await page.getByTestId('bases-read').click()
  expect(await page.getByTestId('bases-unknown').textContent()).toContain('没有的街道')
  await page.getByTestId('bases-save').click()
  await page.getByTestId('bases-table').waitFor()
  await page.goto(
    `${app.url}#/compare?collection=demo&view=rank&year=2023&metric=own::applications.new.total/base.population@10000`,
  )
  // 15 applications of 30,000 residents.
  expect(await textsIn(await drawn(page, 'rank-own::applications.new.total'))).toContain('5')

  // What was defined is kept, and a link brings it to a browser that does not hold it.
  await page.reload()
  await settled(page)
  await page.getByTestId('metric-form-open').click()
  expect(await page.getByTestId('own-figure').textContent()).toContain('公开了多少')
  assertClean(page)
  const other = await app.open({ path: new URL(link).hash })
  expect(await textsIn(await drawn(other, 'rank-own:公开了多少'))).toEqual(own)
  assertClean(other)
})
