import type { Page } from 'playwright-core'
import { settled } from './app'

/** What sticks out of the page sideways; empty if the page does not scroll that way. */
export async function widest(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    )
    const named = out.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
    return [`${root.scrollWidth} px in ${root.clientWidth} px`, ...new Set(named)].slice(0, 8)
  })
}

const MOST_STOPS = 600

/**
 * The visible controls that Tab never reaches, and those it reaches without showing it.
 * Composite widgets (a table's cells, a list) may have one stop for all: what has tabindex -1 is not expected.
 */
export async function unreachable(page: Page): Promise<string[]> {
  // Tab starts where the page was last touched: only on a page just opened is that the top.
  await page.reload()
  await settled(page)
  await page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [role="combobox"], [tabindex="0"]',
      ),
    ]
    const expected = controls.filter(
      (element) =>
        element.tabIndex >= 0 &&
        !element.matches(':disabled, [type="radio"]') &&
        element.checkVisibility({ checkVisibilityCSS: true }),
    )
    for (const element of expected) element.dataset.unreached = ''
  })
  const hidden = new Set<string>()
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (!element || element === document.body) return { end: true, name: '', shown: true }
      const again = element.dataset.reached === ''
      delete element.dataset.unreached
      element.dataset.reached = ''
      const style = getComputedStyle(element)
      const shown =
        (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') ||
        style.boxShadow !== 'none' ||
        [...document.querySelectorAll(':focus-within')].some(
          (around) => getComputedStyle(around).outlineStyle !== 'none',
        )
      return { end: again, shown, name: element.outerHTML.slice(0, 160) }
    })
    if (at.end) break
    if (!at.shown) hidden.add(`no visible focus: ${at.name}`)
  }
  const missed = await page
    .locator('[data-unreached]')
    .evaluateAll((left) => left.map((element) => `never reached: ${element.outerHTML.slice(0, 160)}`))
  return [...hidden, ...missed]
}
