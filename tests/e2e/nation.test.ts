import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { nation, store } from './support/nation'

const OFFICES = 40_000
const made = nation({ offices: OFFICES, years: [2023, 2024] })
const office = made.streets[0]!
const query = `world=nation&area=&office=${encodeURIComponent(office.id)}`

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open()
  await store(page, made.prepared)
  await page.evaluate((hash) => { location.hash = hash }, `#/overview?${query}`)
  await page.reload()
  await settled(page)
})
afterAll(async () => {
  assertClean(page)
  await app.close()
})

const bars = (kind: string) => page.locator(`[data-figure^="${kind}"] .echart svg`)

describe(`${OFFICES.toLocaleString('en')} offices`, () => {
  it('are ranked: the position stands among all, and few bars are drawn', async () => {
    await go(page, `#/overview?${query}`)
    await bars('rank-').waitFor()
    expect(await page.locator('.kpis').innerText()).toMatch(/\/ ?3\d,?\d{3}|3\d,?\d{3}/u)
    expect(await page.locator('[data-figure^="rank-"] .echart svg path').count()).toBeLessThan(400)
  })

  it('are drawn over the years and side by side', async () => {
    await go(page, `#/trends?${query}`)
    await bars('trend-').waitFor()
    await bars('multiples-').waitFor()
    await go(page, `#/compare?${query}`)
    for (const kind of ['dumbbell-', 'heat-', 'rank-']) await bars(kind).waitFor()
  })

  it('are sorted in a table that holds only the rows in view', async () => {
    await go(page, `#/compare?${query}`)
    const table = page.locator('.figure-table')
    await table.getByRole('button', { name: /2024/u }).first().click()
    const shown = await table.locator('tbody td:nth-child(3)').allInnerTexts()
    const values = shown.map((text) => Number(text.replaceAll(',', ''))).filter((value) => !Number.isNaN(value))
    expect(values.length).toBeGreaterThan(5)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(await table.locator('tbody tr').count()).toBeLessThan(80)
    expect(Number(await table.locator('table').getAttribute('aria-rowcount'))).toBe(OFFICES + 1)
  })

  it('show who submitted', async () => {
    await go(page, `#/quality?${query}`)
    await page.locator('.submission-cell').first().waitFor()
    expect(await page.locator('.submission tbody tr').count()).toBeLessThan(80)
  })

  it('are found by name and by pinyin as one types', async () => {
    await go(page, `#/overview?${query}`)
    await page.keyboard.press('/')
    const box = page.locator('[data-hotkey="/"]')
    await box.fill(office.name)
    await page.locator('.combo-item').first().waitFor()
    expect(await page.locator('.combo-item').first().innerText()).toContain(office.name)
    await box.fill('jiedao')
    await page.locator('.combo-item', { hasText: '街道' }).first().waitFor()
    expect(await page.locator('.combo-item').count()).toBe(60)
    await page.keyboard.press('Escape')
  })
})
