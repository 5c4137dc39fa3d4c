import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelOf } from '../parse/render/model'
import { pdfFile, renderPdf } from '../parse/render/pdf'
import type { Style } from '../parse/render/pdf'
import { assertClean, importFiles, startApp, type App } from './support/app'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const MODEL = modelOf('2019', { 'applications.new.total': '3451', 'procurement.amount': '7654321.09元' })
const open = async () => {
  const page = await app.open({ path: '#/data' })
  await page.getByTestId('dataset').nth(1).waitFor()
  return page
}

describe('a PDF', () => {
  it.each<[string, Style]>([
    ['whose fonts name a character map of GBK', { map: 'GBK-EUC-H' }],
    ['whose fonts name a character map of Unicode', { map: 'UniGB-UTF16-H', rules: 'bars' }],
    ['whose fonts say what their codes mean', { map: 'identity', turn: 'page' }],
  ])('%s is read in the browser from the app’s own files', async (_, style) => {
    const page = await open()
    await importFiles(page, [{ name: 'report.pdf', content: renderPdf(MODEL, style) }])
    const draft = page.getByTestId('draft').first()
    await draft.waitFor()
    expect(
      await draft
        .locator('.draft-fields input')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
    ).toEqual(['样本街道办事处', '某市试验区', '2020'])
    const text = await draft.innerText()
    for (const figure of ['3,451 件', '7,654,321.09 元']) expect(text).toContain(figure)
    assertClean(page)
    await page.context().close()
  })

  it('without text, and one that is broken, say what to do and leave the page alive', async () => {
    const page = await open()
    const empty = pdfFile([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
    ])
    await importFiles(page, [
      { name: 'scan.pdf', content: empty },
      { name: 'broken.pdf', content: '%PDF-1.7 and no more' },
    ])
    await page.getByText('请用带文字层的 PDF 或 Word 原件').first().waitFor()
    await page.getByText('PDF 已损坏或不完整').first().waitFor()
    await importFiles(page, [{ name: 'report.pdf', content: renderPdf(MODEL) }])
    await page.getByTestId('draft').first().waitFor()
    assertClean(page)
    await page.context().close()
  })
})
