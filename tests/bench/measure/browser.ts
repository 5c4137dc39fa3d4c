import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { findBrowser } from '../../e2e/browser'

/** What a service worker keeps would hide what a first load asks for. As the browser tests start it, and so that no page is slowed down for being in the background. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-renderer-backgrounding', '--disable-background-timer-throttling', '--disable-backgrounding-occluded-windows',
]

export const launch = async (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: await findBrowser(), args: FLAGS, viewport: { width: 1440, height: 900 }, locale: 'zh-CN', serviceWorkers: 'block' })

/** Opens a page that shows its errors here. */
export async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = context.pages().find((one) => one.url() === 'about:blank') ?? await context.newPage()
  page.setDefaultTimeout(600_000)
  page.on('pageerror', (error) => { console.error(`page: ${error.message}`) })
  page.on('console', (message) => { if (message.type() === 'error') console.error(`page: ${message.text()}`) })
  await page.goto(url)
  return page
}

export interface Memory { now: number; most: number; js?: number }

const field = (status: string, name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`, 'u').exec(status)?.[1] ?? NaN) * 1024

/** Resident bytes of the page's process, now (garbage collected) and at most; only where /proc tells. The context must have no other page. */
export async function memoryOf(context: BrowserContext, page: Page): Promise<Memory> {
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await new Promise((resolve) => { setTimeout(resolve, 500) })
  await session.send('HeapProfiler.collectGarbage')
  const js = await page.evaluate(async () => {
    const measure = (performance as { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }).measureUserAgentSpecificMemory
    return crossOriginIsolated && measure ? (await measure.call(performance)).bytes : undefined
  })
  const browser = await context.browser()!.newBrowserCDPSession()
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
  const found = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8')
      return { now: field(status, 'VmRSS'), most: field(status, 'VmHWM') }
    } catch {
      return { now: NaN, most: NaN }
    }
  }).sort((a, b) => b.now - a.now)[0]
  return { now: found?.now ?? NaN, most: found?.most ?? NaN, ...(js !== undefined && { js }) }
}
