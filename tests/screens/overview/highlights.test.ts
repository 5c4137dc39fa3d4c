import { describe, expect, it } from 'vitest'
import type { StoredCell } from '../../../src/domain/cell'
import { cellsOf } from '../../../src/domain/metrics'
import type { TableId } from '../../../src/domain/metrics'
import type { Report } from '../../../src/domain/report'
import { highlights } from '../../../src/screens/overview/highlights'
import { report } from '../../query/small'

const kinds = (of: Report) => highlights(of).map(({ kind }) => kind)
const whole = (table: TableId, cell: StoredCell): Report['cells'] =>
  Object.fromEntries(cellsOf(table, '2021').map((code) => [code, cell]))
const said = (prose: Report['prose']) => report('甲', 2021, { prose })

describe('the channels', () => {
  it('name the largest, and say where all agree', () => {
    const found = highlights(
      said({ 'published.total': 100, 'published.website': 60, 'published.wechat': { value: 40, raw: '40条' } }),
    )
    expect(found).toEqual([
      { kind: 'share', channel: 'website', value: 60, share: 0.6, cells: ['published.website', 'published.total'] },
      {
        kind: 'channels-agree',
        parts: [60, 40],
        total: 100,
        cells: ['published.total', 'published.website', 'published.wechat'],
      },
    ])
  })
  it('are silent without a total, a part, or where a part is larger than the whole', () => {
    for (const prose of [
      {},
      { 'published.website': 60 },
      { 'published.total': 60 },
      { 'published.total': 0, 'published.website': 0 },
      { 'published.total': 10, 'published.website': 60 },
    ])
      expect(kinds(said(prose))).toEqual([])
  })
  it('do not agree by one channel alone, or where they do not add up', () => {
    expect(kinds(said({ 'published.total': 60, 'published.website': 60 }))).toEqual(['share'])
    expect(kinds(said({ 'published.total': 99, 'published.website': 60, 'published.weibo': 40 }))).toEqual(['share'])
  })
})

describe('procurement and applications', () => {
  const cells = (all: Report['cells']) => kinds(report('甲', 2020, { cells: all }))
  it('need every figure they name', () => {
    expect(cells({ 'procurement.projects': 3, 'procurement.amount': 9 })).toEqual(['procurement'])
    expect(cells({ 'procurement.projects': 0, 'procurement.amount': 9 })).toEqual([])
    expect(cells({ 'procurement.projects': { missing: 'dash' }, 'procurement.amount': 9 })).toEqual([])
    expect(
      cells({ 'applications.new.total': 4, 'applications.closed.total': 4, 'applications.granted.total': 0 }),
    ).toEqual(['applications'])
    expect(
      cells({ 'applications.new.total': 0, 'applications.closed.total': 0, 'applications.granted.total': 0 }),
    ).toEqual([])
    expect(
      cells({
        'applications.new.total': 4,
        'applications.closed.total': 4,
        'applications.granted.total': { missing: 'blank' },
      }),
    ).toEqual([])
  })
  it('never come from a sentence', () =>
    expect(
      kinds(said({ 'applications.new.total': 4, 'applications.closed.total': 4, 'applications.granted.total': 2 })),
    ).toEqual([]))
})

describe('tables of dashes', () => {
  const dash = { missing: 'dash' } as const
  const blank = { missing: 'blank' } as const
  it('are told where every cell of the form is a dash or blank', () => {
    const found = highlights(
      report('甲', 2021, { cells: { ...whole('2', dash), ...whole('4', dash), 'review.total': blank } }),
    )
    expect(found).toEqual([{ kind: 'dashes', tables: ['2', '4'], cells: [cellsOf('2', '2021')[0]] }])
  })
  it('are not: one zero, one cell not seen, or nothing but blanks', () => {
    expect(kinds(report('甲', 2021, { cells: { ...whole('4', dash), 'review.total': 0 } }))).toEqual([])
    expect(kinds(report('甲', 2021, { cells: { ...whole('4', dash), 'review.total': undefined } }))).toEqual([])
    expect(kinds(report('甲', 2021, { cells: whole('4', blank) }))).toEqual([])
  })
})

it('says that a report was seen only in part', () =>
  expect(kinds(report('甲', 2021, { forms: { '2': '2021', '3': '2021' } }))).toEqual(['partial']))
