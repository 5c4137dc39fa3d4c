import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, startApp, type App } from './support/app'
import { drawn } from './support/charts'

/** Published, penalties and spending of the overview, results of applications, and litigation. */
const FIGURES = [
  { path: '#/overview?collection=demo&metric=published.total', figure: 'trend' },
  { path: '#/overview?collection=demo&metric=penalty.decisions', figure: 'rank' },
  { path: '#/overview?collection=demo&metric=fee.amount', figure: 'trend' },
  { path: '#/applications?collection=demo', figure: 'flow' },
  { path: '#/overview?collection=demo&metric=review.total', figure: 'trend' },
] as const

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open({ path: '#/overview?collection=demo' })
})
afterAll(() => app.close())

async function deckSaved(): Promise<Record<string, Uint8Array>> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('pptx').click()])
  return unzipSync(await readFile(await download.path()))
}

it('a deck of five pages is made from the overview and the applications, and can be saved twice', async () => {
  const findings: string[] = []
  for (const { path, figure } of FIGURES) {
    await go(page, path)
    const card = await drawn(page, figure)
    findings.push((await card.locator('.card-title').textContent()) ?? '')
    await card.getByTestId('add-to-slides').click()
    await card.locator('a[href*="#/slides"]').waitFor()
  }
  await go(page, '#/slides?collection=demo')
  await page.locator('[data-testid="deck"][data-pages="5"]').waitFor()
  for (const files of [await deckSaved(), await deckSaved()]) {
    findings.forEach((finding, i) =>
      expect(strFromU8(files[`ppt/slides/slide${i + 1}.xml`]!).replaceAll('&quot;', '"')).toContain(finding),
    )
    expect(Object.keys(files).filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))).toHaveLength(4)
    const pictures = Object.entries(files).filter(([name]) => /^ppt\/media\/.+\.png$/u.test(name))
    expect(pictures).toHaveLength(1)
    // As wide as a slide in print: the first fields of a PNG are its width and height.
    const [, picture] = pictures[0]!
    expect(new DataView(picture.buffer, picture.byteOffset).getUint32(16)).toBeGreaterThan(1600)
  }
  assertClean(page)
})

/** Upper and lower edges of the cards by figure. */
const placed = (): Promise<Record<string, { top: number; bottom: number; left: number }>> =>
  page.locator('.apps-grid [data-testid="chart"]').evaluateAll((cards) =>
    Object.fromEntries(
      cards.map((card) => {
        const { top, bottom, left } = card.getBoundingClientRect()
        return [(card as HTMLElement).dataset.figure, { top, bottom, left }]
      }),
    ),
  )

it('the applications stand in two columns without gaps, and on a phone in their order', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await go(page, '#/applications?collection=demo')
  await drawn(page, 'flow')
  const wide = await placed()
  const [offices, years] = [wide['endings-by-office']!, wide['endings-by-year']!]
  expect(years.left).toBe(offices.left)
  expect(years.top - offices.bottom).toBeGreaterThan(0)
  expect(years.top - offices.bottom).toBeLessThan(30)
  await page.setViewportSize({ width: 390, height: 844 })
  await drawn(page, 'flow')
  const narrow = Object.entries(await placed()).sort(([, a], [, b]) => a.top - b.top)
  expect(narrow.map(([name]) => name.replace(/-applications.*$/u, ''))).toEqual([
    'flow',
    'endings-by-office',
    'funnel',
    'grounds',
    'applicants',
    'endings-by-year',
  ])
})
