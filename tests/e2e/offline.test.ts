import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvidenceRecord } from '../../src/pack/records'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { contents, record } from './support/database'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const figures = async (page: Page): Promise<string[]> => [
  await page.locator('main h1').innerText(),
  ...(await page.getByTestId('kpi').allInnerTexts()),
]

/** The service worker has fetched the whole app: only then does it become active. */
const kept = (page: Page) =>
  page.evaluate(() =>
    navigator.serviceWorker.ready.then(
      ({ active }) =>
        new Promise<void>((resolve) => {
          if (active?.state === 'activated') resolve()
          else active?.addEventListener('statechange', () => resolve())
        }),
    ),
  )

describe('without a network', () => {
  it('a page opened once opens again with the same figures, and every screen with it', async () => {
    const page = await app.open({ path: '#/overview?collection=real', kept: true })
    await kept(page)
    const online = await figures(page)
    expect(online.join()).toContain('1,670')

    await page.context().setOffline(true)
    expect(
      await page.evaluate(() =>
        fetch('./no-such-file').then(
          () => 'answered',
          () => 'no network',
        ),
      ),
    ).toBe('no network')
    await page.reload()
    await settled(page)
    expect(await figures(page)).toEqual(online)
    for (const screen of ['trends', 'compare', 'report', 'quality', 'data']) {
      await go(page, `#/${screen}`)
      expect(await page.locator('main h1').innerText(), screen).not.toBe('')
      expect(
        await page.locator('[data-testid="chart"][data-state="failed"], main [role="alert"]').count(),
        screen,
      ).toBe(0)
    }
    await page.context().close()
  })

  it('the figures come from the database, not from the files that came with the app', async () => {
    const page = await app.open({ path: '#/overview?collection=real', kept: true })
    const online = await figures(page)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('.json')) asked.push(request.url())
    })
    await page.reload()
    await settled(page)
    expect(await figures(page)).toEqual(online)
    expect(asked).toEqual([])
    assertClean(page)
    await page.context().close()
  })
})

describe('the database', () => {
  it('holds the first report with its figures, before and after a reload', async () => {
    const page = await app.open({ path: '#/overview?collection=real', kept: true })
    const before = await contents(page)
    for (let turn = 0; turn < 2; turn++) {
      const { report } = (await record(page, 'evidence', [
        'real-reports',
        '杭州市下城区长庆街道',
        2019,
      ])) as EvidenceRecord
      expect(report.cells['procurement.amount']).toMatchObject({ value: 7117339.04, raw: '7117339.04元' })
      expect(report.cells['penalty.change']).toMatchObject({ value: 288 })
      expect(report.cells['penalty.decisions']).not.toHaveProperty('value')
      expect(report.prose['published.total']).toMatchObject({ value: 1670 })
      await page.reload()
      await settled(page)
    }
    expect(before.length).toBeGreaterThan(400)
    expect(await contents(page)).toEqual(before)
    assertClean(page)
    await page.context().close()
  })
})
