import { describe, expect, it } from 'vitest'
import { deadlineOf, isDay, latenessOf, publishedDay } from '../../src/domain/deadline'
import { LEVELS } from '../../src/domain/orgs'

describe('the last day on which a report is in time', () => {
  it.each(LEVELS)('of a %s', (level) => {
    const isOrgan = level === 'street' || level === 'department'
    expect(deadlineOf({ level }, 2024)).toBe(isOrgan ? '2025-01-31' : '2025-03-31')
  })
})

describe('the day a report was published', () => {
  const address = (url: string, year = 2023) => publishedDay({ year, source: { url } })
  it('is the one its page gives, whatever its address says', () => {
    const source = { published: '2023-01-21', url: 'https://www.example.org/202605/t20260508_106556.htm' }
    expect(publishedDay({ year: 2022, source })).toEqual({ day: '2023-01-21', from: 'page' })
  })
  it.each([
    ['http://www.example.org/zfxxgknb/202403/t20240307_13013405.html', '2024-03-07'],
    ['http://www.example.org/zfxxgknb/20240128/882505.html', '2024-01-28'],
    ['http://www.example.org/art/2024/1/28/art_1.html', undefined],
    ['http://www.example.org/2024-01-28/2.html', '2024-01-28'],
    ['http://www.example.org/2024/01/28/2.html', '2024-01-28'],
    ['http://www.example.org/2024/21/201302.html', undefined],
    ['http://www.example.org/20240230/1.html', undefined],
    ['http://www.example.org/120240128.html', undefined],
    ['http://www.example.org/20231231/1.html', undefined],
    ['http://www.example.org/', undefined],
  ])('stands in its address: %s', (url, day) =>
    expect(address(url)).toEqual(day === undefined ? undefined : { day, from: 'address' }),
  )
  it('is not known without a source', () => expect(publishedDay({ year: 2023 })).toBeUndefined())
})

describe('how late a report is', () => {
  const late = (published: string | undefined, level: 'street' | 'district') =>
    latenessOf({ year: 2023, source: published === undefined ? {} : { published } }, { level })
  it.each([
    ['2024-01-31', 'street', 0],
    ['2023-06-01', 'street', 0],
    ['2024-02-01', 'street', 1],
    ['2024-03-01', 'street', 30],
    ['2024-03-31', 'district', 0],
    ['2024-04-01', 'district', 1],
    ['2025-03-31', 'district', 365],
    [undefined, 'street', undefined],
  ] as const)('published %s, a %s: %s days', (published, level, days) => expect(late(published, level)).toBe(days))
})

describe('a day', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2023-04-31', false],
    ['2023-13-01', false],
    ['2023-1-1', false],
    ['2023-01-01T00:00', false],
    ['', false],
  ])('%s: %s', (text, is) => expect(isDay(text)).toBe(is))
})
