import { describe, expect, it } from 'vitest'
import { asCell, asProse } from '../../src/domain/cell'
import type { StoredCell } from '../../src/domain/cell'
import { readFigure } from '../../src/domain/report'
import { report } from '../query/small'

describe('a figure of a report', () => {
  it.each<[StoredCell, unknown]>([
    [0, 0],
    [-3, -3],
    [{ value: 7, raw: '7件' }, 7],
    [{ missing: 'blank' }, 'blank'],
    [{ missing: 'dash', raw: '/' }, 'dash'],
    [{ missing: 'unreadable', raw: '若干' }, 'unreadable'],
    [{ missing: 'not-extracted' }, 'not-extracted'],
    [{ raw: '?' }, 'not-extracted'],
  ])('%j is %s', (cell, reading) =>
    expect(readFigure(report('甲', 2021, { cells: { 'review.total': cell } }), 'review.total')).toBe(reading),
  )

  it('is not in the form only where the table’s own form is known and lacks it', () => {
    const of = (forms: Parameters<typeof report>[2]) => [
      readFigure(report('甲', 2023, forms), 'applications.other.total'),
      readFigure(report('甲', 2023, forms), 'applications.other.misc.total'),
    ]
    expect(of({ forms: { '3': '2021' } })).toEqual(['not-in-form', 'not-extracted'])
    expect(of({ forms: { '3': '2019' } })).toEqual(['not-extracted', 'not-in-form'])
    expect(of({ forms: {} })).toEqual(['not-extracted', 'not-extracted'])
  })

  it('comes from prose only where no table has it', () => {
    const said = report('甲', 2021, { prose: { 'published.total': { value: 9, approx: true }, 'review.total': 5 } })
    expect(readFigure(said, 'published.total')).toBe(9)
    expect(readFigure(said, 'published.wechat')).toBe('not-extracted')
    expect(readFigure(said, 'review.total')).toBe('not-extracted')
  })
})

it('a bare number is a cell and a sentence’s figure', () => {
  expect([asCell(3), asProse(3)]).toEqual([{ value: 3 }, { value: 3 }])
  const full = { value: 3, raw: '3件' }
  expect([asCell(full), asProse(full)]).toEqual([full, full])
})
