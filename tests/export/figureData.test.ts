import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { ranking } from '../../src/charts/ranking'
import { trend } from '../../src/charts/trend'
import { csvOf, dataSheets } from '../../src/export/figureData'
import { figureName, namesGiven } from '../../src/export/figureName'
import type { Stamp } from '../../src/export/frame'
import { columnName, workbook } from '../../src/export/workbook'
import { askDemo, context, doubted, matrix, zh, orderOf } from '../charts/support'

const stamp: Stamp = { words: zh, synthetic: false, made: new Date(2026, 2, 9), data: '1a2b3c4d' }
const YEARS = [2022, 2023, 2024]
const figure = async () =>
  trend(
    doubted(
      await matrix('penalty.decisions', YEARS, { 甲: [3, 0, 1234.5], 乙: [7, 'dash', undefined], 丙: [1, 2, 3] }),
      '丙',
      2024,
    ),
    context(),
  )

describe('a figure as data', () => {
  it('has numbers as numbers, zero among them, and each kind of missing as a word', async () => {
    const [data] = await dataSheets(await figure(), stamp)
    expect(data!.rows).toEqual([
      ['机关', '2022', '2023', '2024', zh.t('export.remarks')],
      ['甲办事处', 3, 0, 1234.5, undefined],
      ['乙办事处', 7, '—', zh.t('state.no-report'), undefined],
      ['丙办事处', 1, 2, 3, expect.stringMatching(/2024.*：/u)],
    ])
  })

  it('says where it comes from, and names what is in doubt', async () => {
    const [, about, marked] = await dataSheets(await figure(), stamp)
    const said = about!.rows.flat().join(' ')
    for (const part of [(await figure()).title, '1a2b3c4d', '2026-03-09']) expect(said).toContain(part)
    expect(marked!.rows.slice(1)).toEqual([
      ['丙办事处', '2024', '3', 'U', zh.t('origin.printed'), expect.stringContaining(zh.t('doubt.outlier'))],
    ])
  })

  it('is read back from a workbook as it was', async () => {
    const sheets = await dataSheets(await figure(), stamp)
    const bytes = Buffer.from(workbook(sheets))
    for (const [i, { rows }] of sheets.entries()) {
      const read = await readSheet(bytes, i + 1)
      const width = Math.max(...rows.map((row) => row.length))
      expect(read).toEqual(rows.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? null)))
    }
    expect(Object.keys(unzipSync(bytes))).toContain('xl/worksheets/sheet3.xml')
  })

  it('shows shares as percentages and keeps them as fractions', async () => {
    const [data] = await dataSheets(
      ranking(orderOf(await askDemo('rate.granted', [2024]), 2024), 'around', context()),
      stamp,
    )
    const rates = data!.rows.slice(1).map((row) => row[2])
    expect([...data!.shares]).toEqual([2])
    expect(rates.some((rate) => typeof rate === 'number' && rate > 0 && rate < 1)).toBe(true)
  })

  it('is a text without formulas that spreadsheets know the encoding of', () => {
    const text = csvOf({
      name: '',
      headed: true,
      shares: new Set(),
      rows: [
        ['=A1', 'a,b'],
        [0, undefined],
        ['"', -3],
      ],
    })
    expect(text).toBe('\uFEFF\'=A1,"a,b"\r\n0,\r\n"""",-3\r\n')
  })
})

describe('names of files', () => {
  it('say metric, scope, years, kind and day', async () => {
    expect(figureName(await figure(), zh, stamp.made, 'svg')).toBe(
      '行政处罚_测试区3个街道_2022-2024_趋势图_20260309.svg',
    )
  })
  it('never stand for two things', () => {
    const named = namesGiven()
    expect([named('甲.png', 'a'), named('甲.png', 'b'), named('甲.png', 'a'), named('甲.png', 'c')]).toEqual([
      '甲.png',
      '甲_2.png',
      '甲.png',
      '甲_3.png',
    ])
  })
  it('columns are counted as spreadsheets do', () =>
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']))
})
