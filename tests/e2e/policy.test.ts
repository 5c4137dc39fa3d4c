import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { go, importFiles, settled, startApp, type App } from './support/app'
import { HEADERS } from '../../deploy/headers'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** What the page's policy kept from happening since it was loaded. */
const violations = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { violations: string[] }).violations)

describe('the content policy', () => {
  it('is sent with every answer, and keeps nothing from any screen that it needs', async () => {
    const page = await app.open()
    await page.addInitScript(() => {
      const found: string[] = []
      Object.assign(window, { violations: found })
      document.addEventListener(
        'securitypolicyviolation',
        ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
          found.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
      )
    })
    const answer = await page.reload()
    await settled(page)
    for (const [name, value] of Object.entries(HEADERS)) expect(answer!.headers()[name.toLowerCase()]).toBe(value)

    for (const screen of ['overview', 'trends', 'compare', 'compare?view=scatter', 'compare?view=heat', 'quality']) {
      await go(page, `#/${screen}${screen.includes('?') ? '&' : '?'}collection=demo`)
      for (const chart of await page.getByTestId('chart').all()) await chart.hover({ position: { x: 200, y: 120 } })
      await page.waitForTimeout(100)
    }
    await go(page, '#/report?collection=demo')
    await page.locator('[data-code="penalty.decisions"]').first().click()
    await page.getByTestId('correct-box').locator('summary').click()
    await go(page, '#/data')
    await importFiles(page, [
      { name: 'a.txt', content: '甲街道2021年政府信息公开工作年度报告\n一、总体情况\n主动公开信息12条。' },
    ])
    await page.getByTestId('review').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  it('makes no markup of a text, and no script of another host’s', async () => {
    const page = await app.open()
    const refused = await page.evaluate((foreign) => {
      const isRefused = (act: () => void): boolean => {
        try {
          act()
        } catch (error) {
          return error instanceof TypeError
        }
        return false
      }
      const box = document.createElement('div')
      const script = document.createElement('script')
      return {
        markup: isRefused(() => Reflect.set(box, 'innerHTML', '<b>x</b>')),
        emptying: isRefused(() => Reflect.set(box, 'innerHTML', '')),
        inserted: isRefused(() => box.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')),
        script: isRefused(() => (script.src = foreign)),
        own: isRefused(() => (script.src = './sw.js')),
      }
    }, 'https://other.example/x.js')
    expect(refused).toEqual({ markup: true, emptying: false, inserted: true, script: true, own: false })
    await page.context().close()
  })
})
