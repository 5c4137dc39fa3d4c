import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, importFiles, startApp, type App, type TestFile } from './support/app'
import { axe } from './support/axe'
import { chart, drawn, textsIn } from './support/charts'
import { contents } from './support/database'

const WULIN: TestFile = {
  name: 'wulin-2020.made-up.html',
  content: readFileSync(new URL('../fixtures/wulin-2020.made-up.html', import.meta.url)),
}
const SLIP: TestFile = {
  name: '朝晖街道2019.txt',
  content:
    '杭州市下城区朝晖街道办事处2019年政府信息公开工作年度报告\n全年主动公开政府信息900条。\n二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政处罚\n-\n52\n-\n行政强制\n-\n-\n-\n三、收到和处理政府信息公开申请情况\n',
}

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function onData(look: (page: Page) => Promise<void>, locale = 'zh-CN'): Promise<void> {
  const page = await app.open({ path: `?lang=${locale}#/data` })
  await page.getByTestId('dataset').nth(2).waitFor()
  await look(page)
  assertClean(page)
  await page.context().close()
}
async function openDesk(page: Page, file: string): Promise<void> {
  await page.getByTestId('draft').filter({ hasText: file }).getByTestId('open-desk').click()
  await page.getByTestId('source-lines').waitFor()
}
const cell = (page: Page, code: string) => page.locator(`[data-spot="cells"] [data-code="${code}"]`)
async function save(page: Page): Promise<void> {
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()
}

describe('a report beside its original', () => {
  it('leads from each cell to its place and back', () =>
    onData(async (page) => {
      await importFiles(page, [WULIN])
      await openDesk(page, WULIN.name)
      await cell(page, 'penalty.decisions').click()
      expect(await page.locator('.source-lines .here').innerText()).toBe('21')
      await page.keyboard.press('ArrowDown')
      expect(await cell(page, 'coercion.decisions').getAttribute('aria-pressed')).toBe('true')
      await page.locator('.source-lines td', { hasText: '350000元' }).click()
      expect(await cell(page, 'procurement.amount').getAttribute('aria-pressed')).toBe('true')
    }))

  it.each(['zh-CN', 'en'])('reads well to everyone, and fits its window, in %s', (locale) =>
    onData(async (page) => {
      await importFiles(page, [WULIN, SLIP])
      await page.getByTestId('draft').nth(1).waitFor()
      expect(await axe(page)).toEqual([])
      await page.getByTestId('draft').first().getByTestId('open-desk').click()
      await page.getByTestId('source-lines').waitFor()
      expect(await axe(page)).toEqual([])
      for (const width of [1440, 1280, 390]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
    }, locale),
  )

  it('keeps what was typed over a figure and not saved through a reload', () =>
    onData(async (page) => {
      await importFiles(page, [WULIN])
      await openDesk(page, WULIN.name)
      await cell(page, 'penalty.decisions').click()
      await page.getByTestId('correct-value').fill('22')
      await page.getByTestId('correct-more').fill('看错一位')
      await page.reload()
      await openDesk(page, WULIN.name)
      await page.getByTestId('typed-left').getByRole('button').first().click()
      expect(await page.getByTestId('correct-value').inputValue()).toBe('22')
      expect(await page.getByTestId('correct-more').inputValue()).toBe('看错一位')
      await page.getByTestId('correct').click()
      await page.getByTestId('correction').waitFor()
      expect(await page.getByTestId('typed-restored').count()).toBe(0)
    }))

  it('offers what looks misplaced as a correction, and moves nothing by itself', () =>
    onData(async (page) => {
      await importFiles(page, [SLIP])
      await openDesk(page, SLIP.name)
      expect(await cell(page, 'penalty.change').innerText()).toBe('52')
      expect(await page.locator('.source-lines .here').innerText()).toContain('52')
      expect(await page.getByTestId('fault').count()).toBe(1)
      await page.getByTestId('apply').click()
      expect(await cell(page, 'penalty.decisions').innerText()).toBe('52')
      expect(await cell(page, 'penalty.change').innerText()).toBe('—')
      await cell(page, 'penalty.decisions').click()
      expect(await page.getByTestId('published').innerText()).toBe('填“—”')
      await page.getByTestId('correction').getByRole('button').click()
      expect(await cell(page, 'penalty.decisions').innerText()).toBe('—')
    }))

  it('takes a correction from the keyboard alone, and says what is no number', () =>
    onData(async (page) => {
      await importFiles(page, [WULIN])
      await openDesk(page, WULIN.name)
      await cell(page, 'penalty.decisions').click()
      await page.keyboard.press('3')
      await page.keyboard.type('x')
      await page.keyboard.press('Enter')
      expect(await page.getByTestId('cell-editor').getByRole('alert').innerText()).toContain('不是数字')
      await page.keyboard.press('Backspace')
      await page.keyboard.type('2')
      // Enter alone takes no reason: the choice comes first.
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('correct-reason')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await cell(page, 'penalty.decisions').innerText()).toBe('32')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-code'))).toBe('penalty.decisions')
    }))
})

