import { describe, expect, it } from 'vitest'
import { wordingCode, wordingOf } from '../../src/domain/wording'

describe('what a sentence says it counts', () => {
  it.each([
    ['2022年，我局主动公开政府信息', '全年累计主动公开政府信息'],
    ['2019年主动公开政府信息', '全年主动公开信息数'],
    ['全年共制发政府信息437条，其中，主动公开政府信息', '2025年我局共制发政府信息405条，其中主动公开政府信息'],
    ['截至2020年12月31日，累计主动公开政府信息', '主动公开政府信息'],
  ])('is the same in %s and %s', (one, other) => {
    expect(wordingCode(one)).toBe(wordingCode(other))
  })

  it.each([
    ['全年公开公文类政府信息共', '2024年主动公开政府信息'],
    ['2022年共发布信息', '2024年主动公开政府信息'],
    ['2019年主动公开文件', '2019年主动公开政府信息'],
  ])('is another in %s and %s', (one, other) => {
    expect(wordingCode(one)).not.toBe(wordingCode(other))
  })

  it('is a number above 0 whatever is given', () => {
    for (const label of ['', '，', '2024年', '全年共']) expect(wordingCode(label)).toBeGreaterThan(0)
    expect(wordingOf('')).toBe('')
  })
})
