import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { axe } from './support/axe'
import { nation, store } from './support/nation'

const OFFICES = 40_000
const made = nation({ offices: OFFICES, years: [2023, 2024] })
const office = made.streets[0]!
const query = `collection=nation&area=&office=${encodeURIComponent(office.id)}`

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open()
  await store(page, made.prepared)
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/overview?${query}`)
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
    for (const kind of ['dumbbell-', 'heat-', 'rank-', 'spread-']) await bars(kind).waitFor()
  })

  it('are set against each other in few shapes: squares shaded by how many they hold', async () => {
    await go(page, `#/compare?${query}&view=scatter`)
    await bars('scatter-').waitFor()
    const shapes = await page.locator('[data-figure^="scatter-"] .echart svg path').count()
    expect(shapes).toBeGreaterThan(100)
    expect(shapes).toBeLessThan(4_000)
    expect(await page.locator('[data-figure^="scatter-"] .foot').innerText()).toContain('方格越深机关越多')
  })

  it.each(['rank', 'heat', 'spread', 'areas', 'profile'])(
    'are shown a part at a time as %s: the first, the last, or those around the one in focus',
    async (view) => {
      await go(page, `#/compare?${query}&view=${view}`)
      const card = page.locator(`[data-figure^="${view}-"]`)
      const told = async () =>
        `${await card.locator('.card-sub').innerText()}${await card.locator('.foot').innerText()}`
      const seen = new Set([await told()])
      for (const [name, part] of [
        ['前列', 'top'],
        ['末位', 'bottom'],
      ] as const) {
        await page.getByRole('radiogroup', { name: '显示哪一段' }).getByText(name).click()
        await page.waitForFunction((is) => location.hash.includes(`part=${is}`), part)
        await settled(page)
        await page.waitForTimeout(200)
        seen.add(await told())
      }
      expect(seen.size).toBe(3)
      expect(await card.locator('.echart svg path').count()).toBeLessThan(2_000)
    },
  )

  it('are placed year by year, and compared by likeness, a few of them drawn', async () => {
    for (const view of ['bump', 'alike']) {
      await go(page, `#/compare?${query}&view=${view}`)
      await bars(`${view}-`).waitFor()
      expect(await page.locator(`[data-figure^="${view}-"] .echart svg path`).count()).toBeLessThan(400)
    }
    expect(await page.locator('[data-figure^="alike-"] h2').innerText()).toMatch(/3\d,?\d{3} 个可比机关/u)
  })

  it('lead from an area of the spread to its own scope', async () => {
    await go(page, `#/compare?${query}&view=spread&part=top`)
    const card = page.locator('[data-figure^="spread-"]')
    await card.getByRole('button', { name: '表', exact: true }).click()
    await card.locator('tbody th button').first().click()
    await page.waitForFunction(() => /area=[^&]/u.test(location.hash))
    await settled(page)
  })

  it('are sorted in a table that holds only the rows in view', async () => {
    await go(page, `#/compare?${query}&view=table`)
    const table = page.locator('.figure-table')
    await table.getByRole('button', { name: /2024/u }).first().click()
    const shown = await table.locator('tbody td:nth-child(4)').allInnerTexts()
    const values = shown.map((text) => Number(text.replaceAll(',', ''))).filter((value) => !Number.isNaN(value))
    expect(values.length).toBeGreaterThan(5)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(await table.locator('tbody tr').count()).toBeLessThan(80)
    expect(Number(await table.locator('table').getAttribute('aria-rowcount'))).toBe(OFFICES + 1)
  })

  it('show who submitted, and what fails by area, down to the findings of a city', async () => {
    await go(page, `#/quality?${query}`)
    await page.locator('.submission-cell').first().waitFor()
    expect(await page.locator('.submission tbody tr').count()).toBeLessThan(80)
    const areas = page.getByTestId('quality-findings').locator('tbody tr')
    await page.getByTestId('quality-findings').locator('progress').waitFor({ state: 'detached' })
    expect(await areas.count()).toBeGreaterThan(20)
    const failing = Number((await areas.first().locator('td').nth(1).innerText()).replaceAll(',', ''))
    expect(failing).toBeGreaterThan(0)
    expect(await axe(page)).toEqual([])
    await areas.first().getByRole('button').click()
    await page.locator('main h1', { hasText: '模拟' }).waitFor()
    await areas.first().getByRole('button').click()
    const card = page.getByTestId('quality-findings')
    await card.locator('.findings-table .tag').first().waitFor()
    const list = card.locator('.findings-table').filter({ has: page.locator('.tag') })
    await list.locator('.finding-link').first().click()
    await page.locator('[data-code][aria-pressed="true"]').first().waitFor()
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
    expect(await page.locator('.combo-item').count()).toBeLessThan(60)
    expect(Number(await page.locator('.combo-item').first().getAttribute('aria-setsize'))).toBeGreaterThan(10_000)
    await page.keyboard.press('Escape')
  })

  it('are walked to down the map with the keyboard alone', async () => {
    await go(page, `#/overview?${query}`)
    const box = page.locator('[data-hotkey="/"]')
    await page.locator('#main').focus()
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowDown')
    const active = page.locator('.combo-item[data-highlighted]')
    expect(await active.innerText()).toBe(office.name)
    expect(await axe(page)).toEqual([])
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
    await page.locator('.combo-item', { hasText: '模拟' }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    for (let i = 0; i < 3; i++) {
      const at = await active.innerText()
      await page.keyboard.press('ArrowRight')
      await page.waitForFunction(
        (before) =>
          (document.querySelector('.combo-item[data-highlighted]') as HTMLElement | null)?.innerText !== before,
        at,
      )
    }
    const chosen = await active.innerText()
    await page.keyboard.press('Enter')
    await page.locator('.office-list').waitFor({ state: 'detached' })
    expect(await box.inputValue()).toBe(chosen)
    expect(decodeURIComponent(page.url())).not.toContain(`office=${office.id}&`)
  })
})
