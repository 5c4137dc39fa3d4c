import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFiles, settled, startApp, type App, type TestFile } from './support/app'
import { axe } from './support/axe'

/** A report with an office of its own, so that it goes with its dataset. */
const FILE: TestFile = {
  name: 'one.json',
  content: JSON.stringify({
    format: 'disclosure-dataset',
    version: 1,
    id: 'one',
    title: '一个数据集',
    synthetic: false,
    orgs: [{ id: '某市甲乙街道', name: '甲乙街道', level: 'street', parents: [] }],
    reports: [{ org: '某市甲乙街道', year: 2021, forms: { 2: '2021' }, cells: { 'penalty.decisions': 7 }, prose: {} }],
  }),
}
const CODE = 'penalty.decisions'
const REPORT = `#/report/${encodeURIComponent('某市甲乙街道')}/2021?cell=${CODE}`

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** Two tabs at the same figure of an imported report, the editor open in each. */
async function twoTabs(look: (one: Page, other: Page) => Promise<void>): Promise<void> {
  const one = await app.open({ path: '#/data' })
  await importFiles(one, [FILE])
  await one.locator('.found li').waitFor()
  await one.getByTestId('save').click()
  await one.getByTestId('dataset').filter({ hasText: '一个数据集' }).waitFor()
  const other = await one.context().newPage()
  for (const page of [one, other]) {
    await page.goto(app.url + REPORT)
    await page.reload()
    await settled(page)
    await page.getByTestId('correct-box').locator('summary').click()
  }
  await look(one, other)
  await one.context().close()
}
const type = async (page: Page, value: string) => page.getByTestId('correct-value').fill(value)
const submit = (page: Page) => page.getByTestId('correct').click()
const shows = (page: Page, value: string) => page.locator(`[data-code="${CODE}"]`, { hasText: value }).waitFor()

it('what is typed over a figure and not saved outlives a reload, until it is saved or let go', async () => {
  const page = await app.open({ path: '#/data' })
  await importFiles(page, [FILE])
  await page.locator('.found li').waitFor()
  await page.getByTestId('save').click()
  await page.getByTestId('dataset').filter({ hasText: '一个数据集' }).waitFor()
  await page.goto(app.url + REPORT)
  await page.reload()
  await settled(page)
  const field = page.getByTestId('correct-value')
  const fill = async (value: string): Promise<void> => {
    await page.getByTestId('correct-box').locator('summary').click()
    await field.fill(value)
    await page.getByTestId('correct-more').fill('按原件')
  }
  const reload = async (): Promise<void> => {
    await page.reload()
    await settled(page)
  }
  await fill('12')
  await reload()
  await page.getByTestId('typed-restored').waitFor()
  expect([await field.inputValue(), await page.getByTestId('correct-more').inputValue()]).toEqual(['12', '按原件'])
  // Another figure of the report is looked at: what waits is told, and leads back.
  await page.locator('[data-code="coercion.decisions"]').click()
  await page.getByTestId('typed-left').waitFor()
  expect(await axe(page)).toEqual([])
  await page.getByTestId('typed-left').getByRole('button').first().click()
  await page.getByTestId('typed-restored').waitFor()
  await submit(page)
  await shows(page, '12')
  await reload()
  await page.getByTestId('correct-box').waitFor()
  expect(await page.getByTestId('typed-restored').count()).toBe(0)

  await fill('13')
  await reload()
  await page.getByTestId('typed-drop').click()
  expect(await field.inputValue()).toBe('12')
  await reload()
  await page.getByTestId('correct-box').waitFor()
  expect(await page.getByTestId('typed-restored').count()).toBe(0)
  await page.context().close()
})

it('a file with the id of a dataset that is held asks what is to become of the two', async () => {
  const page = await app.open({ path: '#/data' })
  const rows = page.getByTestId('dataset').filter({ hasText: '一个数据集' })
  const bring = async (content: string | Uint8Array): Promise<void> => {
    await importFiles(page, [{ ...FILE, content }])
    await page.locator('.found li').waitFor()
  }
  await bring(FILE.content)
  await page.getByTestId('save').click()
  await rows.first().waitFor()
  await bring(String(FILE.content).replace('"penalty.decisions":7', '"penalty.decisions":8'))
  await page.getByTestId('clash').waitFor()
  expect(await page.getByTestId('save').isDisabled()).toBe(true)
  await page.getByTestId('clash').getByRole('radio').nth(1).check()
  await page.getByTestId('save').click()
  await rows.nth(1).waitFor()
  expect(await rows.count()).toBe(2)
  await bring(FILE.content)
  await page.getByTestId('clash').getByRole('button').click()
  await page.getByTestId('review').waitFor({ state: 'detached' })
  expect(await rows.count()).toBe(2)
  await page.context().close()
})

describe('in two tabs', () => {
  it('what is typed in one stays when the other saves; submitting it shows the other correction and asks', () =>
    twoTabs(async (one, other) => {
      await type(other, '12')
      await type(one, '9')
      await submit(one)
      await shows(one, '9')
      await other.getByTestId('changed-below').waitFor()
      expect(await other.getByTestId('correct-value').inputValue()).toBe('12')

      await submit(other)
      await other.getByTestId('taken').waitFor()
      expect(await other.getByTestId('taken').innerText()).toMatch(/9[\s\S]*12/)
      await shows(other, '9')
      await other.getByTestId('insist').click()
      await shows(other, '12')
      await shows(one, '12')
      await one.getByTestId('history').waitFor()
      expect(await one.getByTestId('history').locator('li').count()).toBe(2)
    }))

  it('a figure that is typed where the report is removed meanwhile is not stored, and is told', () =>
    twoTabs(async (one, other) => {
      await type(other, '12')
      await one.goto(`${app.url}#/data`)
      const row = one.getByTestId('dataset').filter({ hasText: '一个数据集' })
      await row.getByRole('button', { name: '移除' }).click()
      await one.getByTestId('confirm-remove').click()
      await row.waitFor({ state: 'detached' })
      await other.getByTestId('problem').waitFor()
      expect(await other.getByTestId('problem').innerText()).toContain('12')
    }))
})
