import { describe, expect, it } from 'vitest'
import { readCount } from '../../src/parse/numbers'
import { readHtml } from '../../src/readers/html/html'
import { formatOf } from '../../src/readers/sheet/format'
import { PICTURE, raised, settled, struck } from '../../src/readers/text/marks'

describe('the text of a whole cell', () => {
  it.each([
    [struck('99') + '36', '36'],
    [struck('99'), struck('99')],
    [`36${PICTURE}`, '36'],
    [` ${PICTURE} `, PICTURE],
    [`${struck('9')}${PICTURE}`, `${struck('9')}`],
    [`36${raised('1')}`, '36¹'],
    [raised('36'), '36'],
    [`总计${raised('1')}`, '总计¹'],
  ])('%j is %j', (text, whole) => {
    expect(settled(text)).toBe(whole)
  })
})

const cellOf = (inner: string): string => {
  const [block] = readHtml(`<table><tr><td>规章</td><td>${inner}</td></tr></table>`).blocks
  return block?.kind === 'row' ? block.cells[1]!.text : ''
}

describe('a cell of a page', () => {
  it.each([
    ['36<sup>1</sup>', 36],
    ['36<span style="vertical-align: super">1</span>', 36],
    ['36<a href="#n"><sup>[1]</sup></a>', 36],
    ['<s>99</s>36', 36],
    ['<span style="text-decoration: line-through">99</span>36', 36],
    ['<span style="color:#fff">99</span>36', 36],
    ['<span style="font-size:0">99</span>36', 36],
    ['<ruby>36<rt>99</rt></ruby>', 36],
    ['36<img src="seal.png">', 36],
    ['36<details><summary></summary>1</details>', 36],
    ['<div style="font-size:0"><span style="font-size:14px">36</span></div>', 36],
  ])('%s says %d', (inner, value) => {
    expect(readCount(cellOf(inner)).value).toBe(value)
  })
  it.each([
    '<del>99</del>',
    '<font color="white">99</font>',
    '<img src="36.png">',
    '<svg><text>36</text></svg>',
    '<select><option>36</option></select>',
    '<details><summary></summary>36</details>',
    '<bdo dir="rtl">63</bdo>',
    '\u202e63',
  ])('%s says no number, and is not empty', (inner) => {
    expect(readCount(cellOf(inner)).missing).toBe('unreadable')
  })
  it('shows what is unfolded, and the words that stand for what is not', () => {
    expect(cellOf('36<details><summary>说明</summary>其中2件</details>').split(/\s+/u)).toEqual(['36', '说明'])
    expect(cellOf('<details open><summary>说明</summary>36</details>').split(/\s+/u)).toEqual(['说明', '36'])
  })
  it('is read where all of its table is folded away', () => {
    const table = '<table><tr><td>规章</td><td>36</td></tr></table>'
    const row = expect.objectContaining({ cells: [expect.objectContaining({ text: '规章' }), { text: '36', span: 1 }] })
    const folded = `<details><summary>二</summary>${table}</details>`
    expect(readHtml(folded).blocks).toContainEqual(row)
    expect(readHtml(`<table><tr><td>${folded}</td></tr></table>`).blocks).toContainEqual(row)
  })
  it('is empty where a picture only keeps room', () => {
    expect(cellOf('<img src="dot.gif" width="1" height="1">')).toBe('')
  })
})

describe('a number format that shows another number than is stored', () => {
  it.each(['0-0', '0 0', '"1"0', '0"1"', '\\10', '0+36', '"无"'])('gives a text that is no number: %s', (code) => {
    expect(readCount(formatOf(200, code, false)(36)).value).toBeUndefined()
  })
  it.each(['0_ ', '#,##0', '0"件"', '[DBNum1]General', '0;-0;"—"'])('is none of these: %s', (code) => {
    expect(readCount(formatOf(200, code, false)(36)).value).toBe(36)
  })
})
