import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { findBrowser } from '../../e2e/browser'
import { importFiles } from '../../e2e/support/app'
import type { Releases } from '../../e2e/support/releases'
import { numbers } from '../trials'
import type { Tally } from '../trials'

/**
 * What comes under an open page: another release, with a service worker that keeps the files of the former or without;
 * or a database that a newer release in another tab has changed.
 */
const COMES = ['release', 'kept release', 'newer database'] as const
type Coming = (typeof COMES)[number]
const SCREENS = ['overview', 'trends', 'compare', 'applications', 'report', 'submit', 'quality', 'slides', 'data']
const CLICKS = 5
const PATIENCE = 30_000
const FILE = {
  name: 'a.html',
  content: readFileSync(new URL('../../fixtures/wulin-2020.made-up.html', import.meta.url)),
}

const linkTo = (page: Page, screen: string) => page.locator(`nav a[href^="#/${screen}"]`)
const isThere = (page: Page, screen: string): Promise<boolean> =>
  page
    .locator(`nav a[aria-current="page"][href^="#/${screen}"]`)
    .waitFor({ state: 'attached', timeout: PATIENCE })
    .then(() => page.locator('main h1').first().waitFor({ timeout: PATIENCE }))
    .then(
      () => true,
      () => false,
    )

/**
 * Clicks a link; where the page says that it must be loaded anew first, that is done. Gives whether the screen came.
 */
async function follow(page: Page, screen: string): Promise<boolean> {
  await linkTo(page, screen).first().click({ timeout: PATIENCE })
  const needed = page.locator('[data-testid="release"][data-state="needed"]')
  const came = isThere(page, screen)
  const first = await Promise.race([
    came,
    needed.waitFor({ timeout: PATIENCE }).then(
      () => 'needed' as const,
      () => false,
    ),
  ])
  if (first !== 'needed') return came
  await needed.getByRole('button').click()
  return isThere(page, screen)
}

/** Opens the data screen and has a file read, which is not saved. */
async function draft(page: Page): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/data`)
  await page.getByTestId('dataset').nth(2).waitFor()
  await importFiles(page, [FILE])
  await page.getByTestId('draft').first().waitFor()
}
async function draftsOf(page: Page): Promise<number> {
  if (!(await follow(page, 'data'))) return 0
  await page
    .locator('[data-testid="draft"], [data-testid="left-drafts"]')
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined)
  return (await page.getByTestId('draft').count()) + (await page.getByTestId('left-drafts').count())
}

/** As a newer release in another tab does that brings a database of its own. */
const raise = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('disclosure-lens', 9990)
        opening.onupgradeneeded = () => opening.result.createObjectStore('of-a-newer-release')
        opening.onsuccess = () => {
          opening.result.close()
          done()
        }
        opening.onerror = () => fail(new Error('the database was not raised'))
      }),
  )

async function come(page: Page, coming: Coming, releases: Releases): Promise<void> {
  if (coming !== 'newer database') {
    await releases.next()
    if (coming === 'kept release')
      await page.evaluate(() => navigator.serviceWorker.ready.then(async (one) => void (await one.update())))
    return
  }
  const other = await page.context().newPage()
  await other.goto(`${releases.url}#/rescue`)
  await raise(other)
  await other.close()
}

async function trial(
  browser: Browser,
  releases: Releases,
  coming: Coming,
  next: (below: number) => number,
): Promise<string[]> {
  await releases.first()
  const context = await browser.newContext({
    serviceWorkers: coming === 'kept release' ? 'allow' : 'block',
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
  })
  const losses: string[] = []
  try {
    const page = await context.newPage()
    page.on('pageerror', (error) => losses.push(`uncaught: ${error.message.slice(0, 120)}`))
    const from = SCREENS[next(SCREENS.length)]!
    await page.goto(`${releases.url}#/${from}`)
    await isThere(page, from)
    if (coming === 'kept release') {
      // Every file of the app is fetched first.
      const kept = { timeout: 120_000 }
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, kept)
    }
    const hasDraft = next(2) === 0
    if (hasDraft) await draft(page)
    await come(page, coming, releases)
    for (let i = 0; i < CLICKS; i++) {
      const to = SCREENS[next(SCREENS.length)]!
      if (!(await follow(page, to))) losses.push(`dead end on the way to ${to}`)
    }
    if (hasDraft && (await draftsOf(page)) === 0) losses.push('a draft is lost')
    if (coming === 'newer database') {
      await page.reload()
      if (!(await isThere(page, page.url().split('#/')[1]!.split('?')[0]!))) losses.push('dead end after a reload')
    }
  } catch (error) {
    losses.push(String(error).slice(0, 200))
  } finally {
    await context.close()
  }
  return losses.map((loss) => `${coming}: ${loss}`)
}

/**
 * A newer release, or its database, comes under pages that somebody goes on using: every link leads on, no draft is
 * lost.
 */
export async function releaseAnywhere(releases: Releases, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [], ends: {} }
  const next = numbers(seed)
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    for (; tally.trials < trials; tally.trials++) {
      const coming = COMES[tally.trials % COMES.length]!
      const losses = await trial(browser, releases, coming, next)
      tally.losses.push(...losses)
      const end = `${coming}: ${losses.length === 0 ? 'went on' : 'lost'}`
      tally.ends![end] = (tally.ends![end] ?? 0) + 1
    }
  } finally {
    await browser.close()
  }
  return tally
}
