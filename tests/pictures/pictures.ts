/** Takes the README's pictures from the built app: `npm run pictures`. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { assertClean, importFiles, startApp } from '../e2e/support/app'
import { samples } from './samples'

interface Picture {
  name: string
  hash: string
  /** The shipped reports, or the made-up district. */
  collection: 'real' | 'demo'
  /** What to do on the screen before the picture is taken. */
  prepare?: (page: Page) => Promise<void>
}

const PICTURES: readonly Picture[] = [
  { name: 'overview', hash: '#/overview', collection: 'real' },
  { name: 'trends', hash: '#/trends', collection: 'real' },
  { name: 'compare', hash: '#/compare', collection: 'real' },
  { name: 'report', hash: '#/report', collection: 'real' },
  {
    name: 'import',
    hash: '#/data',
    collection: 'real',
    prepare: async (page) => {
      await importFiles(page, samples())
      await page.getByTestId('review').getByTestId('draft').nth(1).waitFor()
    },
  },
  {
    name: 'review',
    hash: '#/data',
    collection: 'real',
    prepare: async (page) => {
      await importFiles(page, samples())
      await page.getByTestId('draft').first().getByTestId('open-desk').click()
      await page.getByTestId('source-lines').waitFor()
    },
  },
]

const MOST_BYTES = 250_000
const TRIES = 40

/** The screen once it stands still: charts draw their lines in steps. */
async function picture(page: Page): Promise<Buffer> {
  let last = await page.screenshot()
  for (let tries = 0; tries < TRIES; tries++) {
    await page.waitForTimeout(250)
    const next = await page.screenshot()
    if (next.equals(last)) return next
    last = next
  }
  throw new Error('The screen never stands still.')
}

const app = await startApp()
try {
  for (const { name, hash, collection, prepare } of PICTURES) {
    const page = await app.open({
      path: `${hash}${collection === 'demo' ? '?collection=demo' : ''}`,
      viewport: { width: 1440, height: 900 },
    })
    await prepare?.(page)
    const png = await picture(page)
    assertClean(page)
    await page.context().close()
    if (png.length > MOST_BYTES) throw new Error(`${name}.png would be over ${MOST_BYTES / 1000} kB`)
    writeFileSync(fileURLToPath(new URL(`${name}.png`, import.meta.url)), png)
    console.log(`${name}.png ${Math.round(png.length / 1000)} kB`)
  }
} finally {
  await app.close()
}
