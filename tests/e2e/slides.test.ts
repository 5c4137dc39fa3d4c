import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, startApp, type App } from './support/app'
import { axe } from './support/axe'
import { chart, drawn } from './support/charts'
import { widest } from './support/layout'

/** Published, penalties, spending, results of applications, litigation. */
const FIGURES = [
  { path: '#/trends?collection=demo&metric=published.total', figure: 'trend' },
  { path: '#/compare?collection=demo&metric=penalty.decisions&view=rank', figure: 'rank' },
  { path: '#/trends?collection=demo&metric=fee.amount', figure: 'trend' },
  { path: '#/compare?collection=demo&metric=rate.granted&view=heat', figure: 'heat' },
  { path: '#/trends?collection=demo&metric=review.total', figure: 'trend' },
] as const

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open({ path: '#/quality?collection=demo' })
})
afterAll(() => app.close())

/** The numbers of a chart's last series but the median, row by row, as its cache holds them. */
function ranked(xml: string): { name: string; value: number }[] {
  const between = (text: string, tag: string): string[] =>
    [...text.matchAll(new RegExp(`<c:${tag}>([\\s\\S]*?)</c:${tag}>`, 'gu'))].map((match) => match[1]!)
  const points = (text: string): Map<number, string> =>
    new Map([...text.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/gu)].map((match) => [Number(match[1]), match[2]!]))
  const [names, values] = [points(between(xml, 'cat')[0]!), points(between(xml, 'val')[0]!)]
  return [...values].map(([i, value]) => ({ name: names.get(i)!, value: Number(value) }))
}

it('five figures become a deck with edited titles, whose slides hold the numbers of the screen', async () => {
  let shown: string[][] = []
  for (const { path, figure } of FIGURES) {
    await go(page, path)
    const card = await drawn(page, figure)
    await card.getByTestId('add-to-slides').click()
    await card.locator('a[href*="#/slides"]').waitFor()
    if (figure === 'rank') {
      await card.locator('.chart-tools button').first().click()
      shown = await card
        .locator('tbody tr')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())))
    }
  }
  await chart(page, 'trend').first().locator('a[href*="#/slides"]').click()
  await page.locator('[data-testid="deck"][data-pages="5"]').waitFor()
  for (let i = 1; i <= 5; i++) {
    await page.getByTestId(`page-${i}`).click()
    await page.getByTestId('page-title').fill(`第 ${i} 页：改过的标题`)
  }
  await page.getByTestId('page-speech').fill('说明')
  await page.getByTestId('page-1').click()
  await page.getByTestId('page-5').filter({ hasText: '改过的标题' }).waitFor()

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('pptx').click()])
  const files = unzipSync(await readFile(await download.path()))
  const slides = [1, 2, 3, 4, 5].map((i) => strFromU8(files[`ppt/slides/slide${i}.xml`]!))
  slides.forEach((slide, i) => expect(slide).toContain(`第 ${i + 1} 页：改过的标题`))
  expect(strFromU8(files['ppt/notesSlides/notesSlide5.xml']!)).toContain('说明')
  const charts = Object.keys(files).filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))
  expect(charts).toHaveLength(4)
  const told = ranked(strFromU8(files['ppt/charts/chart2.xml']!))
  const seen = shown.flatMap(([, name, value]) => (/\d/u.test(value ?? '') ? [[name, value]] : []))
  expect(told.length).toBeGreaterThan(3)
  // A bar is labelled with its rank and a short name.
  const names = told.map(({ name }) => name.replace(/^\S+ {2}/u, ''))
  expect(told.map(({ value }, i) => [expect.stringContaining(names[i]!), value.toLocaleString('en-US')])).toEqual(seen)
  assertClean(page)
})

it('a deck outlives the page, is moved by keys, and is shown large', async () => {
  await page.reload()
  await page.locator('[data-testid="deck"][data-pages="5"]').waitFor()
  expect(await axe(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await widest(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.getByTestId('page-1').focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByTestId('page-2').filter({ hasText: '第 1 页' }).waitFor()
  await page.getByTestId('show').click()
  const meeting = page.getByTestId('meeting')
  await meeting.locator('svg text').first().waitFor()
  const sizes = await meeting.evaluate((box) =>
    [...box.querySelectorAll('h2, p, button, span, svg text')]
      .filter((part) => part.textContent.trim() !== '')
      .map((part) => parseFloat(getComputedStyle(part).fontSize)),
  )
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24)
  const title = () => meeting.locator('h2').textContent()
  expect(await title()).toContain('第 1 页')
  await page.keyboard.press('PageDown')
  expect(await title()).toContain('第 3 页')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  expect(await title()).toContain('第 2 页')
  await meeting.locator('svg text').first().waitFor()
  await meeting.locator('svg path[fill="#c3c8cf"]').first().click()
  expect(await page.getByTestId('meeting-cell').textContent()).toMatch(/\d/u)
  await page.keyboard.press('Escape')
  await page.getByTestId('meeting-cell').waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await meeting.waitFor({ state: 'detached' })
  assertClean(page)
})

it('a point is annotated by keyboard, on the page, in the meeting and in PowerPoint, and taken away again', async () => {
  await page.getByTestId('page-1').click()
  const form = page.getByTestId('annotations-form')
  await form.getByTestId('annotation-point').selectOption({ index: 3 })
  await form.getByTestId('annotation-text').focus()
  await page.keyboard.type('当年新设窗口')
  await page.keyboard.press('Enter')
  await form.getByTestId('annotation-remove').waitFor()
  await page.reload()
  await page.getByTestId('page-1').click()
  await form.getByTestId('annotation-remove').waitFor()
  expect(await axe(page)).toEqual([])
  await page.getByTestId('show').click()
  const over = page.getByTestId('annotations')
  await over.locator('circle').first().waitFor()
  expect((await over.locator('text').allTextContents()).join('')).toContain('当年新设窗口')
  await page.keyboard.press('Escape')
  await over.waitFor({ state: 'detached' })
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('pptx').click()])
  const files = unzipSync(await readFile(await download.path()))
  expect(strFromU8(files['ppt/slides/slide1.xml']!)).toContain('①当年新设窗口')
  await form.getByTestId('annotation-remove').focus()
  await page.keyboard.press('Enter')
  await form.getByTestId('annotation-remove').waitFor({ state: 'detached' })
  assertClean(page)
})

it('a deck of the year is made at once', async () => {
  await page.getByTestId('pack-area').click()
  await page.locator('[data-testid="deck"]:not([data-pages="5"]):not([data-pages="0"])').waitFor()
  expect(Number(await page.getByTestId('deck').getAttribute('data-pages'))).toBeGreaterThan(12)
  assertClean(page)
})
