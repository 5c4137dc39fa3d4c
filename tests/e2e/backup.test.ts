import { readFile, writeFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFiles, startApp, type App, type TestFile } from './support/app'
import { partedFile } from '../../src/formats/backup/partedFile'
import { checkBackup } from '../../src/formats/backup/readBackup'
import { axe } from './support/axe'
import { contents } from './support/database'

const set = (id: string, title: string, value: number, years = [2021]): TestFile => ({
  name: `${id}.json`,
  content: JSON.stringify({
    format: 'disclosure-dataset',
    version: 1,
    id,
    title,
    synthetic: false,
    orgs: [{ id: `某市${id}街道`, name: `${id}街道`, level: 'street', parents: [] }],
    reports: years.map((year) => ({
      org: `某市${id}街道`,
      year,
      forms: { 2: '2021' },
      cells: { 'penalty.decisions': value },
      prose: {},
    })),
  }),
})

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const rowOf = (page: Page, title: string) => page.getByTestId('dataset').filter({ hasText: title })
const stored = async (page: Page): Promise<string[]> =>
  (await contents(page)).filter((line) => !line.startsWith('settings ')).sort()

async function withSet(file: TestFile, title: string): Promise<Page> {
  const page = await app.open({ path: '#/data' })
  await page.getByTestId('dataset').filter({ hasText: '明湖区' }).waitFor()
  await importFiles(page, [file])
  await page.locator('.found li').waitFor()
  await page.getByTestId('save').click()
  await rowOf(page, title).waitFor()
  return page
}
async function choose(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByTestId('choose-backup').click()])
  await chooser.setFiles(path)
}

