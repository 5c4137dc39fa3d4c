import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, startApp, type App } from './support/app'
import { axe } from './support/axe'
import { widest } from './support/layout'

const ZONE = '平潭综合实验区'
const FARMING = `${ZONE}农业农村局`

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function opened(path: string, look: (page: Page) => Promise<void>, shared = true): Promise<void> {
  const page = await app.open({ path, ...(shared && { shared }) })
  await look(page)
  assertClean(page)
  await page.close()
}
const report = (office: string, year: number): string => `#/report/${encodeURIComponent(office)}/${year}`
const total = (page: Page, code: string) => page.locator(`[data-code="${code}"]`)

describe('the form as printed', () => {
  it('has the column of totals in view at 1280, and on a phone beside the names of the rows', () =>
    opened(report(FARMING, 2023), async (page) => {
      const cell = total(page, 'applications.closed.total')
      await cell.waitFor()
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 })
        await cell.scrollIntoViewIfNeeded()
        const box = (await cell.boundingBox())!
        expect(box.x + box.width).toBeLessThanOrEqual(width)
        expect(await widest(page)).toEqual([])
      }
      await page.setViewportSize({ width: 1440, height: 900 })
    }))

  it('shows how much each figure differs from last year’s, on demand', () =>
    opened(report(FARMING, 2023), async (page) => {
      const cell = total(page, 'license.decisions')
      await cell.waitFor()
      expect((await cell.innerText()).trim()).toBe('782')
      await page.getByTestId('beside').selectOption('last-year')
      await cell.getByText('+622').waitFor()
      await page.getByTestId('beside').selectOption('none')
      await cell.getByText('+622').waitFor({ state: 'detached' })
    }))
})

describe('what could be wrong', () => {
  it('is the only smallest change; taken, it is listed with what was published, and can be taken back', () =>
    opened(
      report(FARMING, 2023),
      async (page) => {
        const fault = page.getByTestId('fault')
        await fault.waitFor()
        expect(await fault.getAttribute('data-kind')).toBe('one')
        expect(await axe(page)).toEqual([])
        await fault.getByTestId('apply').click()
        await fault.waitFor({ state: 'detached' })
        expect(
          (await page.getByTestId('table-3').locator('[data-code="applications.new.total"]').innerText()).trim(),
        ).toBe('7')
        await page.evaluate(() => (location.hash = '#/quality?year=2023'))
        const rows = page.getByTestId('corrections').locator('tbody tr')
        await rows.first().waitFor()
        expect(await rows.count()).toBe(2)
        await page.getByTestId('undo-correction').first().click()
        await page.getByTestId('restore').waitFor()
        expect(await rows.count()).toBe(1)
        await page.getByTestId('restore').click()
        await rows.nth(1).waitFor()
        const saved = page.waitForEvent('download')
        await page.getByTestId('corrections').getByRole('button').first().click()
        expect((await saved).suggestedFilename()).toMatch(/^更正记录_\d{8}\.csv$/u)
      },
      false,
    ))
})

describe('an office with others below it', () => {
  it('is held against their sum, and who explains the difference is named', () =>
    opened(report(ZONE, 2024), async (page) => {
      const row = page.locator('[data-below="applications.new.total"]')
      await row.waitFor()
      const text = await row.innerText()
      for (const part of ['218', '209', '17/17', '+9', '农业农村局 +3', '海坛片区管理局 +6'])
        expect(text).toContain(part)
    }))
})

describe('a link', () => {
  it('to an office that is not held names it, and shows no other in its place', () =>
    opened(report('某市某局', 2022), async (page) => {
      await page.getByTestId('not-held').waitFor()
      expect(await page.getByTestId('not-held').innerText()).toContain('某市某局')
      expect(await page.getByTestId('table-2').count()).toBe(0)
      await page.getByTestId('not-held').getByRole('link').last().click()
      await page.getByTestId('not-held').waitFor({ state: 'detached' })
    }))

  it('with a metric nobody knows says so', () =>
    opened('#/trends?metric=abc.def', async (page) => {
      await page.getByTestId('unknown-metric').waitFor()
      expect(await page.getByTestId('unknown-metric').innerText()).toContain('abc.def')
    }))
})
