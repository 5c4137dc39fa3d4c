import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { DATASET } from './data/packed'
import { launch, openPage } from './measure/browser'
import { median } from './measure/statistics'
import type { Bench } from './run'

/** What a screen shows when it is done; a screen of charts waits for each to be painted. */
const SCREENS = {
  overview: undefined,
  trends: undefined,
  compare: undefined,
  report: '[data-testid="table-3"]',
  quality: '[data-testid="submission"]',
  data: '[data-testid="dataset"]',
} as const

export type ScreenName = keyof typeof SCREENS

/**
 * Milliseconds from the click: until the screen first shows, until all on it is painted, and the longest task in
 * between.
 */
export interface ScreenTimes {
  first: number
  painted: number
  longest: number
}

export interface AppResult {
  /** Bytes of script, gzipped, that the first screen asks for before it is painted. */
  script: number
  /** Milliseconds from navigation to the first chart painted, in a fresh browser, the data stored. */
  open: number
  /** The first visit of each screen brings its code along. */
  firstVisit: Partial<Record<ScreenName, ScreenTimes>>
  again: Partial<Record<ScreenName, ScreenTimes>>
  /** Screens that did not finish in time. */
  unfinished: ScreenName[]
}

const ROUNDS = 3
const PATIENCE = 30_000

/** What the screens are about: all offices of the nation at once, or those of one district among them. */
export const SCOPES = { nation: '&area=', district: '' } as const
export type ScopeName = keyof typeof SCOPES

/** Runs in the page. */
async function visit([name, done, patience]: readonly [string, string | null, number]): Promise<ScreenTimes | null> {
  const link = document.querySelector<HTMLAnchorElement>(`nav a[href^="#/${name}"]`)!
  const frame = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        setTimeout(() => resolve(performance.now()))
      })
    })
  const current = () => link.getAttribute('aria-current') === 'page'
  const charts = () => [...document.querySelectorAll<HTMLElement>('[data-testid="chart"]')]
  const isDone = (): boolean => {
    if (!current()) return false
    if (done !== null) return document.querySelector(done) !== null
    const all = charts()
    return (
      all.some(({ dataset }) => dataset.state === 'ready') && all.every(({ dataset }) => dataset.state !== 'loading')
    )
  }
  let longest = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
  })
  observer.observe({ type: 'longtask' })
  const start = performance.now()
  link.click()
  let first = NaN
  for (;;) {
    const now = await frame()
    if (Number.isNaN(first) && current()) first = now - start
    if (isDone()) {
      // One more frame, in which what is done is on the screen; long tasks are reported a little later.
      const painted = (await frame()) - start
      await new Promise((resolve) => {
        setTimeout(resolve, 120)
      })
      observer.disconnect()
      return { first, painted, longest }
    }
    if (now - start > patience) {
      observer.disconnect()
      return null
    }
  }
}

async function readyScreen(page: Page): Promise<void> {
  await page.locator('[data-testid="chart"][data-state="ready"]').first().waitFor({ timeout: PATIENCE })
  await page
    .locator('[data-testid="chart"][data-state="loading"]')
    .first()
    .waitFor({ state: 'detached', timeout: PATIENCE })
}

const isReady = (page: Page): Promise<boolean> =>
  readyScreen(page).then(
    () => true,
    () => false,
  )

/** The built app with the whole nation stored: what a click costs. */
export async function runApp(bench: Bench, offices: number): Promise<Record<ScopeName, AppResult>> {
  const profile = join(bench.folder, `app-${offices}`)
  const host = `http://app.localhost:${bench.port}`
  await storeNation(profile, host, offices)
  const results: Partial<Record<ScopeName, AppResult>> = {}
  for (const scope of ['nation', 'district'] as const) {
    results[scope] = await visitScreens(
      bench,
      profile,
      `${host}/app/index.html#/overview?collection=${DATASET}${SCOPES[scope]}`,
    )
  }
  return results as Record<ScopeName, AppResult>
}

async function storeNation(profile: string, host: string, offices: number): Promise<void> {
  const first = await launch(profile)
  try {
    const app = await openPage(first, `${host}/app/index.html`)
    await readyScreen(app)
    // The app's database is there now; the page that measures shares its origin and adds the nation.
    const page = await openPage(first, `${host}/index.html`)
    await page.evaluate((n) => window.bench.storeOurs(n), offices)
  } finally {
    await first.close()
  }
}

async function visitScreens(bench: Bench, profile: string, screens: string): Promise<AppResult> {
  const scripts = new Map<string, number>()
  const opened: number[] = []
  const firstVisit: AppResult['firstVisit'] = {}
  const samples: Partial<Record<ScreenName, ScreenTimes[]>> = {}
  const unfinished: ScreenName[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const context = await launch(profile)
    try {
      const page = await context.newPage()
      // tsx names functions through this helper, which a function sent to the page then misses.
      await page.addInitScript('globalThis.__name = (of) => of')
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script')
          void response.body().then(
            (body) => scripts.set(response.url(), gzipSync(body).byteLength),
            () => undefined,
          )
      })
      await page.goto(screens)
      if (!(await isReady(page))) {
        bench.log('  the overview is not painted in time')
        unfinished.push('overview')
        break
      }
      opened.push(await page.evaluate(() => performance.now()))
      bench.log(`  open, round ${round + 1} of ${ROUNDS}`)
      if (round > 0) continue
      page.removeAllListeners('response')
      for (let turn = 0; turn <= ROUNDS; turn++) {
        for (const name of ['trends', 'compare', 'report', 'quality', 'data', 'overview'] as const) {
          if (unfinished.includes(name)) continue
          const times = await page.evaluate(visit, [name, SCREENS[name] ?? null, PATIENCE] as const)
          if (times === null) unfinished.push(name)
          else if (turn === 0 && name !== 'overview') firstVisit[name] = times
          else if (turn > 0) (samples[name] ??= []).push(times)
        }
      }
    } finally {
      await context.close()
    }
  }
  const middle = (of: readonly ScreenTimes[]): ScreenTimes => ({
    first: median(of.map((one) => one.first)),
    painted: median(of.map((one) => one.painted)),
    longest: median(of.map((one) => one.longest)),
  })
  return {
    script: [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0),
    open: median(opened),
    firstVisit,
    unfinished,
    again: Object.fromEntries(Object.entries(samples).map(([name, of]) => [name, middle(of)])),
  }
}