describe('a correction', () => {
  it('counts everywhere after saving, keeps what was published, and can be undone', () =>
    onData(async (page) => {
      await importFiles(page, [SLIP])
      await openDesk(page, SLIP.name)
      await page.getByTestId('apply').click()
      await page.getByTestId('close-desk').click()
      await save(page)
      await go(page, '#/compare?metric=penalty.decisions&year=2019')
      expect(await page.locator('[data-figure^="table-"]').innerText()).toMatch(/朝晖[\s\S]*52/)
      expect(await chart(page, 'table').innerText()).toContain('经更正')

      const report = `#/report/${encodeURIComponent('杭州市下城区朝晖街道')}/2019?cell=penalty.decisions`
      await go(page, report)
      expect(await page.getByTestId('cell-correction').innerText()).toContain('填“—”')
      await page.getByTestId('show-source').click()
      await page.getByTestId('source-lines').waitFor()
      await page.getByTestId('correct-box').locator('summary').click()
      await page.getByTestId('correct-value').fill('50')
      await page.getByTestId('correct').click()
      await page.locator('[data-code="penalty.decisions"]', { hasText: '50' }).waitFor()
      await page.reload()
      await page.locator('[data-code="penalty.decisions"]', { hasText: '50' }).waitFor()
      await page.getByTestId('correct-box').locator('summary').click()
      await page.getByTestId('correction').getByRole('button').click()
      await page.locator('[data-code="penalty.decisions"]', { hasText: '—' }).waitFor()
      await page.getByTestId('cell-correction').waitFor({ state: 'detached' })
    }))
})

describe('two versions of a report', () => {
  const AGAIN: TestFile = {
    ...SLIP,
    name: '朝晖街道2019（更正）.txt',
    content: String(SLIP.content).replace('900条', '950条'),
  }
  const ranking = async (page: Page) => {
    await go(page, '#/overview?year=2019&metric=published.total')
    return textsIn(await drawn(page, 'rank'))
  }

  it('in one batch: the difference is shown, one counts, the other is kept and can be used later', () =>
    onData(async (page) => {
      await importFiles(page, [SLIP, AGAIN])
      const version = page.getByTestId('version')
      await version.waitFor()
      expect(await version.innerText()).toContain('有 1 处不同')
      await version.getByRole('radio').first().check()
      await save(page)
      expect(await page.getByTestId('dataset').count()).toBe(5)
      expect(await ranking(page)).toContain('950')
      await go(page, `#/report/${encodeURIComponent('杭州市下城区朝晖街道')}/2019`)
      await page.getByTestId('versions').getByRole('button', { name: '改用这一份' }).click()
      await page.locator('[data-code="published.total"]', { hasText: '900' }).waitFor()
      expect(await ranking(page)).toContain('900')
    }))

  it('that are the same file twice: the second is left out', () =>
    onData(async (page) => {
      await importFiles(page, [SLIP, { ...SLIP, name: '复件.txt' }])
      const copy = page.getByTestId('draft').filter({ hasText: '复件.txt' })
      await copy.getByText('已不勾选').waitFor()
      expect(await copy.getByRole('checkbox').isChecked()).toBe(false)
      expect(await page.getByTestId('save').innerText()).toContain('保存 1 份')
    }))

  it('of which one is held: the held one can be preferred, and the same one is left out', () =>
    onData(async (page) => {
      await importFiles(page, [SLIP])
      await page.getByTestId('draft').waitFor()
      await save(page)
      const before = await contents(page)
      await importFiles(page, [SLIP])
      await page.getByText('已不勾选').waitFor()
      expect(await page.getByTestId('save').isDisabled()).toBe(true)
      await page.getByRole('button', { name: '放弃' }).click()
      expect(await contents(page)).toEqual(before)
      await importFiles(page, [AGAIN])
      await page.getByTestId('version').getByRole('radio').nth(1).check()
      await save(page)
      expect(await ranking(page)).toContain('900')
    }))
})

describe('files that failed', () => {
  it('stay listed, to be tried again or put aside', () =>
    onData(async (page) => {
      await importFiles(page, [{ name: 'empty.txt', content: '' }, SLIP])
      const failure = page.getByTestId('failures').getByRole('listitem')
      await failure.waitFor()
      await page.getByTestId('draft').waitFor()
      expect(await page.getByTestId('summary').innerText()).toMatch(/读出 1 份.*未能识读 1 个文件/)
      await failure.getByRole('button', { name: '重试' }).click()
      await page.getByText('正在识读').waitFor({ state: 'detached' })
      expect(await failure.innerText()).toContain('文件是空的')
      await failure.getByRole('button', { name: '移出列表' }).click()
      await page.getByTestId('failures').waitFor({ state: 'detached' })
    }))
})
