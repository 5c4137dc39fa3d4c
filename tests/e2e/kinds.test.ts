import { strToU8, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCX } from '../parse/render/docx'
import { toUtf8 } from '../parse/render/encode'
import { EXPLICIT, HTML } from '../parse/render/layouts'
import { codesOf, modelOf } from '../parse/render/model'
import { renderPdf } from '../parse/render/pdf'
import { XLSX } from '../parse/render/xlsx'
import { assertClean, importFiles, startApp, type App, type TestFile } from './support/app'
import { contents } from './support/database'

/** Every cell is filled: text without grids shows no blanks. */
const MODEL = modelOf('2021', {
  ...Object.fromEntries(codesOf('2021').map((code) => [code, '0'])),
  'penalty.decisions': '4321',
  'applications.new.total': '17',
})
const first = <T>(layouts: Record<string, T>): T => Object.values(layouts)[0]!

const KINDS: readonly TestFile[] = [
  { name: 'a.docx', content: first(DOCX)(MODEL) },
  { name: 'b.xlsx', content: first(XLSX)(MODEL) },
  { name: 'c.pdf', content: renderPdf(MODEL) },
  { name: 'd.html', content: first(HTML)(MODEL) },
  { name: 'e.doc', content: first(HTML)(MODEL) },
  { name: 'f.txt', content: first(EXPLICIT)(MODEL) },
]

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

async function onData(look: (page: Page) => Promise<void>): Promise<void> {
  const page = await app.open({ path: '#/data' })
  await page.getByTestId('dataset').nth(2).waitFor()
  await look(page)
  assertClean(page)
  await page.context().close()
}

describe('a batch of every kind', () => {
  it('is read file by file, each beside its own original, those of an archive too', () =>
    onData(async (page) => {
      const zip = zipSync(
        Object.fromEntries(KINDS.slice(0, 3).map(({ name, content }) => [`街道/${name}`, content as Uint8Array])),
      )
      await importFiles(page, [...KINDS, { name: '一批.zip', content: zip }])
      await page.getByText('正在识读').waitFor({ state: 'detached' })
      expect(await page.getByTestId('draft').count()).toBe(9)
      for (const text of await page.getByTestId('draft').allInnerTexts()) expect(text).toMatch(/4,321 件[\s\S]*17 件/)
      expect(await page.getByTestId('summary').innerText()).toContain('读出 9 份')

      for (const name of ['a.docx', 'b.xlsx', '一批.zip/街道/a.docx']) {
        await page
          .getByTestId('draft')
          .filter({ has: page.getByText(name, { exact: true }) })
          .getByTestId('open-desk')
          .click()
        await page.locator('[data-spot="cells"] [data-code="penalty.decisions"]').click()
        await page.locator('.source-lines .here', { hasText: '4321' }).waitFor()
        await page.getByTestId('close-desk').click()
      }
      await page
        .getByTestId('draft')
        .filter({ has: page.getByText('c.pdf', { exact: true }) })
        .getByTestId('open-desk')
        .click()
      await page.getByTestId('source-pdf').waitFor()
      await page.locator('[data-spot="cells"] [data-code="penalty.decisions"]').click()
      await page.locator('.pdf-here').waitFor()
    }))
})

describe('hostile files', () => {
  it('end in a message, with the page alive and what is stored untouched', () =>
    onData(async (page) => {
      const before = await contents(page)
      const bomb = zipSync({
        'a.docx': zipSync({
          '[Content_Types].xml': strToU8(''),
          'word/document.xml': new Uint8Array(120 * 1024 * 1024),
        }),
      })
      const deep = `<html><body>${'<div><table><tr><td>'.repeat(4000)}1`
      const wide = `<html><body><table><tr>${'<td>9</td>'.repeat(10_000)}</tr></table>`
      await importFiles(page, [
        { name: 'bomb.zip', content: bomb },
        { name: 'deep.html', content: deep },
        { name: 'wide.html', content: wide },
        { name: 'half.docx', content: first(DOCX)(MODEL).slice(0, 900) },
        {
          name: 'old.doc',
          content: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)),
        },
        {
          name: '<img src=x onerror=window.__hacked=1>.png',
          content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
        },
        { name: 'ok.txt', content: toUtf8(first(EXPLICIT)(MODEL)) },
      ])
      await page.getByText('正在识读').waitFor({ state: 'detached' })
      expect(await page.getByTestId('failures').getByRole('listitem').count()).toBe(6)
      const said = await page.getByTestId('failures').innerText()
      for (const words of ['展开后过大', '未找到年度报告的内容', '已损坏或不完整', '这是图片', '<img src=x'])
        expect(said).toContain(words)
      expect(await page.getByTestId('draft').count()).toBe(1)
      expect(await contents(page)).toEqual(before)
      expect(await page.evaluate(() => (window as { __hacked?: number }).__hacked)).toBeUndefined()
    }))
})
