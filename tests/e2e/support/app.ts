import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { preview, type PreviewServer } from 'vite'
import { findBrowser } from '../browser'

/** Without these the browser itself calls its maker's hosts, and the tests count every request. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface OpenOptions {
  /** After the host: `#/trends?collection=demo`. */
  path?: string
  viewport?: { width: number; height: number }
  /** The browser's language, which the app follows until told otherwise. */
  locale?: string
  /** Device pixels per CSS pixel. */
  scale?: number
  /** With the service worker, which keeps the app for times without a network. */
  kept?: boolean
  /** In the file's one context, whose data is there after the first page: for tests that change nothing stored. */
  shared?: boolean
}

interface Log {
  errors: string[]
  foreign: string[]
}

const logs = new WeakMap<Page, Log>()

/** The built app behind a local server, and a browser to open it in. One per test file. */
export interface App {
  url: string
  /**
   * A page in a context of its own: storage starts empty and lasts across reloads. Waits until the app is ready.
   */
  open(options?: OpenOptions): Promise<Page>
  close(): Promise<void>
}

export async function startApp(): Promise<App> {
  const server = await preview({ preview: { port: 0, open: false }, logLevel: 'silent' })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('The preview server has no address.')
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS })
  let shared: BrowserContext | undefined
  return {
    url,
    open: async (options = {}) => {
      if (!options.shared) return openPage(await contextFor(browser, options), url, options)
      shared ??= await contextFor(browser, options)
      return openPage(shared, url, options)
    },
    close: () => shut(browser, server),
  }
}

async function shut(browser: Browser, server: PreviewServer): Promise<void> {
  await browser.close()
  await server.close()
}

async function contextFor(browser: Browser, options: OpenOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    deviceScaleFactor: options.scale ?? 1,
    serviceWorkers: options.kept ? 'allow' : 'block',
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  // Nobody is there to answer the browser's own question where a file shall go: files are downloads.
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'))
  return context
}

async function openPage(context: BrowserContext, url: string, options: OpenOptions): Promise<Page> {
  const page = await context.newPage()
  logs.set(page, listen(context, page, new URL(url).host))
  // Choosers are caught from the start: caught only when one is waited for, a quick key can come before.
  page.on('filechooser', () => undefined)
  await page.goto(url + (options.path ?? ''))
  await settled(page)
  return page
}

function listen(context: BrowserContext, page: Page, host: string): Log {
  const log: Log = { errors: [], foreign: [] }
  page.on('pageerror', (error) => log.errors.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || /\[Vue warn\]/.test(message.text())) log.errors.push(message.text())
  })
  context.on('request', (request) => {
    const target = new URL(request.url())
    if (/^(https?|wss?):$/.test(target.protocol) && target.host !== host) log.foreign.push(request.url())
  })
  return log
}

/** Throws if the page has logged an error, or anything was asked of another host, since it opened. */
export function assertClean(page: Page): void {
  const log = logs.get(page)
  if (!log) throw new Error('This page was not opened by startApp().open().')
  const found = [...log.errors, ...log.foreign.map((url) => `request to another host: ${url}`)]
  if (found.length > 0) throw new Error(`The page is not clean:\n${found.join('\n')}`)
}

/** Waits until the app has painted (the data screen: lists what it holds) and no chart is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator('html[data-ready="true"], [data-testid="dataset"]').first().waitFor({ state: 'attached' })
  await page.locator('[data-testid="chart"][data-state="loading"]').first().waitFor({ state: 'detached' })
}

/**
 * Goes to another screen of the open app, as following a link would: no reload. Waits until that screen has replaced
 * the last.
 */
export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  const screen = /^#\/\w+/.exec(hash)?.[0] ?? '#/overview'
  await page.locator(`nav a[aria-current="page"][href^="${screen}"]`).waitFor({ state: 'attached' })
  await settled(page)
}

export interface TestFile {
  name: string
  content: string | Uint8Array
  type?: string
}

/** More bytes than this are read by the browser itself, not sent to it. */
const MOST_SENT = 1024 * 1024

/** Chooses files in the screen's file input, as the dialog would. What follows is the screen's: wait for it. */
export async function importFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const input = page.locator('input[type="file"]:not([webkitdirectory])')
  const given = files.map(({ name, content, type }) => ({
    name,
    mimeType: type ?? 'application/octet-stream',
    buffer: Buffer.from(content),
  }))
  if (given.every(({ buffer }) => buffer.length <= MOST_SENT)) {
    await input.setInputFiles(given)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  const paths = given.map(({ name, buffer }) => {
    writeFileSync(join(folder, name), buffer)
    return join(folder, name)
  })
  await input.setInputFiles(paths)
  page.context().once('close', () => rmSync(folder, { recursive: true }))
}
