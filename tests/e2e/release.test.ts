import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser } from './browser'
import { importFiles, settled } from './support/app'
import { serveReleases, type Releases } from './support/releases'

const DIST = new URL('../../dist/', import.meta.url)
const REPORT = {
  name: 'a.html',
  content: await readFile(new URL('../fixtures/wulin-2020.made-up.html', import.meta.url)),
}

let releases: Releases
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  releases = await serveReleases(DIST)
  browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
})
beforeEach(() => releases.first())
afterEach(() => context.close())
afterAll(async () => {
  await browser.close()
  await releases.close()
})

async function open(serviceWorkers: 'allow' | 'block', path: string): Promise<Page> {
  context = await browser.newContext({ serviceWorkers, locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(releases.url + path)
  await settled(page)
  return page
}
const state = (page: Page) => page.getByTestId('release').getAttribute('data-state')

describe('a release under an open page', () => {
  it('says that the page must be loaded anew, keeps what was read of files, and goes where it was to go', async () => {
    const page = await open('block', '#/data')
    await importFiles(page, [REPORT])
    await page.getByTestId('review').waitFor()
    await page.locator('.drafts > li').first().waitFor()
    await releases.next()
    await page.locator('nav a[href^="#/trends"]').click()
    await page.getByTestId('release').waitFor()
    expect(await state(page)).toBe('needed')
    await page.getByTestId('release').getByRole('button').click()
    await page.locator('nav a[aria-current="page"][href^="#/trends"]').waitFor()
    await settled(page)
    expect(await page.getByTestId('release').count()).toBe(0)
    await page.locator('nav a[href^="#/data"]').click()
    await page.locator('.drafts > li').first().waitFor()
    expect(await page.locator('.drafts > li').count()).toBe(1)

    // A page that is closed leaves them to the next.
    await page.close()
    const next = await context.newPage()
    await next.goto(`${releases.url}#/data`)
    await next.getByTestId('left-drafts').getByRole('button').first().click()
    await next.locator('.drafts > li').first().waitFor()
    await next.getByTestId('save').click()
    await next.getByTestId('done').waitFor()
    await next.reload()
    await settled(next)
    expect(await next.getByTestId('review').count()).toBe(0)
    expect(await next.getByTestId('left-drafts').count()).toBe(0)
  })

  it('leaves everything working where the app is kept for offline use, and takes over when asked', async () => {
    const page = await open('allow', '#/overview')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await releases.next()
    await page.evaluate(() => navigator.serviceWorker.ready.then(async (one) => void (await one.update())))
    await page.getByTestId('release').waitFor()
    expect(await state(page)).toBe('offered')
    await page.locator('nav a[href^="#/trends"]').click()
    await page.locator('nav a[aria-current="page"][href^="#/trends"]').waitFor()
    await settled(page)

    const loaded = page.waitForEvent('load')
    await page.getByTestId('release').getByRole('button').click()
    await loaded
    await settled(page)
    expect(await page.getByTestId('release').count()).toBe(0)
    const parts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(parts.filter((name) => /TrendsView.*\.js$/u.test(name))).toEqual([
      expect.stringContaining('next-TrendsView'),
    ])
  })

  it('stays where the server does not answer', async () => {
    const page = await open('block', '#/overview')
    await context.route('**/*', (route) => route.abort())
    await page.locator('nav a[href^="#/compare"]').click()
    await page.getByTestId('release').waitFor()
    await page.getByTestId('release').getByRole('button').click()
    await page.locator('[data-testid="release"][data-state="unreachable"]').waitFor()
    expect(await page.locator('main h1').innerText()).not.toBe('')
    await context.unroute('**/*')
    await page.getByTestId('release').getByRole('button').click()
    await page.locator('nav a[aria-current="page"][href^="#/compare"]').waitFor()
    await settled(page)
  })
})
