import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReport } from '../../src/checks'
import { asCell } from '../../src/domain/cell'
import { METRICS } from '../../src/domain/metrics'
import type { Form, TableCode } from '../../src/domain/metrics'
import { readFigure } from '../../src/domain/report'
import {
  afterLastYear,
  blankReport,
  finishedReport,
  gridOf,
  pastedBlock,
  typedCell,
  typedCount,
  typedText,
  unreadableCells,
  withTyped,
} from '../../src/parse/typed'

const FORMS: readonly Form[] = ['2019', '2021']
const all = (form: Form): TableCode[] => (['2', '3', '4'] as const).flatMap((table) => gridOf(table, form).flat())

describe('a cell that is typed', () => {
  it('is a number, a dash or unreadable; nothing typed is nothing', () => {
    expect(typedCell('license.decisions', '1,204')).toMatchObject({ value: 1204 })
    expect(typedCell('license.decisions', '0')).toMatchObject({ value: 0 })
    expect(typedCell('license.decisions', '—')).toMatchObject({ missing: 'dash' })
    expect(typedCell('license.decisions', '约十件')).toMatchObject({ missing: 'unreadable' })
    expect(typedCell('license.decisions', '-3')).toMatchObject({ missing: 'unreadable' })
    expect(typedCell('license.change', '-3')).toMatchObject({ value: -3 })
    expect(typedCell('license.decisions', '  ')).toBeUndefined()
  })

  it('has the unit of its heading, unless it says another', () => {
    expect(typedCell('fee.amount', '11.91')?.value).toBe(119_100)
    expect(typedCell('fee.amount', '119100元')?.value).toBe(119_100)
    expect(typedCell('procurement.amount', '7117339.04')).toEqual({ value: 7_117_339.04, raw: '7117339.04' })
    expect(typedCell('procurement.amount', '477.35万元')?.value).toBe(4_773_500)
  })

  it('stands there as it was typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all('2021'), ...all('2019')),
        fc.oneof(fc.nat({ max: 99_999 }).map(String), fc.constantFrom('—', '12a', '1,204', '3.5万元', '')),
        (code, text) => {
          const cell = typedCell(code, text)
          expect(typedText(cell)).toBe(text)
          expect(cell && typedCell(code, typedText(cell))).toEqual(cell)
        },
      ),
    )
  })
})

describe('a form', () => {
  it.each(FORMS)('of %s has every cell of its edition once', (form) => {
    const codes = all(form)
    expect(codes).toHaveLength(form === '2019' ? 198 : 200)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.every((code) => (METRICS[code].forms as readonly Form[]).includes(form))).toBe(true)
    expect(typedCount(blankReport(2024, form))).toEqual({ typed: 0, cells: codes.length })
  })

  it('leaves what was not typed blank, never 0, and a table in which nothing was typed away', () => {
    const typed = withTyped(blankReport(2024), [['applications.new.total', '3']])
    const report = finishedReport(typed)
    expect(report.forms).toEqual({ '3': '2021' })
    expect(readFigure(report, 'applications.new.total')).toBe(3)
    expect(readFigure(report, 'applications.closed.total')).toBe('blank')
    expect(readFigure(report, 'license.decisions')).toBe('not-extracted')
    expect(Object.values(report.cells).some((cell) => asCell(cell).value === 0)).toBe(false)
  })

  it('drops what only the other edition has, and finds it again when that is chosen once more', () => {
    const typed = withTyped(blankReport(2024, '2019'), [
      ['service.decisions', '4'],
      ['license.decisions', '2'],
    ])
    const other = { ...typed, forms: { ...typed.forms, '2': '2021' as const } }
    expect(Object.keys(finishedReport(other).cells)).not.toContain('service.decisions')
    expect(readFigure(finishedReport(typed), 'service.decisions')).toBe(4)
  })

  it('begins where last year’s ended: what was carried over, and nothing else', () => {
    const previous = withTyped(blankReport(2023), [
      ['applications.carried-out.natural', '2'],
      ['applications.carried-out.total', '2'],
      ['applications.carried-out.business', '—'],
      ['license.decisions', '90'],
    ])
    const report = afterLastYear(previous, 2024)
    expect(report).toMatchObject({ year: 2024, forms: { '3': '2021' } })
    expect(report.cells).toEqual({ 'applications.carried-in.natural': 2, 'applications.carried-in.total': 2 })
    expect(checkReport(finishedReport(report), { previous }).filter(({ status }) => status === 'failed')).toEqual([])
  })

  it('names a sum that fails with the figures typed so far', () => {
    const report = finishedReport(
      withTyped(blankReport(2024), [
        ['applications.new.total', '24'],
        ['applications.carried-in.total', '3'],
        ['applications.closed.total', '25'],
        ['applications.carried-out.total', '1'],
      ]),
    )
    const failed = checkReport(report).filter(({ status }) => status === 'failed')
    expect(failed.map(({ rule, params }) => [rule, params.difference])).toEqual([['sum-balance', -1]])
    expect(unreadableCells(withTyped(report, [['review.total', 'x']]))).toEqual(['review.total'])
  })
})

describe('a block that is pasted', () => {
  const forms = blankReport(2024).forms
  it('fills the cells to the right and below, blanks as blanks', () => {
    const { changes, beyond } = pastedBlock('3\t\t1\r\n0\t2\t\r\n', 'applications.new.natural', forms)
    expect(changes).toEqual([
      ['applications.new.natural', '3'],
      ['applications.new.business', ''],
      ['applications.new.research', '1'],
      ['applications.carried-in.natural', '0'],
      ['applications.carried-in.business', '2'],
      ['applications.carried-in.research', ''],
    ])
    expect(beyond).toBe(0)
  })

  it('passes over headings that were copied along, and counts what has no cell', () => {
    const text = '\t自然人\t商业企业\n一、本年新收\t5\t6\n二、上年结转\t7\t8\n'
    expect(pastedBlock(text, 'applications.new.natural', forms).changes.map(([, value]) => value)).toEqual([
      '5',
      '6',
      '7',
      '8',
    ])
    expect(pastedBlock('1\t2\t3', 'applications.new.other', forms)).toMatchObject({ beyond: 1 })
  })

  it.each(FORMS)('of a whole table of %s fills every cell of it', (form) => {
    for (const table of ['2', '3', '4'] as const) {
      const grid = gridOf(table, form)
      const text = grid.map((row, y) => row.map((_, x) => String(y * 10 + x)).join('\t')).join('\n')
      const { changes, beyond } = pastedBlock(text, grid[0]![0]!, blankReport(2024, form).forms)
      expect(changes.map(([code]) => code)).toEqual(grid.flat())
      expect(beyond).toBe(0)
    }
  })
})
