import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { drawn, textsIn } from './support/charts'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const METRIC = 'rate.granted'
const TREND = `#/trends?collection=demo&metric=${METRIC}`
const RANK = `#/compare?collection=demo&metric=${METRIC}&view=rank&year=2022`
const OFFICE = '示例市明湖区柳岸街道'
const NOTE = '机构改革 <b>撤并</b>'
const trendTexts = async (page: Page) => (await textsIn(await drawn(page, `trend-${METRIC}`))).join('\n')

it('a target and a pinned note are set, seen in trend and ranking, kept, exported, hidden, removed and brought back', async () => {
  const page = await app.open({ path: TREND })
  await drawn(page, `trend-${METRIC}`)
  await page.getByTestId('markings-open').click()
  await page.getByTestId('target-add').click()
  await page.getByTestId('target-save').click()
  // A number is asked for.
  await page.getByTestId('target-form').getByRole('alert').waitFor()
  await page.getByTestId('target-value').fill('60')
  await page.getByTestId('target-save').click()
  await page.getByTestId('target-line').waitFor()
  await page.getByTestId('pin-add').click()
  await page.getByTestId('pin-year').selectOption('2022')
  await page.getByTestId('pin-text').fill(NOTE)
  await page.getByTestId('pin-save').click()
  await page.getByTestId('pin-line').waitFor()
  await expect.poll(() => trendTexts(page)).toContain('60.0%')
  expect(await (await drawn(page, `trend-${METRIC}`)).locator('.foot').textContent()).toContain(NOTE)

  // Both are in the ranking of the year, also after the page is loaded anew.
  await go(page, RANK)
  await page.reload()
  await settled(page)
  const ranking = await drawn(page, `rank-${METRIC}`)
  const texts = (await textsIn(ranking)).join('\n')
  expect(texts).toContain('60.0%')
  expect(texts).toContain('①')
  expect(await ranking.locator('.foot').textContent()).toContain(NOTE)

  // The drawing that is saved has them, the note as the text that it is.
  await ranking.getByTestId('export').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('svg').click()])
  const svg = await readFile(await download.path(), 'utf8')
  expect(svg).toContain('60.0%')
  expect(svg).not.toContain('<b>')

  // The report of that office and year says it too.
  await go(page, `#/report/${encodeURIComponent(OFFICE)}/2022?collection=demo`)
  expect(await page.getByTestId('pinned').textContent()).toContain(NOTE)
  await go(page, `#/report/${encodeURIComponent(OFFICE)}/2021?collection=demo`)
  await page.getByTestId('pinned').waitFor({ state: 'detached' })

  // A link hides them, and they are removed and brought back.
  await go(page, TREND)
  await page.getByTestId('marked').uncheck()
  await expect.poll(() => trendTexts(page)).not.toContain('60.0%')
  expect(page.url()).toContain('marked=none')
  await page.getByTestId('marked').check()
  await expect.poll(() => trendTexts(page)).toContain('60.0%')
  await page.getByTestId('markings-open').click()
  await page.getByTestId('target-remove').click()
  await expect.poll(() => trendTexts(page)).not.toContain('60.0%')
  await page.getByTestId('marking-undo').click()
  await expect.poll(() => trendTexts(page)).toContain('60.0%')
  assertClean(page)
})
