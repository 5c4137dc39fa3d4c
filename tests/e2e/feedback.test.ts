import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, startApp, type App } from './support/app'
import { axe } from './support/axe'

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open({ path: '#/submit?collection=demo&year=2023', shared: true })
})
afterAll(() => app.close())

const filesOf = async (file: Download): Promise<Record<string, Uint8Array>> =>
  unzipSync(await readFile(await file.path()))
const save = async (): Promise<Download> =>
  (await Promise.all([page.waitForEvent('download'), page.getByTestId('to-feedback').click()]))[0]
const textOf = (bytes: Uint8Array): string => strFromU8(unzipSync(bytes)['word/document.xml']!).replace(/<[^>]+>/gu, '')

it('the offices ticked beside the lists of problems get a sheet each', async () => {
  await page.locator('[data-testid="to-feedback"]:enabled').waitFor()
  const file = await save()
  expect(file.suggestedFilename()).toMatch(/^反馈单_.+_2023_\d{8}\.zip$/u)
  const files = await filesOf(file)
  const ticked = await page.locator('tbody input[type="checkbox"]:checked').count()
  expect(Object.keys(files)).toHaveLength(ticked)
  const doubted = Object.keys(files).find((name) => name.includes('东桥'))!
  expect(textOf(files[doubted]!)).toContain('①2023年')
  assertClean(page)
})

it('beside the circular one office is chosen by keyboard, and gets its Word file', async () => {
  await go(page, '#/slides?collection=demo&year=2023')
  await page.getByTestId('circular').click()
  await page.getByTestId('feedback-choose').focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('feedback-all').focus()
  await page.keyboard.press('Space')
  await page.locator('[data-testid="to-feedback"]:disabled').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  expect(await axe(page)).toEqual([])
  const file = await save()
  expect(file.suggestedFilename()).toMatch(/^反馈单_.+_2023_\d{8}\.docx$/u)
  expect(textOf(await readFile(await file.path()))).toContain('反馈单')
  await page.getByTestId('feedback-said').waitFor()
  assertClean(page)
})
