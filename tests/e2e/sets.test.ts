import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDataset } from '../../src/domain/dataset'
import { packedFile } from '../../src/formats/lens/packedFile'
import { parquetFile } from '../../src/formats/parquet/parquet'
import { wideCsv } from '../../src/formats/csv/wideCsv'
import { prepare } from '../../src/pack/prepare'
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
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

describe('a large set', () => {
  it.each(FILES)('is imported from %s, opens after a reload, and gives its reports back', async (name, content) => {
    const page = await app.open({ path: '#/data' })
    await page.getByTestId('dataset').nth(1).waitFor()
    await importFiles(page, [{ name, content }])
    await page.locator('.found li').waitFor()
    expect(await page.locator('.found li').innerText()).toContain('大批数据')
    await page.getByTestId('save').click()
    await page.getByTestId('dataset').nth(3).waitFor()
    await page.reload()
    await page.getByTestId('dataset').nth(3).waitFor()
    await go(page, '#/overview?collection=large&office=示例市明湖区柳岸街道&year=2025')
    expect((await textsIn(await drawn(page, 'rank'))).join()).toContain('明湖')
    await go(page, '#/report/示例市明湖区文昌街道/2019?collection=large')
    const amount = page.getByTestId('table-2').locator('[data-code="procurement.amount"]')
    await amount.waitFor()
    // As printed where the file keeps the text, else as a number.
    expect((await amount.innerText()).replace(/[^\d.]/gu, '')).toBe('1818330.95')
    assertClean(page)
    await page.context().close()
  })

  it('may be a long table, its metrics named in words', async () => {
    const page = await app.open({ path: '#/data' })
    await page.getByTestId('dataset').nth(1).waitFor()
    const lines = [
      '机关,年度,指标,数值',
      '杭州市下城区天水街道,2019,主动公开信息,1980',
      '杭州市下城区天水街道,2019,penalty.decisions,—',
      '杭州市下城区武林街道,2019,主动公开信息,1460',
    ]
    await importFiles(page, [{ name: '汇总.csv.gz', content: gzipSync(lines.join('\r\n')) }])
    await page.locator('.found li').waitFor()
    expect(await page.locator('.found li').innerText()).toContain('2 份')
    await page.getByTestId('save').click()
    await page.getByTestId('dataset').nth(3).waitFor()
    await go(page, '#/overview?office=杭州市下城区天水街道&year=2019')
    expect(await textsIn(await drawn(page, 'rank'))).toContain('1,980')
    assertClean(page)
    await page.context().close()
  })

  it.each([
    ['cut.lens', FILES[0]![1].subarray(0, 900), '损坏'],
    ['cut.csv.gz', FILES[1]![1].subarray(0, 2000), '损坏'],
    ['cut.parquet', FILES[2]![1].subarray(0, 9000), '损坏'],
    ['other.lens', Buffer.alloc(50_000, 7), '不是本系统的数据集'],
    ['other.csv.gz', gzipSync('a,b\n1,2\n'), '缺少'],
    ['other.json.gz', gzipSync('no json'), '不是有效的 JSON'],
  ])('changes nothing when it is damaged or something else, and says so: %s', async (name, content, says) => {
    const page = await app.open({ path: '#/data', shared: true })
    await page.getByTestId('dataset').nth(2).waitFor()
    const before = await contents(page)
    await importFiles(page, [{ name, content }])
    expect(await page.getByTestId('failures').innerText()).toContain(says)
    expect(await contents(page)).toEqual(before)
    assertClean(page)
    await page.close()
  })
})
