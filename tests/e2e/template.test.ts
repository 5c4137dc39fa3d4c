import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import PptxGenJS from 'pptxgenjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertClean, go, settled, startApp, type App } from './support/app'
import { drawn } from './support/charts'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const TREND = '#/trends?collection=demo&metric=applications.new.total'

async function template(): Promise<Buffer> {
  const pptx = new PptxGenJS()
  pptx.addSlide().addText('{{标题}}', { x: 1, y: 1, w: 8, h: 1 })
  const sample = pptx.addSlide()
  sample.addText('{{结论}}', { x: 0.4, y: 0.2, w: 9, h: 0.7 })
  sample.addText('图', { objectName: '图1', x: 0.4, y: 1, w: 9, h: 4 })
  return (await pptx.write({ outputType: 'nodebuffer' })) as Buffer
}

it("a deck goes into an office's own template, which is kept, refused where it cannot be one, removed and brought back", async () => {
  const page = await app.open({ path: TREND })
  const card = await drawn(page, 'trend-')
  await card.getByTestId('add-to-slides').click()
  await go(page, '#/slides')
  await page.getByTestId('deck').waitFor()
  await page.getByTestId('template-open').click()
  const box = page.getByTestId('template-box-slides')
  const choose = async (name: string, buffer: Buffer) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), box.getByTestId('template-choose').click()])
    await chooser.setFiles({ name, buffer, mimeType: 'application/octet-stream' })
  }
  await choose('坏的.pptx', Buffer.from('PK\u0003\u0004不完整'))
  await box.getByTestId('template-fault').waitFor()
  expect(await box.getByTestId('template-held').count()).toBe(0)

  await choose('本单位.pptx', await template())
  await box.getByTestId('template-held').waitFor()
  expect(await box.getByTestId('template-fault').count()).toBe(0)
  expect(await box.textContent()).toContain('{{标题}}')

  // It is there at the next visit.
  await page.reload()
  await settled(page)
  await page.getByTestId('template-open').click()
  const [download] = await Promise.all([page.waitForEvent('download'), box.getByTestId('template-fill').click()])
  const files = unzipSync(new Uint8Array(await readFile(await download.path())))
  const texts = Object.entries(files)
    .filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/u.test(name))
    .map(([, bytes]) => strFromU8(bytes))
  expect(texts).toHaveLength(2)
  expect(texts.join()).not.toContain('{{')
  expect(Object.keys(files).filter((name) => /^ppt\/charts\/chart\d+\.xml$/u.test(name))).toHaveLength(1)

  await box.getByTestId('template-remove').click()
  await box.getByTestId('template-held').waitFor({ state: 'detached' })
  await box.getByTestId('template-undo').click()
  await box.getByTestId('template-held').waitFor()
  assertClean(page)
})
