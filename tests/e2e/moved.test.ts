import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { axe } from './support/axe'

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open({ path: '#/applications?collection=demo', shared: true })
  await settled(page)
})
afterAll(async () => {
  assertClean(page)
  await app.close()
})

const card = (id: string) => page.locator(`[data-figure="${id}"]`)

describe('how applications end', () => {
  it('is shown as a flow, as bars, by ground and by applicant, and leads to the cell', async () => {
    for (const id of ['flow-applications', 'endings-by-office', 'endings-by-year', 'grounds', 'applicants'])
      await card(id).locator('svg text').first().waitFor()
    await card('endings-by-office').locator('.echart svg text', { hasText: '北塔' }).click()
    await page.waitForURL(/#\/report\/.*北塔|#\/report\/.*%E5%8C%97%E5%A1%94/u)
    await page.goBack()
    await card('flow-applications').waitFor()
  })

  it('is told of one office over the years, and the link says so', async () => {
    await page.getByText('逐年看本机关').click()
    await card('applicants-own').waitFor()
    await card('endings-by-year-own').waitFor()
    expect(page.url()).toContain('subject=own')
    expect(await axe(page)).toEqual([])
  })
})

describe('the year in brief', () => {
  it('opens from the overview; a figure chosen is taken apart by office', async () => {
    await go(page, '#/overview?collection=demo')
    await page.getByText('一年速览').click()
    const headlines = page.getByTestId('headlines')
    await headlines.getByRole('button', { name: '行政处罚', exact: true }).click()
    await card('contributions-penalty.decisions').locator('svg text').first().waitFor()
    expect(page.url()).toContain('overview=brief')
    expect(await axe(page)).toEqual([])
  })

  it('puts a doubtful figure first, says what was left out, and leads to the cell', async () => {
    await go(page, '#/overview?collection=demo&overview=brief&year=2023')
    const events = page.getByTestId('events')
    await events.getByText('13.59').waitFor()
    expect(await events.locator('li').first().getAttribute('class')).toContain('doubtful')
    await events.locator('summary').click()
    expect(await events.locator('details').innerText()).toContain('新收申请')
    await events.locator('li').first().getByRole('button').click()
    await page.waitForURL(/cell=fee\.amount/u)
  })
})
