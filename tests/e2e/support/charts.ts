import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { COLOUR } from '../../../src/charts/parts/palette'

/** The card of a figure, by the beginning of its id: `trend`, `rank-published.total`. */
export const chart = (page: Page, kind: string): Locator =>
  page.locator(`[data-testid="chart"][data-figure^="${kind}"]`)

/** Waits until a figure is drawn, and gives its card. */
export async function drawn(page: Page, kind: string): Promise<Locator> {
  const card = chart(page, kind)
  await card.locator('svg text').first().waitFor()
  await page.locator(`[data-testid="chart"][data-figure^="${kind}"][data-state="ready"]`).waitFor()
  return card
}

/** Every text a chart draws. */
export const textsIn = async (card: Locator): Promise<string[]> =>
  (await card.locator('.chart-body svg text').allTextContents()).map((text) => text.trim())

/** The bar of the nth rank. ECharts names nothing in its SVG: bars are the shapes drawn in the two colours of bars. */
export const bar = (card: Locator, rank: number): Locator =>
  card.locator(`.chart-body svg path:is([fill="${COLOUR.focus}"], [fill="${COLOUR.peer}"])`).nth(rank - 1)

/** What the tooltip of a chart says, once it says anything. */
export const tooltip = (card: Locator): Locator => card.locator('.chart-body div[style*="pointer-events"]')

/** Saves a figure as a slide's picture and gives the file the browser would keep. */
export async function picture(page: Page, card: Locator): Promise<{ name: string; bytes: Buffer }> {
  await card.getByTestId('export').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('png-slide').click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}
