import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { bar, drawn, tooltip } from './support/charts'

const SYNTHETIC = '示例（模拟）数据'
const CHARTS: Partial<Record<string, number>> = { overview: 3, trends: 2, compare: 4, quality: 1 }

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/**
 * The seed report's collection, one click from the first page; what `look` does to it must not leave an error behind.
 */
async function arriving(look: () => Promise<void>, metric?: string): Promise<void> {
  page = await app.open({ path: `#/overview?collection=real${metric ? `&metric=${metric}` : ''}`, shared: true })
  await look()
  assertClean(page)
  await page.close()
}
const card = (name: string) => page.getByTestId('kpi').filter({ has: page.locator('.kpi-label', { hasText: name }) })

describe('a newcomer', () => {
  it('lands on the figures of a real report, with their rank and what is in doubt', () =>
    arriving(async () => {
      expect(page.url()).toContain('collection=real')
      expect(await page.locator('main h1').innerText()).toContain('长庆街道 2019 年')
      expect(await card('主动公开信息').locator('.kpi-value').innerText()).toMatch(/^1,670\s*条$/)
      expect(await card('主动公开信息').innerText()).toContain('第 1 / 8')
      expect(await card('行政处罚').locator('.kpi-value').innerText()).toMatch(/^288\s*件$/)
      expect(await card('行政处罚').innerText()).toContain('列位存疑')
      expect(await card('政府集中采购').locator('.kpi-value').innerText()).toMatch(/^711\.73\s*万元$/)
      expect(await card('政府集中采购').innerText()).toContain('7,117,339.04 元')
      expect(await page.getByText(SYNTHETIC).count()).toBe(0)
    }))

  it('is never shown a dash of the report as a zero', () =>
    arriving(async () => {
      expect(await card('新收申请').locator('.kpi-value').innerText()).toBe('填“—”')
    }))

  it('is told that the real data is thin, and is one click from the demo', () =>
    arriving(async () => {
      const notice = page.getByTestId('thin')
      expect(await notice.innerText()).toMatch(/下城区 2019 年仅收录 1 个.*示例区/s)
      await notice.getByRole('link', { name: '查看示例区' }).click()
      await page.getByTestId('synthetic').waitFor()
      await settled(page)
      expect(page.url()).toContain('collection=demo')
      expect(await page.locator('main h1').innerText()).toContain('柳岸街道 2025 年')
    }))

  it('can go back from the demo to the real data', () =>
    arriving(async () => {
      await go(page, '#/overview?collection=demo')
      await page.getByTestId('synthetic').getByRole('link', { name: '返回真实数据' }).click()
      await page.getByTestId('synthetic').waitFor({ state: 'detached' })
      await settled(page)
      await page.locator('main h1', { hasText: '交通与建设局 2024 年' }).waitFor()
    }))
})

describe('simulated data', () => {
  it('is marked as such on every screen and every chart', () =>
    arriving(async () => {
      for (const screen of ['overview', 'trends', 'compare', 'report', 'quality']) {
        await go(page, `#/${screen}?collection=demo`)
        expect(await page.getByTestId('synthetic').innerText(), screen).toContain(SYNTHETIC)
        const charts = await page.getByTestId('chart').all()
        expect(charts.length, screen).toBe(CHARTS[screen] ?? 0)
        for (const chart of charts) expect(await chart.locator('.tag').innerText(), screen).toBe(SYNTHETIC)
      }
      await go(page, '#/data')
      const row = page.getByTestId('dataset').filter({ hasText: '明湖区' })
      expect(await row.locator('.tag').first().innerText()).toBe('示例（模拟）')
    }))
})

describe('a figure leads to the cell it came from', () => {
  it('the 288 penalties: the redrawn form, the text as printed, the source and the suspicion', () =>
    arriving(async () => {
      await card('行政处罚').locator('.kpi-value').click()
      const cell = page.locator('[data-code="penalty.change"]')
      await cell.waitFor()
      await settled(page)
      expect(decodeURIComponent(page.url())).toContain('#/report/杭州市下城区长庆街道/2019')
      expect(await cell.getAttribute('aria-pressed')).toBe('true')
      expect(await cell.innerText()).toBe('288')
      expect(await page.locator('[data-code="penalty.decisions"]').innerText()).not.toMatch(/\d/)
      const detail = page.getByTestId('cell-detail')
      expect(await detail.getByTestId('raw').innerText()).toBe('288')
      const text = await detail.innerText()
      expect(text).toContain('2019年下城区长庆街道信息公开年度工作报告')
      expect(text).toContain('第 53 行')
      expect(text).toMatch(/存疑[\s\S]*可能填错了列/)
      await page.waitForFunction(() => {
        const box = document.querySelector('[data-code="penalty.change"]')!.getBoundingClientRect()
        return box.top >= 0 && box.bottom <= innerHeight
      })
    }))

  it('a finding in words', () =>
    arriving(async () => {
      await page
        .getByTestId('findings')
        .getByRole('button', { name: /7,117,339\.04 元/ })
        .click()
      await page.locator('[data-code^="procurement."][aria-pressed="true"]').waitFor()
      expect(await page.locator('[data-code="procurement.projects"]').innerText()).toBe('65')
      expect(await page.locator('[data-code="procurement.amount"]').innerText()).toBe('7117339.04元')
    }))

  it('a bar of the ranking, clicked with the mouse', () =>
    arriving(async () => {
      const ranking = await drawn(page, 'rank')
      await bar(ranking, 2).click()
      const cell = page.locator('[data-code="published.total"]')
      await cell.waitFor()
      await settled(page)
      expect(decodeURIComponent(page.url())).toMatch(/#\/report\/[^/]*永兴[^/]*\/2019\?/)
      expect(await page.locator('main h1').innerText()).toContain('永兴')
      expect(await cell.getAttribute('aria-pressed')).toBe('true')
      expect(await page.getByTestId('cell-detail').innerText()).toContain('1,091')
    }, 'published.total'))

  it('and says so before it is clicked', () =>
    arriving(async () => {
      const ranking = await drawn(page, 'rank')
      await bar(ranking, 2).hover()
      const tip = tooltip(ranking)
      await tip.getByText('点击查看原表单元格').waitFor()
      expect(await tip.innerText()).toMatch(/永兴[\s\S]*1,091[\s\S]*第 2 \/ 8/)
    }, 'published.total'))
})

describe('a headline figure', () => {
  it('chosen, is what the charts below show', () =>
    arriving(async () => {
      await card('政府集中采购').locator('.kpi-label').click()
      const ranking = await drawn(page, 'rank-procurement.amount')
      expect(page.url()).toContain('metric=procurement.amount')
      // Six of 231 offices are too few for a claim.
      expect(await ranking.locator('h2').innerText()).toContain('231 个机关中 6 个有数据')
      expect(await card('政府集中采购').locator('.kpi-label').getAttribute('aria-pressed')).toBe('true')
    }))
})

describe('another office', () => {
  it('is found by its name, pasted at once, and chosen with the keyboard', () =>
    arriving(async () => {
      const box = page.getByRole('combobox', { name: '机关' })
      await box.fill('永兴')
      const list = page.getByRole('listbox').getByRole('option')
      await page.getByRole('listbox').waitFor()
      expect(await list.allInnerTexts()).toEqual([expect.stringMatching(/^永兴/)])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.locator('main h1', { hasText: /^永兴\S* 2019 年：主动公开信息 1,091 条/ }).waitFor()
    }, 'published.total'))
})
