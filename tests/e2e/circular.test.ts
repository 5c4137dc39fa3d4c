import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, startApp, type App } from './support/app'
import { axe } from './support/axe'

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open({ path: '#/slides?collection=demo&year=2024' })
})
afterAll(() => app.close())

it('a circular is rewritten, and goes out as Word with its own words and numbers', async () => {
  await page.getByTestId('circular').click()
  const opening = page.getByTestId('words-opening')
  const plain = await opening.inputValue()
  await opening.fill('开头由本单位改写。')
  await page.getByTestId('words-sender').fill('某区人民政府办公室')
  await page.getByTestId('words-reports').fill('')
  await page.getByTestId('words-title').click()
  await page.getByTestId('restore-opening').waitFor()
  expect(await axe(page)).toEqual([])

  const shown = await page.getByTestId('endings-table').locator('td').allInnerTexts()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('circular-export').click()])
  expect(file.suggestedFilename()).toMatch(/^通报_.+_2024_\d{8}\.docx$/u)
  const xml = strFromU8(unzipSync(await readFile(await file.path()))['word/document.xml']!)
  const texts = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/gu)].map(([, text]) => text)
  for (const text of ['开头由本单位改写。', '某区人民政府办公室', ...shown.filter(Boolean)])
    expect(texts).toContain(text)
  expect(texts).not.toContain(plain)

  await go(page, '#/slides?collection=demo&year=2024')
  await page.getByTestId('circular').click()
  expect(await opening.inputValue()).toBe('开头由本单位改写。')
  await page.getByTestId('restore-opening').click()
  await page.getByTestId('restore-opening').waitFor({ state: 'detached' })
  expect(await opening.inputValue()).toBe(plain)
  assertClean(page)
})
