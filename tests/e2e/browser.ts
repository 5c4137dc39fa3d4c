import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The shell first: the same engine without a browser's own windows, and pages open in half the time. */
const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** Where a Chromium, Chrome or Edge usually is, likeliest first. */
function usualPlaces(): string[] {
  const { env, platform } = process
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
    return WINDOWS_PROGRAMS.flatMap((program) => roots.map((root) => join(root, program)))
  }
  if (platform === 'darwin') {
    return MAC_APPS.flatMap((app) =>
      ['/Applications', join(homedir(), 'Applications')].map((root) => join(root, `${app}.app`, 'Contents/MacOS', app)),
    )
  }
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return COMMANDS.flatMap((command) => [...new Set(folders)].map((folder) => join(folder, command)))
}

/** A file of that name is not enough on Linux: Ubuntu has a stub that only says where the snap is. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false
  if (process.platform !== 'linux') return true
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Playwright's own download, if it was ever made. Imported late: it takes a moment and is rarely needed. */
async function downloaded(): Promise<string> {
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

function install(): void {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    const add = (browser: string): void => {
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', browser, 'fonts-noto-cjk'], {
        stdio: 'inherit',
        env,
      })
    }
    try {
      add('chromium-headless-shell')
    } catch {
      // Older releases of Debian have it within the browser.
      add('chromium')
    }
    return
  }
  const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  execFileSync(process.execPath, [join(playwright, 'cli.js'), 'install', 'chromium', '--no-shell'], {
    stdio: 'inherit',
  })
}

/** The path of a browser that is there already. */
export async function present(): Promise<string | undefined> {
  return [...usualPlaces(), await downloaded()].find(runs)
}

/**
 * The path of a Chromium, Chrome or Edge: CHROME_PATH, else one in the usual places, else one it installs.
 * Throws with what to do where none can be had.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.CHROME_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, but there is no such file.`)
    return named
  }
  const found = await present()
  if (found) return found
  try {
    install()
  } catch (cause) {
    throw new Error(
      'No browser found and none could be installed. Install Chromium, Chrome or Edge, or set CHROME_PATH.',
      { cause },
    )
  }
  const installed = await present()
  if (!installed) throw new Error('A browser was installed but does not start. Set CHROME_PATH to one that does.')
  return installed
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(`browser: ${await findBrowser()}`)
}
