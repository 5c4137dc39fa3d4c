import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, importFiles, startApp, type App } from './support/app'
import { axe } from './support/axe'

const FILE = {
  name: 'tianshui-2019.made-up.txt',
  content: readFileSync(new URL('../fixtures/tianshui-2019.made-up.txt', import.meta.url), 'utf8'),
}

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const held = (page: Page) => page.getByTestId('dataset')
const own = (page: Page) => held(page).filter({ hasText: '导入' })

it('what is removed says what goes with it, and comes back until the page is closed', async () => {
  const page = await app.open({ path: '#/data' })
  await importFiles(page, [FILE])
  await page.getByTestId('draft').waitFor()

  // What was read is let go only when that is confirmed.
  await page.getByTestId('discard').click()
  await page.getByRole('alertdialog').getByRole('button').last().click()
  expect(await page.getByTestId('draft').count()).toBe(1)

  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()
  await own(page).waitFor()
  const before = (await held(page).count()) - 1
  await own(page).getByRole('button', { name: '移除' }).click()
  await page.getByTestId('removal').getByText('1 份原件').waitFor()
  expect(await axe(page)).toEqual([])
  await page.getByTestId('confirm-remove').click()
  await own(page).waitFor({ state: 'detached' })

  // The way back is there as long as the page is, wherever one goes meanwhile.
  await go(page, '#/overview')
  await go(page, '#/data')
  await page.getByTestId('put-back').click()
  await own(page).waitFor()
  expect(await page.getByTestId('removed').count()).toBe(0)

  await page.getByTestId('ask-wipe').click()
  expect(await page.getByTestId('confirm-wipe').isDisabled()).toBe(true)
  await page.getByTestId('sure-wipe').check()
  await page.getByTestId('confirm-wipe').click()
  await page.getByTestId('unwipe').waitFor()
  expect(await own(page).count()).toBe(0)
  expect(await held(page).count()).toBe(before)
  await page.getByTestId('unwipe').click()
  await own(page).waitFor()
  expect(await held(page).count()).toBe(before + 1)

  await page.getByTestId('ask-wipe').click()
  await page.getByTestId('sure-wipe').check()
  await page.getByTestId('confirm-wipe').click()
  await page.getByTestId('unwipe').waitFor()
  await page.reload()
  await held(page).first().waitFor()
  expect(await own(page).count()).toBe(0)
  expect(await page.getByTestId('unwipe').count()).toBe(0)
  assertClean(page)
  await page.context().close()
})
