import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFiles, settled, startApp, type App, type TestFile } from './support/app'
import { axe } from './support/axe'

const office = (id: string, name: string, value: number): TestFile => ({
  name: `${id}.json`,
  content: JSON.stringify({
    format: 'disclosure-dataset',
    version: 1,
    id,
    title: `数据集 ${name}`,
    synthetic: false,
    orgs: [{ id: `某市${name}街道`, name: `${name}街道`, level: 'street', parents: [] }],
    reports: [
      { org: `某市${name}街道`, year: 2019, forms: { 2: '2019' }, cells: { 'penalty.decisions': value }, prose: {} },
    ],
  }),
})

/** The one of the sets that came with the app that is brought in last. */
const SHIPPED_LAST = '明湖区'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** Changes one dataset's record in a table: `change` is what it becomes, or that it goes. */
const damage = (page: Page, table: string, dataset: string, change: 'cut' | 'flip' | 'remove') =>
  page.evaluate(
    async ({ table: name, dataset: id, change: how }) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const db = await answer(indexedDB.open('disclosure-lens'))
      const store = db.transaction(name, 'readwrite').objectStore(name)
      const key = (await answer(store.getAllKeys())).find((one) => (Array.isArray(one) ? one[0] : one) === id)!
      const record = (await answer(store.get(key))) as { bytes: ArrayBuffer }
      if (how === 'remove') await answer(store.delete(key))
      else {
        const bytes = how === 'cut' ? record.bytes.slice(0, 8) : record.bytes.slice(0)
        new Uint8Array(bytes)[0]! ^= how === 'flip' ? 1 : 0
        await answer(store.put({ ...record, bytes }))
      }
      db.close()
    },
    { table, dataset, change },
  )

const open = async (): Promise<Page> => {
  const page = await app.open({ path: '#/data' })
  await page.getByTestId('dataset').filter({ hasText: SHIPPED_LAST }).waitFor()
  return page
}
const rowOf = (page: Page, title: string) => page.getByTestId('dataset').filter({ hasText: title })

/** A page whose database holds two imports beside what came with the app. */
async function withImports(look: (page: Page) => Promise<void>): Promise<void> {
  const page = await open()
  await importFiles(page, [office('one', '甲乙', 7), office('two', '丙丁', 9)])
  await page.locator('.found li').nth(1).waitFor()
  await page.getByTestId('save').click()
  await rowOf(page, '数据集 丙丁').waitFor()
  await look(page)
  await page.context().close()
}

describe('one damaged record', () => {
  it.each([
    ['segments', 'cut'],
    ['segments', 'flip'],
    ['meta', 'remove'],
    ['segments', 'remove'],
  ] as const)('in %s (%s) costs its dataset alone, which is named and can be removed', async (table, change) => {
    const page = await open()
    const held = await page.getByTestId('dataset').count()
    await damage(page, table, 'demo-district', change)
    await page.reload()
    await page.getByTestId('set-aside').waitFor()
    expect(await page.getByTestId('damaged').count()).toBe(1)
    const row = rowOf(page, SHIPPED_LAST)
    expect(await row.getByTestId('damaged').count()).toBe(1)
    await row.getByRole('button', { name: '移除' }).click()
    await page.getByTestId('confirm-remove').click()
    await page.getByTestId('set-aside').waitFor({ state: 'detached' })
    await page.getByTestId('restore').click()
    await rowOf(page, SHIPPED_LAST).waitFor()
    expect(await page.getByTestId('damaged').count()).toBe(0)
    expect(await page.getByTestId('dataset').count()).toBe(held)
    await page.context().close()
  })
})

describe('data that was here', () => {
  it('and is not found again is named, with the time', () =>
    withImports(async (page) => {
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.open('disclosure-lens')
            request.onsuccess = () => {
              const change = request.result.transaction('datasets', 'readwrite')
              change.objectStore('datasets').clear()
              change.oncomplete = () => {
                request.result.close()
                resolve()
              }
              change.onerror = () => reject(change.error)
            }
          }),
      )
      await page.reload()
      await page.getByTestId('missing').waitFor()
      expect(await page.getByTestId('missing').innerText()).toMatch(/数据集 甲乙[\s\S]*2 份年报/)
      await page.getByTestId('missing').getByRole('button').click()
      await page.reload()
      await page.getByTestId('restore').waitFor()
      expect(await page.getByTestId('missing').count()).toBe(0)
    }))
})

describe('the rescue page', () => {
  it('lists, exports and removes one by one, and starts anew, without the rest of the program', () =>
    withImports(async (page) => {
      await page.evaluate(() => {
        location.hash = '#/rescue'
      })
      await page.getByTestId('rescue-dataset').filter({ hasText: '丙丁' }).waitFor()
      const held = await page.getByTestId('rescue-dataset').count()
      expect(await axe(page)).toEqual([])
      const own = page.getByTestId('rescue-dataset').filter({ hasText: '甲乙' })
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        own.getByRole('button', { name: '导出' }).click(),
      ])
      const exported = JSON.parse(await readFile(await download.path(), 'utf8')) as { id: string; reports: unknown[] }
      expect([exported.id, exported.reports.length]).toEqual(['one', 1])
      page.on('dialog', (dialog) => void dialog.accept())
      await own.getByRole('button', { name: '移除' }).click()
      await own.waitFor({ state: 'detached' })
      expect(await page.getByTestId('rescue-dataset').count()).toBe(held - 1)
      await page.getByRole('button', { name: '清空并重新开始' }).click()
      await settled(page)
      await page.goto(`${app.url}#/data`)
      await rowOf(page, SHIPPED_LAST).waitFor()
      expect(await page.getByTestId('dataset').count()).toBe(held - 2)
    }))
})
