import { describe, expect, it } from 'vitest'
import { daysBetween, hasCome, readNoted, stateOf } from '../../src/domain/submission'
import type { Facts, Noted } from '../../src/domain/submission'

const facts = (given: Partial<Facts>): Facts => ({ held: true, open: 0, versions: 1, ...given })
const noted: Noted = { org: '甲', year: 2025 }

describe('the state of a report', () => {
  it.each<[string, Partial<Facts>]>([
    ['submitted', {}],
    ['submitted', { daysLate: 0, due: true }],
    ['late', { daysLate: 12 }],
    ['problems', { open: 2, daysLate: 12 }],
    ['returned', { open: 2, noted: { ...noted, returned: { time: 1, versions: 1 } } }],
    ['problems', { open: 1, versions: 2, noted: { ...noted, returned: { time: 1, versions: 1 } } }],
    ['amended', { versions: 2, noted: { ...noted, returned: { time: 1, versions: 1 } } }],
    ['unread', { held: false, due: true, noted: { ...noted, unread: { name: '扫描.pdf' } } }],
    ['missing', { held: false, due: true }],
    ['none', { held: false, due: false }],
    ['absent', { held: false }],
  ])('is %s', (state, given) => {
    expect(stateOf(facts(given))).toBe(state)
  })

  it('is never that it did not come where nobody says that it is due', () => {
    expect(stateOf(facts({ held: false }))).not.toBe('missing')
    expect(hasCome(stateOf(facts({ held: false, noted: { ...noted, unread: { name: 'x' } } })))).toBe(false)
  })
})

it('counts days between two days, over a leap day too', () => {
  expect(daysBetween('2024-01-31', '2024-03-01')).toBe(30)
  expect(daysBetween('2026-01-31', '2026-01-20')).toBe(-11)
})

it('reads what was noted, and nothing of another shape', () => {
  const given = { ...noted, unread: { name: 'a.pdf', reason: 'pdf-scanned' }, received: '2026-02-01' }
  expect(readNoted(given)).toEqual(given)
  expect(readNoted({ org: 1 })).toBeUndefined()
})
