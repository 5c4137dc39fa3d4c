import { existsSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { findBrowser } from '../../e2e/browser'

/**
 * What a service worker keeps would hide what a first load asks for. As the browser tests start it, and so that no page
 * is slowed down for being in the background.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
]

export const launch = async (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    args: FLAGS,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    serviceWorkers: 'block',
  })

/** Opens a page that shows its errors here. */
export async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = context.pages().find((one) => one.url() === 'about:blank') ?? (await context.newPage())
  page.setDefaultTimeout(600_000)
  page.on('pageerror', (error) => {
    console.error(`page: ${error.message}`)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`page: ${message.text()}`)
  })
  await page.goto(url)
  return page
}

export interface Memory {
  now: number
  most: number
  js?: number
}

const field = (status: string, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`, 'u').exec(status)?.[1] ?? NaN) * 1024

/** The process that a page runs in: of all that draw pages, the one that is busy when the page is. */
async function processOf(context: BrowserContext, page: Page): Promise<number | undefined> {
  const browser = await context.browser()!.newBrowserCDPSession()
  const spent = async (): Promise<Map<number, number>> => {
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]))
  }
  const before = await spent()
  await page.evaluate('for (const start = performance.now(); performance.now() - start < 400;);')
  const after = [...(await spent())].map(([id, time]) => ({ id, by: time - (before.get(id) ?? 0) }))
  return after.sort((a, b) => b.by - a.by)[0]?.id
}

/** Resident bytes of the page's process, now (garbage collected) and at most; only where /proc tells. */
export async function memoryOf(context: BrowserContext, page: Page): Promise<Memory> {
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await new Promise((resolve) => {
    setTimeout(resolve, 500)
  })
  await session.send('HeapProfiler.collectGarbage')
  const js = await page.evaluate(async () => {
    const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> })
      .measureUserAgentSpecificMemory
    return crossOriginIsolated && measure ? (await measure.call(performance)).bytes : undefined
  })
  const id = await processOf(context, page)
  const status = id === undefined || !existsSync(`/proc/${id}/status`) ? '' : readFileSync(`/proc/${id}/status`, 'utf8')
  return { now: field(status, 'VmRSS'), most: field(status, 'VmHWM'), ...(js !== undefined && { js }) }
}
