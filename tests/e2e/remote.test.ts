import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { go, startApp, type App } from './support/app'
import { axe } from './support/axe'

let app: App
let page: Page
beforeAll(async () => {
  app = await startApp()
  page = await app.open({ path: '#/data', shared: true })
})
afterAll(() => app.close())

const box = () => page.getByTestId('remote')
const problem = () => page.getByTestId('remote-problem')

async function connect(url: string): Promise<void> {
  await page.getByTestId('remote-url').fill(url)
  await page.getByTestId('remote-user').fill('reader')
  await page.getByTestId('remote-password').fill('secret')
  await page.getByTestId('remote-connect').click()
}

describe('connecting to a server', () => {
  it('takes addresses only', async () => {
    await connect('lens.example')
    await problem().waitFor()
    expect(await axe(page)).toEqual([])
  })

  it('asks no host that the page was not built for, and says that it cannot be reached', async () => {
    await connect('http://figures.example:8123')
    await problem().filter({ hasText: 'figures.example' }).waitFor({ timeout: 30_000 })
    expect(await box().getByTestId('remote-state').count()).toBe(0)
  })

  it('by a path of its own site says whom it refused, with the password in no address', async () => {
    const asked: { url: string; authorization: string | undefined }[] = []
    await page.route('**/clickhouse?**', async (route) => {
      asked.push({ url: route.request().url(), authorization: route.request().headers().authorization })
      await route.fulfill({ status: 401, body: 'Code: 193, e.displayText() = DB::Exception: Wrong password' })
    })
    await connect('/clickhouse')
    await problem().filter({ hasText: '拒绝' }).waitFor()
    expect(asked[0]!.url).not.toContain('secret')
    expect(asked[0]!.authorization).toBe(`Basic ${Buffer.from('reader:secret').toString('base64')}`)
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
    expect(kept).not.toContain('secret')
  })

  it('or failing to leaves what is held here as it is', async () => {
    await go(page, '#/overview?collection=demo')
    await page.locator('[data-testid="chart"] svg text').first().waitFor()
    expect(await page.getByTestId('remote-away').count()).toBe(0)
  })
})
