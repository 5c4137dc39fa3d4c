import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { preview, type PreviewServer } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser } from './browser'
import { importFiles, settled } from './support/app'

const DIST = new URL('../../dist/', import.meta.url)
const REPORT = {
  name: 'a.html',
  content: await readFile(new URL('../fixtures/wulin-2020.made-up.html', import.meta.url)),
}

let folder: string
let server: PreviewServer
let url: string
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-'))
  server = await preview({ build: { outDir: folder }, preview: { port: 0, open: false }, logLevel: 'silent' })
  url = server.resolvedUrls!.local[0]!
  browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
})
beforeEach(async () => {
  await rm(folder, { recursive: true })
  await cp(DIST, folder, { recursive: true })
})
afterEach(() => context.close())
afterAll(async () => {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
})

/** Puts another release in place of the one served: every part of the page has another name. */
async function release(): Promise<void> {
  const assets = join(folder, 'assets')
  const names = await readdir(assets)
  const parts = names.filter((name) => name.endsWith('.js'))
  const renamed = (text: string): string =>
    parts
      .reduce((so, part) => so.replaceAll(part, `next-${part}`), text)
      .replace(/(index\.html",revision:")/u, '$1next')
  for (const name of ['index.html', 'sw.js'])
    await writeFile(join(folder, name), renamed(await readFile(join(folder, name), 'utf8')))
  for (const name of parts) {
    await writeFile(join(assets, `next-${name}`), renamed(await readFile(join(assets, name), 'utf8')))
    await rm(join(assets, name))
  }
}

async function open(serviceWorkers: 'allow' | 'block', path: string): Promise<Page> {
  context = await browser.newContext({ serviceWorkers, locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url + path)
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
    await release()
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
    await next.goto(`${url}#/data`)
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
    await release()
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
