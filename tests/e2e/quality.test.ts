import type { Page } from 'playwright-core'
import { RULES } from '../../src/checks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, settled, startApp, type App } from './support/app'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function quality(query: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await app.open({ path: `#/quality?collection=demo&${query}`, shared: true })
  await page.getByTestId('submission').locator('tbody th').first().waitFor()
  await look(page)
  assertClean(page)
  await page.close()
}
const findings = (page: Page) => page.getByTestId('quality-findings').locator('tbody tr')

describe('who has submitted', () => {
  it('is counted, and who has not is named', () =>
    quality('year=2025', async (page) => {
      expect(await page.locator('main h1').innerText()).toBe('明湖区 8 个街道乡镇：53 / 56 份年报已收录')
      expect(await page.getByTestId('absent').innerText()).toBe('2025 年未收录：清溪')
    }))

  it.each([
    [2022, '明湖区', '槐荫里'],
    [2020, '', '望江'],
  ])('is named for the year and area in view: %i %s lacks %s', (year, area, name) =>
    quality(`year=${year}&area=${area && `示例市${area}`}`, async (page) => {
      expect(await page.getByTestId('absent').innerText()).toBe(`${year} 年未收录：${name}`)
    }),
  )

  it('says so where all have', () =>
    quality('year=2021', async (page) => {
      await page.getByText('2021 年全部已收录').waitFor()
      expect(await page.getByTestId('absent').count()).toBe(0)
    }))

  it('shows a year without a report as a gap that leads to an empty report', () =>
    quality('year=2025', async (page) => {
      const gap = page.getByRole('link', { name: '清溪街道 2025 未收录' })
      expect(await gap.innerText()).toBe('')
      expect(await gap.evaluate((cell) => getComputedStyle(cell).backgroundImage)).toContain(
        'repeating-linear-gradient',
      )
      expect(
        await page
          .getByRole('link', { name: /^柳岸街道 2025 / })
          .evaluate((cell) => getComputedStyle(cell).backgroundImage),
      ).toBe('none')
      await gap.click()
      await page.getByText('未收录清溪街道 2025 年年报').waitFor()
    }))

  it('finds an office by a part of its name', () =>
    quality('year=2025', async (page) => {
      await page.getByRole('searchbox').fill('槐')
      await page.getByTestId('submission').getByText('柳岸街道').waitFor({ state: 'detached' })
      expect(await page.getByTestId('submission').locator('tbody th').allInnerTexts()).toEqual(['槐荫里街道'])
    }))
})

describe('what fails or is in doubt', () => {
  it('is listed with its office, and leads to the marked cell', () =>
    quality('year=2023', async (page) => {
      const row = findings(page).filter({ hasText: '1,359,000,000 元' })
      expect(await row.locator('th').innerText()).toBe('东桥街道')
      const text = await row.locator('.finding-link').innerText()
      await row.locator('.finding-link').click()
      const cell = page.locator('[data-code="fee.amount"][aria-pressed="true"]')
      await cell.waitFor()
      await settled(page)
      expect(await page.locator('main h1').innerText()).toBe('东桥街道 2023 年年报原表')
      expect(await cell.innerText()).toBe('135900')
      expect(await cell.getAttribute('class')).toContain('failed')
      expect(await page.getByTestId('cell-detail').innerText()).toContain(text)
    }))

  it('is counted', () =>
    quality('year=2024', async (page) => {
      await findings(page).first().waitFor()
      expect(await findings(page).count()).toBe(3)
      expect(await page.getByTestId('quality-findings').innerText()).toContain('2024 年，3 条')
      expect(await findings(page).locator('.tag.amber').count()).toBe(3)
    }))

  it('is kept apart from what cannot be checked, which is added when asked', () =>
    quality('year=2020', async (page) => {
      const card = page.getByTestId('quality-findings')
      await card.getByText('没有不符或存疑').waitFor()
      expect(await findings(page).count()).toBe(0)
      await card.getByRole('checkbox').check()
      await card.getByText('2020 年，2 条').waitFor()
      expect(await findings(page).count()).toBe(2)
      expect(await findings(page).locator('.tag.amber').count()).toBe(0)
      expect(await findings(page).locator('.finding-link').allInnerTexts()).toEqual(['缺 结转下年度', '缺 结转下年度'])
    }))
})

describe('the rules of the checks', () => {
  it('can be read one by one, each with where it holds, what it leaves out and an example', () =>
    quality('year=2023', async (page) => {
      const rules = page.getByTestId('rules')
      await rules.locator('summary').click()
      expect(await rules.locator('tbody tr').count()).toBe(RULES.length)
      const fields = await rules.locator('tbody td').allInnerTexts()
      expect(fields.filter((text) => text.trim() === '')).toEqual([])
    }))
})
