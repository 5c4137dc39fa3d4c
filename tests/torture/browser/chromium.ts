import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { findBrowser } from '../../e2e/browser'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
]
const wait = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time))

/** The page of the trials behind a local server. Gives its address. */
export async function servePage(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'torture-page-'))
  const root = fileURLToPath(new URL('page', import.meta.url))
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { outDir, target: 'esnext', emptyOutDir: true },
  })
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  })
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

/** A browser over a profile of its own, which outlives each of its deaths. */
export class Mortal {
  private process?: ChildProcess
  private browser?: Browser
  page!: Page

  private constructor(
    private readonly profile: string,
    private readonly url: string,
    private readonly isOpen: () => boolean,
  ) {}

  /** `isOpen` says, in the page, whether that is there. */
  static async start(url: string, isOpen: () => boolean = () => 'torture' in globalThis): Promise<Mortal> {
    const mortal = new Mortal(await mkdtemp(join(tmpdir(), 'torture-profile-')), url, isOpen)
    await mortal.wake()
    return mortal
  }

  /** Starts the browser over what is on disk, and opens the page. */
  async wake(): Promise<void> {
    const at = join(this.profile, 'DevToolsActivePort')
    await rm(at, { force: true })
    const own = spawn(await findBrowser(), [...FLAGS, `--user-data-dir=${this.profile}`, 'about:blank'], {
      stdio: 'ignore',
      // A group of its own, to be ended with all that it starts.
      detached: true,
    })
    this.process = own
    let port: string | undefined
    for (let i = 0; i < 600 && !port; i++) {
      await wait(25)
      port = (await readFile(at, 'utf8').catch(() => '')).split('\n')[0]
    }
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    const [context] = this.browser.contexts()
    this.page = context!.pages()[0] ?? (await context!.newPage())
    await this.page.goto(this.url)
    await this.page.waitForFunction(this.isOpen, undefined, { timeout: 120_000 })
  }

  /** Ends every process of the browser at once: nothing more is written. */
  async kill(): Promise<void> {
    const own = this.process!
    const ended = new Promise((done) => own.once('exit', done))
    process.kill(-own.pid!, 'SIGKILL')
    await ended
    await this.browser?.close().catch(() => undefined)
  }

  async session(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page)
  }

  async end(): Promise<void> {
    await this.kill()
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
