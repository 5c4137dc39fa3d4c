import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, importFiles, startApp, type App, type TestFile } from './support/app'
import { linesOf } from './support/documents'
import { axe } from './support/axe'

/* Reports of a made-up district, whose texts do not say where it lies. */
const TEXT = readFileSync(new URL('../fixtures/tianshui-2019.made-up.txt', import.meta.url), 'utf8')
const made = (
  office: string,
  change: (text: string) => string = (text) => text,
  name = `${office}2019.txt`,
): TestFile => ({
  name,
  content: change(TEXT.replaceAll('杭州市下城区', '').replaceAll('天水街道', office)),
})
/** One application more was received than was dealt with or carried over. */
const unbalanced = (text: string): string =>
  text.replace(/(一、本年新收政府信息公开申请数量\n)5((?:\n0){5}\n)5/u, '$16$26')
const REPORTS = [made('柳塘街道'), made('河埠街道', unbalanced)]
const SCAN: TestFile = {
  name: '北坊街道2019.png',
  content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
}
const ROSTER = '柳塘街道办事处 | 柳塘街\n河埠街道办事处\n北坊街道办事处\n南湾街道办事处\n旧渡街道 | | 2020-2022'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const row = (page: Page, office: string) => page.getByTestId('office-row').filter({ hasText: office })
const state = async (page: Page, office: string): Promise<string> =>
  (await row(page, office).locator('.at-work').first().innerText()).trim()

it('a district’s year, from its list of offices to the answer that closes a problem', async () => {
  const page = await app.open({ path: '#/submit?collection=real&year=2019' })
  await page.getByTestId('edit-roster').click()
  await page.getByTestId('roster-area').fill('示范市新河区')
  await page.getByTestId('roster-text').fill(ROSTER)
  await page.getByTestId('roster-save').click()
  await page.getByTestId('submit-title').filter({ hasText: '0/4' }).waitFor()
  expect(await page.getByTestId('office-row').count()).toBe(4)

  await page.getByTestId('to-self').click()
  const { name, content } = made('河埠街道', unbalanced)
  await page.getByTestId('self-file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  await page.getByTestId('self-said').waitFor()
  expect(await page.getByTestId('self-check').innerText()).toContain('少 1 件')
  // Nothing of a draft that is looked at is kept.
  await go(page, '#/data')
  expect(await page.getByTestId('draft').count()).toBe(0)

  await importFiles(page, [...REPORTS, SCAN])
  await page.getByTestId('draft').nth(1).waitFor()
  await page.getByTestId('batch-received').fill('2020-02-12')
  await page.getByTestId('receive').click()
  await page.getByTestId('receipt').waitFor({ state: 'detached' })
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()

  const submissions = '#/submit?collection=real&year=2019&area=示范市新河区'
  await go(page, submissions)
  await page.getByTestId('problem').first().waitFor()
  const states = await Promise.all(['柳塘', '河埠', '北坊', '南湾'].map((office) => state(page, office)))
  expect(states[0]).toBe('迟报 12 天')
  expect(states[1]).toMatch(/^有问题 \d+ 处/u)
  expect(states.slice(2)).toEqual(['已收到未能识读', '未报送'])
  const sentence = page.getByTestId('problem').filter({ hasText: '表三“总计”列' })
  expect(await sentence.first().innerText()).toContain('少 1 件')
  expect(await axe(page)).toEqual([])

  const [word] = await Promise.all([page.waitForEvent('download'), page.getByTestId('to-word').click()])
  const sent = await linesOf(word)
  for (const part of ['河埠街道', '南湾街道', '少 1 件']) expect(sent).toContain(part)
  expect(sent).not.toContain('柳塘街道')

  await go(page, '#/data')
  await importFiles(page, [made('河埠街道', undefined, '河埠街道2019（更正）.txt')])
  await page.getByTestId('draft').waitFor()
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()
  await go(page, submissions)
  await row(page, '河埠').locator('.name').click()
  await page.getByTestId('proof').first().waitFor()
  expect(await state(page, '河埠')).toMatch(/^迟报|^已报送/u)
  assertClean(page)
  await page.context().close()
})
