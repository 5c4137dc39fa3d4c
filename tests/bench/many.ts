import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import { launch, openPage } from './measure/browser'
import { median, short, tableText } from './measure/statistics'
import type { Bench } from './run'

/** What is held beside what comes with the app: so many reports, each a dataset of its own or all in one. */
const HELD = [
  { name: 'none', count: 0, together: false },
  { name: '1 import of 1,000', count: 1000, together: true },
  { name: '100 imports', count: 100, together: false },
  { name: '1,000 imports', count: 1000, together: false },
] as const
type Held = (typeof HELD)[number]
const ROUNDS = 5
/** Milliseconds in which a page has looked through what is held. */
const SETTLING = 3000

/** What a user waits for; milliseconds of the page's main thread, and by the clock. */
const WAITS = ['open overview', 'open data', 'to data', 'one more import', 'remove one'] as const
type Wait = (typeof WAITS)[number]
interface Spent {
  busy: number
  clock: number
}
export type ManyResult = Record<Held['name'], Record<Wait, Spent>>

const FILE = readFileSync(new URL('../fixtures/tianshui-2019.made-up.txt', import.meta.url), 'utf8')

/** Milliseconds that the page's main thread has been busy. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000
}

const painted = async (page: Page): Promise<void> => {
  await page.locator('[data-testid="chart"][data-state="ready"]').first().waitFor()
  await page.locator('[data-testid="chart"][data-state="loading"]').first().waitFor({ state: 'detached' })
}
const imported = (page: Page) => page.getByTestId('dataset').filter({ hasText: '导入' })
const listed = (page: Page): Promise<void> => page.getByTestId('dataset').first().waitFor()

/** What opens many small datasets as one is made by the first page that looks through them. */
const isCopied = (): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('disclosure-lens-joint')
    opening.onerror = () => reject(new Error('the copy cannot be opened'))
    opening.onsuccess = () => {
      const db = opening.result
      const counting = db.objectStoreNames.contains('joint') && db.transaction('joint').objectStore('joint').count()
      if (!counting) {
        db.close()
        resolve(false)
        return
      }
      counting.onsuccess = () => {
        db.close()
        resolve(counting.result > 0)
      }
    }
  })

async function fill(profile: string, host: string, { count, together }: Held): Promise<void> {
  const context = await launch(profile)
  try {
    await painted(await openPage(context, `${host}/app/index.html`))
    const page = await openPage(context, `${host}/index.html`)
    await page.evaluate(([n, isOne]) => window.bench.storeMany(n, isOne), [count, together] as const)
    await page.goto(`${host}/app/index.html#/data`)
    await listed(page)
    await page.waitForTimeout(SETTLING)
    while (count > 0 && !together && !(await page.evaluate(isCopied))) await page.waitForTimeout(SETTLING)
  } finally {
    await context.close()
  }
}

/**
 * One browser in which the data screen is opened, a file is imported and a dataset removed, and another for the
 * overview.
 */
async function visit(profile: string, host: string, round: number): Promise<Record<Wait, Spent>> {
  const spent: Partial<Record<Wait, Spent>> = {}
  const within = async (path: string, work: (page: Page, timed: Timed) => Promise<void>): Promise<void> => {
    const context = await launch(profile)
    try {
      await work(...(await timedPage(context, `${host}/app/index.html${path}`, spent)))
    } finally {
      await context.close()
    }
  }
  await within('#/overview?collection=real', async (page, timed) => {
    await timed('open overview', painted)
    await timed('to data', async () => {
      await page.locator('nav a[href^="#/data"]').click()
      await listed(page)
    })
  })
  await within('#/data', async (page, timed) => {
    await timed('open data', listed)
    const buffer = Buffer.from(FILE.replaceAll('天水', `${'东西南北中'[round % 5]}山`))
    await page
      .locator('input[type="file"]:not([webkitdirectory])')
      .setInputFiles([{ name: 'one.txt', mimeType: 'text/plain', buffer }])
    await page.getByTestId('draft').first().waitFor()
    await page.waitForTimeout(SETTLING)
    await timed('one more import', async () => {
      await page.getByTestId('save').click()
      await page.getByTestId('done').waitFor()
    })
    await timed('remove one', async () => {
      await imported(page).first().locator('button').last().click()
      await page.getByTestId('confirm-remove').click()
      await page.getByTestId('removed').waitFor()
    })
  })
  return spent as Record<Wait, Spent>
}

type Timed = (wait: Wait, work: (page: Page) => Promise<void>) => Promise<void>

/** A page on its way to an address; `timed` begins with the navigation the first time. */
async function timedPage(
  context: BrowserContext,
  url: string,
  spent: Partial<Record<Wait, Spent>>,
): Promise<[Page, Timed]> {
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(120_000)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  let isNew = true
  return [
    page,
    async (wait, work) => {
      const [start, before] = [performance.now(), isNew ? 0 : await busy(session)]
      if (isNew) await page.goto(url, { waitUntil: 'commit' })
      isNew = false
      await work(page)
      spent[wait] = { busy: (await busy(session)) - before, clock: performance.now() - start }
    },
  ]
}

/** The built app with nothing of its own and with much, turn about. */
export async function runMany(bench: Bench): Promise<ManyResult> {
  const host = `http://app.localhost:${bench.port}`
  const profileOf = ({ name }: Held): string => join(bench.folder, `many ${name}`)
  for (const held of HELD) await fill(profileOf(held), host, held)
  const rounds = new Map<Held, Record<Wait, Spent>[]>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const held of HELD) {
      const spent = await visit(profileOf(held), host, round)
      rounds.set(held, [...(rounds.get(held) ?? []), spent])
    }
    bench.log(`  round ${round + 1} of ${ROUNDS}`)
  }
  const middle = (of: Held, wait: Wait): Spent => {
    const all = rounds.get(of)!.map((one) => one[wait])
    return { busy: median(all.map(({ busy: one }) => one)), clock: median(all.map(({ clock }) => clock)) }
  }
  return Object.fromEntries(
    HELD.map((held) => [held.name, Object.fromEntries(WAITS.map((wait) => [wait, middle(held, wait)]))]),
  ) as ManyResult
}

/** Milliseconds by the clock and of the page's main thread, and each as a multiple of what it is with nothing held. */
export function printMany(result: ManyResult): string {
  const rows = WAITS.flatMap((wait) =>
    HELD.map(({ name }) => {
      const [own, none] = [result[name][wait], result.none[wait]]
      return [
        `${wait}: ${name}`,
        ...[own.clock, own.busy].map(short),
        ...[own.clock / none.clock, own.busy / none.busy].map((one) => `${short(one)}x`),
      ]
    }),
  )
  return `\nMany imports (ms)\n${tableText(['', 'clock', 'busy', 'to none', 'to none, busy'], rows)}`
}
