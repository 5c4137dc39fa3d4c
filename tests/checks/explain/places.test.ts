import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/checks/explain'
import type { ExplanationSet } from '../../../src/checks/explain'
import { asCell } from '../../../src/domain/cell'
import { APPLICANTS, applicationCode } from '../../../src/domain/metrics'
import type { ApplicationRow } from '../../../src/domain/metrics'
import type { Report } from '../../../src/domain/report'
import { BARE } from '../../parse/render/layouts'
import { modelOf } from '../../parse/render/model'
import { parseNow } from '../../parse/render/now'
import { toUtf8 } from '../../parse/render/encode'
import { report, tableThree } from '../samples'

const written = ({ changes }: ExplanationSet): string[] => changes.map(({ code, to }) => `${code} ${to}`)

/** Applications by kind of applicant, granted or denied, with the sums that the form demands. */
function whole(granted: readonly number[], denied: readonly number[]): Report['cells'] {
  const cells = tableThree('2021', {})
  const add = (row: ApplicationRow, figures: readonly number[]): void =>
    APPLICANTS.forEach((column, i) => {
      const code = applicationCode(row, column)
      const figure = column === 'total' ? figures.reduce((sum, one) => sum + one, 0) : figures[i]!
      cells[code] = (cells[code] as number) + figure
    })
  for (const row of ['granted', 'closed', 'new'] as const) add(row, granted)
  for (const row of ['denied.query', 'closed', 'new'] as const) add(row, denied)
  return cells
}

/** The same with a row whose figures nobody could tell apart: those at `lost` were left empty without a trace. */
function untold(cells: Report['cells'], row: ApplicationRow, lost: readonly number[]): Report {
  const codes = APPLICANTS.map((column) => applicationCode(row, column))
  const raw = codes.filter((_, i) => !lost.includes(i)).map((code) => String(cells[code] as number))
  const line = codes.map((code) => [code, { missing: 'unreadable', raw: raw.join(' ') }])
  return report({ ...cells, ...Object.fromEntries(line) }, { forms: { 3: '2021' } })
}

describe('a row whose figures nobody could tell apart by column', () => {
  it('has the one place that all sums leave it', () => {
    const [fault, ...others] = explain(
      untold(whole([3, 0, 2, 0, 0, 0], [1, 1, 0, 0, 0, 0]), 'granted', [1, 3, 4, 5]),
    ).faults
    expect(others).toEqual([])
    expect(fault).toMatchObject({ kind: 'one', rules: [], sets: [{ way: 'places' }] })
    expect(fault?.sets.map(written)).toEqual([
      ['applications.granted.natural 3', 'applications.granted.research 2', 'applications.granted.total 5'],
    ])
  })

  it('has none where the sums say nothing of its columns', () => {
    const cells = whole([3, 0, 2, 0, 0, 0], [1, 1, 0, 0, 0, 0])
    const alone = Object.fromEntries(Object.entries(cells).filter(([code]) => code.startsWith('applications.granted.')))
    expect(explain(untold(alone, 'granted', [1, 3, 4, 5])).faults).toEqual([])
  })

  it('or where no place makes them hold', () => {
    const cells = whole([3, 0, 2, 0, 0, 0], [1, 1, 0, 0, 0, 0])
    const codes = APPLICANTS.map((column) => [
      applicationCode('granted', column),
      { missing: 'unreadable', raw: '3 3 6' },
    ])
    const it = report({ ...cells, ...Object.fromEntries(codes) }, { forms: { 3: '2021' } })
    expect(explain(it).faults.flatMap(({ sets }) => sets)).not.toContainEqual(
      expect.objectContaining({ way: 'places' }),
    )
  })

  it('is never given another than the true one alone', () => {
    const few = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(few, few, (granted, denied) => {
        const cells = whole(granted, denied)
        const lost = granted.flatMap((figure, i) => (figure === 0 ? [i] : []))
        const { faults } = explain(untold(cells, 'granted', lost))
        const found = faults.flatMap(({ sets }) => sets).filter(({ way }) => way === 'places')
        const truth = APPLICANTS.map((column) => applicationCode('granted', column))
          .filter((code) => cells[code] !== 0)
          .map((code) => `${code} ${cells[code] as number}`)
        if (found.length > 0) expect(found.map(written)).toContainEqual(truth)
      }),
    )
  })

  it('is found in a text that shows no empty cells', () => {
    const cells = whole([3, 0, 2, 0, 0, 0], [1, 1, 0, 0, 0, 0])
    const shown = Object.entries(cells).filter(
      ([code, value]) => !code.startsWith('applications.granted.') || value !== 0,
    )
    const figures = Object.fromEntries(shown.map(([code, value]) => [code, String(value as number)]))
    const text = BARE['spaces between cells']!(modelOf('2021', figures))
    const { report: read } = parseNow(toUtf8(text), 'r.txt')
    const line = APPLICANTS.map((column) => read?.cells[applicationCode('granted', column)])
    expect(line.every((cell) => cell !== undefined && asCell(cell).missing === 'unreadable')).toBe(true)
    const sets = explain(report(read!.cells, { forms: read!.forms })).faults.flatMap((fault) => fault.sets)
    expect(sets.map(written)).toEqual([
      ['applications.granted.natural 3', 'applications.granted.research 2', 'applications.granted.total 5'],
    ])
  })
})
