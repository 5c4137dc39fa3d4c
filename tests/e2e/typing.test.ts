import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, startApp, type App } from './support/app'
import { axe } from './support/axe'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const cell = (page: Page, code: string) => page.locator(`input[data-code="${code}"]`)
const here = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.code)

/** A picture of a page, as a scanner gives it. */
const scan = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 850)
    const context = canvas.getContext('2d')!
    context.fillStyle = '#fff'
    context.fillRect(0, 0, 600, 850)
    context.fillStyle = '#222'
    context.fillText('2023', 40, 60)
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())]
  })
/** Puts text into the field that has the focus, as pasting does. */
const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((given) => {
    const data = new DataTransfer()
    data.setData('text/plain', given)
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)

it('a report that only a scan holds is typed in, checked as one types, kept over a reload and saved', async () => {
  const page = await app.open({ path: '#/submit?collection=real&year=2023' })
  await page.getByTestId('edit-roster').click()
  await page.getByTestId('roster-area').fill('示范市新河区')
  await page.getByTestId('roster-text').fill('柳塘街道办事处\n河埠街道办事处')
  await page.getByTestId('roster-save').click()
  await page.getByTestId('submit-title').filter({ hasText: '0/2' }).waitFor()
  await page.locator('.type-in').first().click()

  await page.getByTestId('typing-begin').click()
  expect(await page.getByTestId('save-typed').isDisabled()).toBe(true)
  await cell(page, 'applications.new.natural').focus()
  await page.keyboard.type('2')
  await page.keyboard.press('ArrowRight')
  expect(await here(page)).toBe('applications.new.business')
  await page.keyboard.press('Enter')
  expect(await here(page)).toBe('applications.carried-in.business')
  await page.keyboard.press('Tab')
  expect(await here(page)).toBe('applications.carried-in.research')

  // A block from a spreadsheet: two rows of the totals' column, then the result.
  await cell(page, 'applications.new.total').focus()
  await paste(page, '24\n3\n')
  await page.getByTestId('pasted').waitFor()
  await cell(page, 'applications.carried-out.total').fill('1')
  await cell(page, 'applications.closed.total').fill('25')
  await page.getByTestId('failure').filter({ hasText: '少 1 件' }).waitFor()
  expect(await page.getByTestId('near-sum').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('不符')]),
  )
  await page.getByTestId('scan-file').setInputFiles({
    name: '柳塘2023.png',
    mimeType: 'image/png',
    buffer: Buffer.from(await scan(page)),
  })
  await page.getByTestId('source-image').waitFor()
  expect(await axe(page)).toEqual([])

  // What is no number is not saved, and nothing typed is lost on the way.
  await cell(page, 'license.decisions').fill('若干')
  expect(await page.getByTestId('save-typed').isDisabled()).toBe(true)
  await cell(page, 'license.decisions').fill('7')
  await page.getByTestId('typing-kept').waitFor()
  await page.reload()
  await cell(page, 'applications.closed.total').waitFor()
  expect(await cell(page, 'applications.closed.total').inputValue()).toBe('25')
  expect(await cell(page, 'license.decisions').inputValue()).toBe('7')
  await page.getByTestId('source-image').waitFor()
  await cell(page, 'applications.closed.total').fill('26')
  await page.getByTestId('failure').filter({ hasText: '“总计”列' }).waitFor({ state: 'detached' })

  await page.getByTestId('save-typed').click()
  await page.getByTestId('typed-done').getByRole('link').first().click()
  await page.getByTestId('typed-origin').waitFor()
  expect(await page.locator('[data-code="applications.closed.total"]').innerText()).toBe('26')
  // A cell that was left empty is blank, and no 0.
  expect(await page.locator('[data-code="applications.granted.total"]').getAttribute('aria-label')).toContain('空白')
  await page.getByTestId('show-source').click()
  await page.getByTestId('source-image').waitFor()
  assertClean(page)
  await page.context().close()
})
