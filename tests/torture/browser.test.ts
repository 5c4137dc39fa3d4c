import { afterAll, beforeAll, expect, it } from 'vitest'
import { servePage } from './browser/chromium'
import { fillAnywhere, killAnywhere, killUpgrades } from './browser/trials'
import { SEED, countOf, told } from './told'

let page: Awaited<ReturnType<typeof servePage>>
beforeAll(async () => {
  page = await servePage()
}, 120_000)
afterAll(() => page.close())

it('the browser is killed at random moments of every write', async () => {
  told('kills in a browser', await killAnywhere(page.url, SEED, countOf('KILLS', 250)))
})

it('space ends at random sizes', async () => {
  told('quotas in a browser', await fillAnywhere(page.url, SEED, countOf('QUOTAS', 150)))
})

it('the browser is killed while it brings former databases to today’s', async () => {
  const tally = await killUpgrades(page.url, SEED, countOf('UPGRADES', 60))
  told('kills in upgrades', tally)
  expect(tally.trials).toBeGreaterThan(0)
})