describe('a backup', () => {
  it('restored in another browser gives the same data; what was there can be had again', async () => {
    const one = await withSet(set('one', '甲的数据', 7), '甲的数据')
    const [download] = await Promise.all([one.waitForEvent('download'), one.getByTestId('make-backup').click()])
    await one.getByTestId('backup-done').waitFor()
    const path = await download.path()
    const before = await stored(one)

    const other = await withSet(set('two', '乙的数据', 9), '乙的数据')
    const own = await stored(other)
    await choose(other, path)
    await other.getByTestId('restore-plan').waitFor()
    expect(await axe(other)).toEqual([])
    await other.getByTestId('restore-plan').getByRole('radio').nth(1).check()
    expect(await other.getByTestId('restore-plan').locator('li').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('甲的数据'), expect.stringContaining('乙的数据')]),
    )
    const refused = await other.evaluateHandle(() => {
      const { storage } = navigator
      const before = storage.estimate
      storage.estimate = () => Promise.resolve({ usage: 9, quota: 9 })
      return () => (storage.estimate = before)
    })
    await other.getByTestId('restore-backup').click()
    await other.getByTestId('backup').getByRole('alert').waitFor()
    expect(await stored(other)).toEqual(own)
    await refused.evaluate((end) => end())
    await other.getByTestId('restore-backup').click()
    await rowOf(other, '甲的数据').waitFor()
    await rowOf(other, '乙的数据').waitFor({ state: 'detached' })
    const keys = (lines: string[]) => lines.filter((line) => !line.startsWith('datasets '))
    expect(keys(await stored(other))).toEqual(keys(before))

    await other.getByTestId('undo-restore').click()
    await rowOf(other, '乙的数据').waitFor()
    await rowOf(other, '甲的数据').waitFor({ state: 'detached' })
    expect(await stored(other)).toEqual(own)

    const bytes = await readFile(path)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    const damaged = `${path}.damaged`
    await writeFile(damaged, bytes)
    await choose(other, damaged)
    await other.getByTestId('backup').getByRole('alert').waitFor()
    expect(await stored(other)).toEqual(own)
    await one.context().close()
    await other.context().close()
  })

  it('is written straight to where the user says, and a cancelled one leaves nothing', async () => {
    const page = await withSet(set('one', '甲的数据', 7), '甲的数据')
    await page.evaluate(() =>
      Object.assign(globalThis, {
        showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
          (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
      }),
    )
    await page.getByTestId('make-backup').click()
    await page.getByTestId('backup-done').waitFor()
    const read = () =>
      page.evaluate(async () => {
        const files: string[] = []
        const folder = (await navigator.storage.getDirectory()) as unknown as Pick<
          FileSystemDirectoryHandle,
          'removeEntry'
        > & {
          values(): AsyncIterable<FileSystemFileHandle>
        }
        for await (const handle of folder.values()) {
          const reader = new FileReader()
          const loaded = new Promise((done) => (reader.onload = done))
          reader.readAsDataURL(await handle.getFile())
          await loaded
          files.push((reader.result as string).split(',')[1]!)
          await folder.removeEntry(handle.name)
        }
        return files
      })
    const [file] = await read()
    const { manifest } = await checkBackup(partedFile(new Blob([Buffer.from(file!, 'base64')])))
    expect(manifest.datasets).toEqual(expect.arrayContaining([expect.objectContaining({ title: '甲的数据' })]))
    expect(await page.getByTestId('backup').getByRole('alert').count()).toBe(0)

    // A slow disk.
    await page.evaluate(() => {
      const given = globalThis as unknown as { showSaveFilePicker: (options: object) => Promise<FileSystemFileHandle> }
      const picker = given.showSaveFilePicker
      given.showSaveFilePicker = async (options) => {
        const handle = await picker(options)
        const open = handle.createWritable.bind(handle)
        handle.createWritable = async () => {
          const stream = await open()
          const write = stream.write.bind(stream)
          stream.write = async (piece) => {
            await new Promise((done) => setTimeout(done, 100))
            await write(piece)
          }
          return stream
        }
        return handle
      }
    })
    await page.getByTestId('make-backup').click()
    await page.getByTestId('cancel-backup').click()
    await page.getByTestId('cancel-backup').waitFor({ state: 'detached' })
    await page.getByTestId('backup-done').waitFor()
    expect(await page.getByTestId('backup').getByRole('alert').count()).toBe(0)
    expect(await read()).toEqual([])
    await page.context().close()
  })

  it('of a part shows a colleague how it differs, and brings only what is ticked', async () => {
    const one = await withSet(set('one', '甲的数据', 7, [2021, 2022]), '甲的数据')
    await one.getByTestId('open-hand').click()
    await one.getByTestId('hand-office').selectOption('某市one街道')
    await one.getByTestId('hand-size').filter({ hasText: '2' }).waitFor()
    expect(await axe(one)).toEqual([])
    const [download] = await Promise.all([one.waitForEvent('download'), one.getByTestId('hand-make').click()])
    await one.getByTestId('hand-done').waitFor()
    const path = await download.path()

    // The same office with another figure, held here already.
    const other = await withSet(set('one', '丙的数据', 9), '丙的数据')
    const before = await stored(other)
    await choose(other, path)
    const changed = other.getByTestId('group-changed')
    await changed.waitFor()
    expect(await other.getByTestId('group-fresh').getByRole('checkbox', { checked: true }).count()).toBe(2)
    expect(await axe(other)).toEqual([])
    expect(await stored(other)).toEqual(before)
    await changed.getByRole('checkbox').first().check()
    await other.getByTestId('take').click()
    await rowOf(other, '选集').waitFor()
    await other.goto(`${app.url}#/report/${encodeURIComponent('某市one街道')}/2021?cell=penalty.decisions`)
    await other.locator('[data-code="penalty.decisions"]', { hasText: '7' }).waitFor()
    expect(await other.getByTestId('versions').locator('li').count()).toBe(2)

    await other.goto(`${app.url}#/data`)
    await other.getByTestId('undo-restore').click()
    await rowOf(other, '选集').waitFor({ state: 'detached' })
    expect(await stored(other)).toEqual(before)
    for (const page of [one, other]) await page.context().close()
  })
})
