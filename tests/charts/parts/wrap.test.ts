import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth } from '../../../src/charts/parts/textWidth'
import { wrap, wrapNarrow } from '../../../src/charts/parts/wrap'

const measure = (text: string): number => textWidth(text, 10)
const CLOSING = /^[，。；：！？、）”》]/u
const PIECES = [
  '公',
  '开',
  '镜',
  '2020',
  '7,117,339.04',
  'Disclosure',
  ' ',
  '，',
  '。',
  '；',
  '）',
  '（',
  '”',
  '“',
  '《',
  '》',
  '—',
  '%',
  '、',
  '！',
  '𠮷',
  'é',
  '\u3000',
]
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))
const bare = (text: string): string => text.replace(/\s+/gu, '')
const lead = (text: string): string => text.trim().replace(/^[，。；：！？、）”》\s]+/u, '')

describe('a wrapped text', () => {
  it('loses nothing but spaces, and has no empty line', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), fc.integer({ min: 5, max: 400 }), (text, width) => {
        const lines = wrap(text, width, measure)
        expect(bare(lines.join(''))).toBe(bare(text))
        for (const line of lines) expect(line.trim()).not.toBe('')
      }),
    )
  })
  it('never begins a line with closing punctuation', () => {
    fc.assert(
      fc.property(texts.map(lead), fc.integer({ min: 5, max: 400 }), (text, width) => {
        for (const line of wrap(text.replace(/\s+(?=[，。；：！？、）”》])/gu, ''), width, measure))
          expect(line).not.toMatch(CLOSING)
      }),
    )
    // The year and its comma are 33 wide: where only the year would fit, both go to the next line.
    expect(wrap('至2020，均已', 34, measure)).toEqual(['至', '2020，', '均已'])
    expect(wrap('年度为2020，均已公开', 44, measure)).toEqual(['年度为', '2020，均', '已公开'])
  })
  it('stays within its width unless one piece is wider', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 30, max: 400 }), (text, width) => {
        for (const line of wrap(text, width, measure))
          if (measure(line) > width)
            expect(line).toMatch(/^(?:[A-Za-z0-9.,%+()−–—·/-]+|\S)[，。；：！？、）”》…,.;:!?)\]%]*$/u)
      }),
    )
  })
  it('keeps words and figures whole', () =>
    expect(wrap('共 7,117,339.04 元，Disclosure Lens', 60, measure)).toEqual([
      '共',
      '7,117,339.04',
      '元，',
      'Disclosure',
      'Lens',
    ]))
  it('begins with no empty line', () => expect(wrap(' 公开', 12, measure)).toEqual(['公', '开']))
  it('is no line of nothing', () => expect([wrap('', 50, measure), wrap(' \n ', 50, measure)]).toEqual([[], []]))
})

describe('a text in a column narrower than its words', () => {
  it('stays within it, and loses nothing', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 25, max: 200 }), (text, width) => {
        const lines = wrapNarrow(text, width, measure)
        for (const line of lines) if ([...line].length > 2) expect(measure(line)).toBeLessThanOrEqual(width)
        const joined = lines.map((line) => line.replace(/-$/u, '')).join('')
        expect(bare(joined)).toBe(bare(text))
      }),
    )
  })
  it('breaks a word behind a hyphen', () => expect(wrapNarrow('Disclosure', 36, measure)).toEqual(['Discl-', 'osure']))
})
