import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseReport } from '../../../src/parse'
import { publishedIn } from '../../../src/parse/identity/published'
import type { Page } from '../../../src/parse'

const page = (lines: readonly (string | string[])[], dates?: string[]): Page => ({
  blocks: lines.map((line, i) =>
    typeof line === 'string'
      ? { kind: 'line', text: line, line: i + 1 }
      : { kind: 'row', cells: line.map((text) => ({ text, span: 1 })), line: i + 1 },
  ),
  titles: [],
  openEnd: false,
  mayBeCut: false,
  ...(dates && { dates }),
})
const day = (...lines: (string | string[])[]) => publishedIn(page(lines), 2023)

describe('the day of publication', () => {
  it.each([
    ['发布时间：2024-01-25 10:30', '2024-01-25'],
    ['来源：区政府办　发布日期: 2024/1/5　浏览：12次', '2024-01-05'],
    ['【发布时间】2024年2月3日', '2024-02-03'],
    ['成文日期：2024.01.09', '2024-01-09'],
    ['公开日期 20240119', '2024-01-19'],
    ['成文日期：二〇二四年一月二十日', '2024-01-20'],
    ['发布于 2024-03-01', '2024-03-01'],
  ])('stands in %s', (line, expected) => {
    expect(day('某区某街道2023年政府信息公开工作年度报告', line, '一、总体情况')).toBe(expected)
  })

  it('stands in the table over a page, and in its head', () => {
    expect(day(['索引号', '11330', '发布日期', '2024-01-22'])).toBe('2024-01-22')
    expect(publishedIn(page(['一、总体情况'], ['2024-01-23 09:00']), 2023)).toBe('2024-01-23')
  })

  it('is what the page says rather than what the document says, and that rather than the signature', () => {
    expect(day('成文日期：2024-01-10', '发布时间：2024-01-25', '2024年1月8日')).toBe('2024-01-25')
    expect(day('成文日期：2024-01-10', '某街道办事处', '2024年1月8日')).toBe('2024-01-10')
    expect(day('正文', '某街道办事处', '2024年1月8日')).toBe('2024-01-08')
    expect(day('正文', '某街道办事处', '二〇二四年一月十八日')).toBe('2024-01-18')
  })

  it('is none where the day lies within the year, much later, or is no day', () => {
    for (const line of [
      '发布时间：2023-05-02',
      '发布时间：2031-01-02',
      '发布时间：2024-02-31',
      '今天是2024年1月25日星期四',
    ])
      expect(day(line, '一、总体情况')).toBeUndefined()
    expect(publishedIn(page(['发布时间：2024-01-25']), undefined)).toBeUndefined()
    // What the text tells of a day is no publication.
    expect(day('自2024年1月1日起施行的办法', '统计期限为2023年1月1日至2023年12月31日')).toBeUndefined()
  })
})

describe('a report that is read', () => {
  const text = readFileSync(new URL('../../fixtures/tianshui-2019.made-up.txt', import.meta.url), 'utf8')
  const parsed = async (content: string, name = 'a.txt') =>
    (await parseReport(new TextEncoder().encode(content), name)).report?.published
  it('has the day that its text or its page states', async () => {
    expect(await parsed(`${text}\n发布时间：2020-02-12\n`)).toBe('2020-02-12')
    const html = `<html><head><meta name="PubDate" content="2020-01-19 08:00"></head><body>${text
      .split('\n')
      .map((line) => `<p>${line}</p>`)
      .join('')}</body></html>`
    expect(await parsed(html, 'a.html')).toBe('2020-01-19')
  })
})
