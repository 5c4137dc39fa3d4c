import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DOC } from '../parse/render/doc'
import { codesOf, modelOf } from '../parse/render/model'
import { assertClean, go, importFiles, startApp, type App, type TestFile } from './support/app'
import { linesOf } from './support/documents'

/*
 * A made-up district's files as a clerk gets them in one go: none says which district it is of, and nearly each has its
 * own trouble.
 */
const AREA = '示范市新河区'
const TEXT = readFileSync(new URL('../fixtures/tianshui-2019.made-up.txt', import.meta.url), 'utf8')
const same = (text: string): string => text
const made = (office: string, change: (text: string) => string = same, name = `${office}2019.txt`): TestFile => ({
  name,
  content: change(TEXT.replaceAll('杭州市下城区', '').replaceAll('天水街道', office)),
})
/** The year before, in which all that was received was dealt with. */
const before = (text: string): string =>
  text
    .replaceAll('2019', '2018')
    .replace(/(一、本年新收政府信息公开申请数量\n)5((?:\n0){5}\n)5/u, '$14$24')
    .replace(/(四、结转下年度继续办理\n)1((?:\n0){5}\n)1/u, '$10$20')
/** One application more was received than was dealt with or carried over. */
const unbalanced = (text: string): string =>
  text.replace(/(一、本年新收政府信息公开申请数量\n)5((?:\n0){5}\n)5/u, '$16$26')
/** The penalties stand one column too far to the left. */
const slipped = (text: string): string => text.replace(/行政处罚\n0\n0\n45\n/u, '行政处罚\n-\n45\n-\n')
const late = (text: string): string => `${text}\n发布时间：2020-02-20\n`
const misdated = (text: string): string =>
  text
    .replace(/2019(?=年政府信息公开)/u, '2018')
    .replace('一、总体情况\n', '一、总体情况\n本报告的统计期限为2019年1月1日至2019年12月31日。\n')
const amended = (text: string): string => text.replace(/(行政强制\n0\n0\n)\d+/u, '$19')

/**
 * A document of Word 97 of an office of this district: its text says another's name and year, letter for letter as
 * long.
 */
const word = Buffer.from(
  DOC['plain tables']!(
    modelOf('2019', { ...Object.fromEntries(codesOf('2019').map((code) => [code, '0'])), 'penalty.decisions': '31' }),
  ),
)
for (const [said, own] of [['某市试验区样本街道办事处2020', '　　　　　东门街道办事处2019']] as const)
  for (let at = word.indexOf(Buffer.from(said, 'utf16le')); at >= 0; at = word.indexOf(Buffer.from(said, 'utf16le')))
    Buffer.from(own, 'utf16le').copy(word, at)
const FILES: readonly TestFile[] = [
  made('柳塘街道'),
  made('河埠街道', unbalanced),
  made('西渡街道'),
  made('西渡街道', amended, '西渡街道2019（更正）.txt'),
  made('石桥街道', slipped),
  made('双井街道', misdated, '双井街道.txt'),
  made('竹园街道', late),
  { name: '东门街道办事处2019年政府信息公开工作年度报告.doc', content: word },
  { name: '北坊街道2019.png', content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  made('柳塘街道', before, '柳塘街道2018.txt'),
  made('河埠街道', before, '河埠街道2018.txt'),
  made('竹园街道', before, '竹园街道2018.txt'),
]
const OFFICES = ['柳塘', '河埠', '西渡', '石桥', '双井', '竹园', '东门', '北坊', '南湾']

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const row = (page: Page, office: string) => page.getByTestId('office-row').filter({ hasText: office })
/** The state of every office's report of the year at work, as its row says it. */
const states = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      OFFICES.map(async (office): Promise<[string, string]> => [
        office,
        (await row(page, office).locator('.at-work').first().innerText()).trim(),
      ]),
    ),
  )
const SUBMISSIONS = `#/submit?collection=real&year=2019&area=${AREA}`
const FIGURES = `#/compare?collection=real&year=2019&area=${AREA}&view=table&metric=penalty.decisions`
/** The district's figures as the comparison's table has them. */
async function figures(page: Page): Promise<string[]> {
  await go(page, FIGURES)
  await page.getByRole('table').first().waitFor()
  return page.getByRole('row').allInnerTexts()
}

it('a clerk’s batch comes to the right state of every office, to lists to send back, and whole into another browser', async () => {
  const page = await app.open({ path: SUBMISSIONS.split('&area')[0]! })
  await page.getByTestId('edit-roster').click()
  await page.getByTestId('roster-area').fill(AREA)
  await page.getByTestId('roster-text').fill(OFFICES.map((office) => `${office}街道办事处`).join('\n'))
  await page.getByTestId('roster-save').click()
  await page.getByTestId('submit-title').filter({ hasText: '0/9' }).waitFor()

  await go(page, '#/data')
  await importFiles(page, FILES)
  await page.getByTestId('draft').nth(10).waitFor()
  await page.getByTestId('batch-district').fill(AREA)
  await page.getByTestId('draft').filter({ hasText: '双井街道' }).getByTestId('use-year').click()
  await page.getByTestId('receive').click()
  await page.getByTestId('receipt').waitFor({ state: 'detached' })
  await page.getByTestId('save').click()
  await page.getByTestId('done').waitFor()

  await go(page, SUBMISSIONS)
  await page.getByTestId('problem').first().waitFor()
  await page.getByTestId('submit-title').filter({ hasText: '7/9' }).waitFor()
  const found = await states(page)
  expect(found).toEqual({
    柳塘: '已报送',
    河埠: expect.stringMatching(/^有问题 \d+ 处$/u),
    西渡: '已报送',
    石桥: expect.stringMatching(/^有问题 \d+ 处$/u),
    双井: '有问题 1 处',
    竹园: '迟报 20 天',
    东门: '已报送',
    北坊: '已收到未能识读',
    南湾: '未报送',
  })
  const [sent] = await Promise.all([page.waitForEvent('download'), page.getByTestId('to-word').click()])
  const list = await linesOf(sent)
  for (const part of ['河埠街道', '少 1 件', '石桥街道', '双井街道', '南湾街道', '北坊街道'])
    expect(list).toContain(part)
  expect(list).not.toContain('柳塘街道')
  const compared = await figures(page)
  for (const office of OFFICES.slice(0, 7)) expect(compared.join()).toContain(office)
  // Of two versions the one that says it is amended counts, and the other is kept.
  await go(page, `#/report/${AREA}西渡街道/2019?collection=real`)
  expect(await page.getByTestId('versions').locator('li').count()).toBe(2)
  await page.locator('[data-code="coercion.decisions"]', { hasText: '9' }).waitFor()

  await go(page, '#/data')
  const [backup] = await Promise.all([page.waitForEvent('download'), page.getByTestId('make-backup').click()])
  const path = await backup.path()
  const other = await app.open({ path: '#/data' })
  const [chooser] = await Promise.all([other.waitForEvent('filechooser'), other.getByTestId('choose-backup').click()])
  await chooser.setFiles(path)
  await other.getByTestId('restore-backup').click()
  await other.getByTestId('restore-plan').waitFor({ state: 'detached' })
  expect(await figures(other)).toEqual(compared)
  await go(other, SUBMISSIONS)
  await other.getByTestId('problem').first().waitFor()
  expect(await states(other)).toEqual(found)
  for (const one of [page, other]) {
    assertClean(one)
    await one.context().close()
  }
})
