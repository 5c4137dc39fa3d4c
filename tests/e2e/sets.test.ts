import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDataset } from '../../src/domain/dataset'
import { packedFile } from '../../src/formats/packedFile'
import { parquetFile } from '../../src/formats/parquet'
import { wideCsv } from '../../src/formats/wideCsv'
import { prepare } from '../../src/query/prepare'
import { assertClean, go, importFiles, startApp, type App } from './support/app'
import { drawn, textsIn } from './support/charts'
import { contents } from './support/database'

const { dataset } = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8')))
const set = prepare({ ...dataset!, id: 'large', title: '大批数据' })
const FILES: [string, Buffer][] = [
  ['set.lens', gzipSync(Buffer.concat([...packedFile(set)]))],
  ['set.csv.gz', gzipSync(Buffer.concat([...wideCsv(set)]))],
  ['set.parquet', Buffer.from(parquetFile(set))],
  ['set.json.gz', gzipSync(JSON.stringify({ ...dataset!, id: 'large', title: '大批数据' }))],
]

let app: App
beforeAll(async () => { app = await startApp() })
afterAll(() => app.close())

describe('a large set', () => {
  it.each(FILES)('is imported from %s, opens after a reload, and gives its reports back', async (name, content) => {
    const page = await app.open({ path: '#/data' })
    await page.getByTestId('dataset').nth(1).waitFor()
    await importFiles(page, [{ name, content }])
    await page.locator('.found li').waitFor()
    expect(await page.locator('.found li').innerText()).toContain('大批数据')
    await page.getByTestId('save').click()
    await page.getByTestId('dataset').nth(2).waitFor()
    await page.reload()
    await page.getByTestId('dataset').nth(2).waitFor()
    await go(page, '#/overview?world=large&office=示例市明湖区柳岸街道&year=2025')
    expect(await textsIn(await drawn(page, 'rank'))).toContain('明湖')
    await go(page, '#/report/示例市明湖区文昌街道/2019?world=large')
    await page.locator('main table').first().waitFor()
    expect(await page.locator('main').innerText()).toContain('1,')
    assertClean(page)
    await page.context().close()
  })

  it('changes nothing when it is damaged, and says so', async () => {
    const page = await app.open({ path: '#/data' })
    await page.getByTestId('dataset').nth(1).waitFor()
    const before = await contents(page)
    await importFiles(page, [{ name: 'cut.lens', content: FILES[0]![1].subarray(0, 900) }])
    expect(await page.getByTestId('failures').innerText()).toContain('损坏')
    expect(await contents(page)).toEqual(before)
    assertClean(page)
    await page.context().close()
  })
})
