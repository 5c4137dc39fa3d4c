import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { axe } from './support/axe'
import { unreachable, widest } from './support/layout'

const SCREENS = [
  ...['overview', 'trends', 'compare', 'applications', 'report'],
  ...['submit', 'quality', 'slides', 'data'],
]
/** Screens that can be looked at in more than one way: each by itself. */
const WAYS = [
  ...['scatter', 'rank', 'spread', 'heat', 'table'].map((view) => `compare?view=${view}`),
  'overview?overview=brief',
]
const COLLECTIONS = ['real', 'demo']
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const
const LANGUAGES = ['zh-CN', 'en']

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** What a screen says of itself: a chart that could not be drawn, a heading too few or too many. */
async function failures(page: Page): Promise<string[]> {
  const [headings, failed] = await Promise.all([
    page.locator('main h1').count(),
    page.locator('[data-testid="chart"][data-state="failed"], main [role="alert"]').count(),
  ])
  return [...(headings === 1 ? [] : [`${headings} headings`]), ...(failed === 0 ? [] : [`${failed} failed`])]
}

/** What `look` finds on every screen of one open page, by screen; and makes sure that nothing went wrong behind it. */
async function tour(
  page: Page,
  query: string,
  look: () => Promise<readonly unknown[]>,
): Promise<Record<string, readonly unknown[]>> {
  const found: Record<string, readonly unknown[]> = {}
  for (const screen of [...SCREENS, ...WAYS]) {
    await go(page, `#/${screen}${screen.includes('?') ? '&' : '?'}${query}`)
    const faults = [...(await look()), ...(await failures(page))]
    if (faults.length > 0) found[screen] = faults
  }
  assertClean(page)
  await page.context().close()
  return found
}

/** What sticks out of the page at a size, once what is drawn has had the time to follow. */
async function widestAt(page: Page, size: (typeof SIZES)[number]): Promise<string[]> {
  await page.setViewportSize(size)
  let found = await widest(page)
  for (let look = 0; found.length > 0 && look < LOOKS; look++) {
    await page.waitForTimeout(100)
    found = await widest(page)
  }
  return found.map((one) => `at ${size.width}: ${one}`)
}
const LOOKS = 20

/** All screens and the ways into them, one after another. */
const TOUR = 240_000

it(
  'every screen opens by its own link, without an error or a request to another host',
  async () => {
    for (const screen of SCREENS) {
      const page = await app.open({ path: `#/${screen}`, shared: true })
      expect(await failures(page), screen).toEqual([])
      assertClean(page)
      await page.close()
    }
  },
  TOUR,
)

describe.each(COLLECTIONS)('in the %s collection', (collection) => {
  it.each(LANGUAGES)(
    'axe finds nothing serious on any screen in %s, and none scrolls sideways at any size',
    async (language) => {
      const page = await app.open({ path: `#/overview?collection=${collection}&lang=${language}` })
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      const look = async (): Promise<unknown[]> => {
        const found: unknown[] = await axe(page)
        for (const size of SIZES) found.push(...(await widestAt(page, size)))
        await page.setViewportSize(SIZES[0])
        return found
      }
      expect(await tour(page, `collection=${collection}`, look)).toEqual({})
    },
    TOUR,
  )
})

describe('with the keyboard alone', () => {
  it(
    'Tab reaches the screens of the menu and every control, and shows where it is',
    async () => {
      const page = await app.open({ path: '#/overview' })
      expect(await tour(page, '', () => unreachable(page))).toEqual({})
    },
    TOUR,
  )

  it('Enter on a link of the menu changes the screen', async () => {
    const page = await app.open({ path: '#/overview' })
    const link = page.locator('nav a[href^="#/data"]')
    await link.focus()
    await page.keyboard.press('Enter')
    await page.locator('nav a[aria-current="page"][href^="#/data"]').waitFor()
    assertClean(page)
    await page.context().close()
  })
})

describe('a link to nowhere', () => {
  it('says so and leads home', async () => {
    const page = await app.open({ path: '#/overview' })
    await page.evaluate(() => {
      location.hash = '#/no-such-screen'
    })
    const home = page.locator('main a[href^="#/overview"]')
    await home.click()
    await page.locator('nav a[aria-current="page"][href^="#/overview"]').waitFor()
    await settled(page)
    assertClean(page)
    await page.context().close()
  })
})
