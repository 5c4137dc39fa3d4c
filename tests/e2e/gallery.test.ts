import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import type { PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLOUR } from '../../src/charts/parts/palette'
import { LOCALES } from '../../src/i18n'
import { FIGURE_NAMES } from '../gallery/figures'
import { STATE_NAMES } from '../gallery/states'
import type { StateName } from '../gallery/states'
import { findBrowser } from './browser'
import { labelFaults } from './support/labels'

const WIDTHS = { card: 640, phone: 360 } as const
/** States in which no figure has anything to draw: what stands there is a sentence, or axes without marks. */
const BARE: readonly StateName[] = ['empty', 'missing']

const configFile = fileURLToPath(new URL('../gallery/vite.config.ts', import.meta.url))
const site = mkdtempSync(join(tmpdir(), 'gallery-'))
let server: PreviewServer
let browser: Browser
let page: Page
beforeAll(async () => {
  await build({ configFile, build: { outDir: site } })
  server = await preview({ configFile, build: { outDir: site }, preview: { port: 0, open: false, host: '127.0.0.1' } })
  browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
})
afterAll(async () => {
  await browser.close()
  await server.close()
  rmSync(site, { recursive: true })
})

const cards = (state: StateName): string => `section[data-state="${state}"]`

describe.each(STATE_NAMES)('figures of the state %s', (state) => {
  beforeAll(async () => {
    const query = new URLSearchParams({ state, width: Object.values(WIDTHS).join() })
    await page.goto(`${server.resolvedUrls!.local[0]}?${query}`, { waitUntil: 'commit' })
    await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: 110_000 })
  })

  it('are all there, and none threw', async () => {
    const errors = await page
      .locator(cards(state))
      .evaluateAll((all) => all.map((card) => (card as HTMLElement).dataset.error ?? ''))
    expect(errors).toHaveLength(FIGURE_NAMES.length * LOCALES.length * Object.keys(WIDTHS).length)
    expect(errors.filter(Boolean)).toEqual([])
  })

  it('draw something, or say that there is nothing', async () => {
    const drawn = await page.locator(cards(state)).evaluateAll((all) =>
      all.map((card) => ({
        figure: (card as HTMLElement).dataset.figure,
        marks: card.querySelectorAll('svg :is(path, circle, rect, text)').length,
        rows: card.querySelectorAll('tbody tr, tr td').length,
        none: card.querySelectorAll('.none').length,
      })),
    )
    expect(drawn.filter(({ marks, rows, none }) => none > 0 === marks + rows > 0)).toEqual([])
    if (!BARE.includes(state)) expect(drawn.some(({ marks }) => marks > 0)).toBe(true)
  })

  it.each(Object.entries(WIDTHS))('have labels that neither touch nor are cut off, on a %s', async (room, width) => {
    const faults = await labelFaults(page, `${cards(state)}[data-width="${width}"]`, COLOUR.median)
    // On a phone a long name of a row gives way to its figures.
    expect(faults.filter(({ fault }) => room === 'card' || fault !== 'cut')).toEqual([])
  })
})
