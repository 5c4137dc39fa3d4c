import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, importFiles, startApp, type App } from './support/app'
import { axe } from './support/axe'

const TEXT = readFileSync(new URL('../fixtures/tianshui-2019.made-up.txt', import.meta.url), 'utf8')
/** A street’s reports of two years, whose texts do not say where it lies. */
const FILES = [2019, 2020].map((year) => ({
  name: `柳塘街道${year}.txt`,
  content: TEXT.replaceAll('杭州市下城区', '').replaceAll('天水街道', '柳塘街道').replaceAll('2019', String(year)),
}))

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

it('an office is renamed and put under its district later: all its years follow, and new reports too', async () => {
  const page = await app.open({ path: '#/data' })
  await importFiles(page, FILES)
  await page.getByTestId('draft').nth(1).waitFor()
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()

  await go(page, '#/submit?collection=real&year=2020&office=柳塘街道')
  await page.getByTestId('office-row').filter({ hasText: '柳塘' }).locator('.name').click()
  await page.getByTestId('edit-office').click()
  await page.getByTestId('office-name').fill('柳湾街道')
  await page.getByTestId('office-area').fill('示范市新河区')
  await page.getByTestId('office-save').click()
  await page.getByTestId('office-editor').waitFor({ state: 'detached' })

  await go(page, '#/submit?collection=real&year=2020&area=示范市新河区')
  const row = page.getByTestId('office-row')
  await row.filter({ hasText: '柳湾' }).waitFor()
  expect(await row.count()).toBe(1)
  expect(await row.locator('a[href*="/2019"]').count()).toBe(1)

  // A report under the former name is one of the same office.
  await go(page, '#/data')
  await importFiles(page, [
    { ...FILES[0]!, name: '柳塘街道2021.txt', content: FILES[0]!.content.replaceAll('2019', '2021') },
  ])
  await page.getByTestId('draft').getByText('归入：示范市新河区柳湾街道').waitFor()
  assertClean(page)
  await page.context().close()
})

it('two offices that are one are put together with all they have, recognised by either name, and parted again', async () => {
  const page = await app.open({ path: '#/data' })
  const twin = (year: number, name: string) => ({
    name: `${name}${year}.txt`,
    content: TEXT.replaceAll('天水街道', name)
      .replaceAll('杭州市下城区', '示范市新河区')
      .replaceAll('2019', String(year)),
  })
  await importFiles(page, [twin(2019, '柳塘街道'), twin(2020, '柳塘街道'), twin(2020, '杨家埠街道')])
  await page.getByTestId('draft').nth(2).waitFor()
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()

  const view = '#/submit?collection=real&year=2020&area=示范市新河区'
  await go(page, view)
  const row = page.getByTestId('office-row')
  await row.nth(1).waitFor()
  const before = await row.allInnerTexts()
  await row.filter({ hasText: '柳塘' }).locator('.name').click()
  await page.getByTestId('merge-office').click()
  const merger = page.getByTestId('office-merger')
  await merger.getByRole('combobox').fill('杨家埠')
  await merger.getByRole('option').first().click()
  // One of the two years is that of both.
  await page.getByTestId('merge-shared').getByRole('checkbox').waitFor()
  expect(await page.getByTestId('merge-shared').getByRole('checkbox').count()).toBe(1)
  expect(await axe(page)).toEqual([])
  await page.getByTestId('merge-save').click()
  await page.getByTestId('merged').waitFor()
  expect(await row.count()).toBe(1)
  expect(await row.locator('a[href*="/2019"]').count()).toBe(1)

  // A link to the office as it was leads to the one that it is now, and both versions of 2020 are there.
  await go(page, '#/report/示范市新河区柳塘街道/2020?collection=real')
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '杨家埠' }).waitFor()
  const versions = page.getByTestId('versions')
  await versions.getByText('柳塘街道').waitFor()
  await versions.getByRole('button').first().click()
  await versions.locator('li', { hasText: '柳塘街道' }).locator('.tag').waitFor()

  await go(page, '#/data')
  await importFiles(page, [twin(2021, '柳塘街道')])
  await page.getByTestId('draft').getByText('归入：示范市新河区杨家埠街道').waitFor()

  await go(page, view)
  await page.getByTestId('part-office').click()
  await row.nth(1).waitFor()
  expect(await row.allInnerTexts()).toEqual(before)
  assertClean(page)
  await page.context().close()
})

it('a report whose title names the year before is put right with one press, and what it left open is noted', async () => {
  const page = await app.open({ path: '#/data' })
  const content = FILES[1]!.content
    .replace(/2020(?=年政府信息公开)/u, '2019')
    .replace('一、总体情况\n', '一、总体情况\n本报告的统计期限为2020年1月1日至2020年12月31日。\n')
  await importFiles(page, [{ name: '柳塘街道.txt', content }])
  await page.getByTestId('draft').waitFor()
  await page.getByTestId('use-year').click()
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()
  expect(await page.getByTestId('done').getAttribute('role')).toBe('status')
  await go(page, '#/submit?collection=real&year=2020&office=柳塘街道')
  await page.getByTestId('office-row').filter({ hasText: '柳塘' }).locator('.name').click()
  await page.getByTestId('problem').filter({ hasText: '2019' }).waitFor()
  assertClean(page)
  await page.context().close()
})
