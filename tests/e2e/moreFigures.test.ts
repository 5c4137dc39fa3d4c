import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { axe } from './support/axe'
import { chart, drawn, textsIn } from './support/charts'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function at(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await app.open({ path, shared: true })
  await look(page)
  assertClean(page)
  await page.close()
}
const hashOf = (page: Page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1])

describe('ranks by year', () => {
  it('are reached from the comparison and end at the names, each with its place', () =>
    at('#/compare?collection=demo&view=rank', async (page) => {
      await page.getByRole('radiogroup', { name: '对比方式' }).getByText('历年位次').click()
      const card = await drawn(page, 'bump')
      expect(hashOf(page).get('view')).toBe('bump')
      const texts = await textsIn(card)
      expect(texts).toContain('柳岸 5')
      expect(texts).toContain('清溪 8')
      expect(await axe(page)).toEqual([])
      await card.getByRole('button', { name: '表', exact: true }).click()
      const row = card.locator('tbody tr', { hasText: '柳岸' })
      expect(await row.locator('td').first().innerText()).toBe('4')
    }))
})

describe('the profile of an area', () => {
  it('prints ranks and figures, and opens the report that a cell came from', () =>
    at('#/compare?collection=demo&view=profile&year=2023', async (page) => {
      const card = await drawn(page, 'profile')
      const texts = await textsIn(card)
      expect(texts).toContain('※ 13.59 亿元')
      expect(texts).toContain('40.48')
      await card.locator('svg text', { hasText: '40.48' }).click()
      await page.locator('[data-code="fee.amount"][aria-pressed="true"]').waitFor()
    }))
})

describe('one office by all headline metrics', () => {
  it('stands on its overview with its earlier years, its place and a guarded direction', () =>
    at('#/overview?collection=demo', async (page) => {
      const card = await drawn(page, 'spine')
      const texts = await textsIn(card)
      for (const text of ['2,341 条', '2/7', '上升（7 年）', '年数不足（2 年）']) expect(texts).toContain(text)
    }))
})

describe('the offices most alike', () => {
  it('are taken as those to compare with, at one press', () =>
    at('#/compare?collection=demo&view=alike', async (page) => {
      const card = await drawn(page, 'alike')
      expect(await card.locator('.foot').innerText()).toContain('ln(1+x)')
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: '取前 4 个为对照' }).click()
      await page.getByRole('status').getByText('已作为对照').waitFor()
      expect(hashOf(page).get('peers')?.split(',')).toHaveLength(4)
    }))

  it('and so on the trends screen', () =>
    at('#/trends?collection=demo', async (page) => {
      await settled(page)
      await page.getByRole('button', { name: '取相近机关' }).click()
      await page.waitForFunction(() => location.hash.includes('peers='))
      expect(await page.locator('.peer').count()).toBe(4)
    }))
})

describe('the calendar of reports', () => {
  it('has a dot for each report whose day is known', () =>
    at('#/quality', async (page) => {
      await settled(page)
      const card = chart(page, 'calendar')
      await card.locator('svg text').first().waitFor()
      expect(await textsIn(card)).toContain('15/15')
    }))

  it('says where none is known', () =>
    at('#/quality?collection=demo&year=2024', async (page) => {
      const card = chart(page, 'calendar')
      await card.locator('h2', { hasText: '未载发布日期' }).waitFor()
      expect(await card.locator('.chart-body').count()).toBe(0)
    }))
})

it('all of them go onto slides, and the page of one leads back to it', async () => {
  const page = await app.open({ path: '#/compare?collection=demo&view=areas' })
  const views = ['areas', 'spread', 'bump', 'profile', 'alike'] as const
  for (const view of views) {
    await go(page, `#/compare?collection=demo&view=${view}`)
    const card = await drawn(page, view)
    await card.getByTestId('add-to-slides').click()
    await card.locator('a[href*="#/slides"]').waitFor()
  }
  await go(page, '#/overview?collection=demo')
  const card = await drawn(page, 'spine')
  await card.getByTestId('add-to-slides').click()
  await card.locator('a[href*="#/slides"]').click()
  await page.locator(`[data-testid="deck"][data-pages="${views.length + 1}"]`).waitFor()
  assertClean(page)
  await page.context().close()
})
