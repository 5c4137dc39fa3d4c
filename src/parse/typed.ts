import { dsvFormat } from 'd3-dsv'
import { asCell } from '../domain/cell'
import type { Cell, StoredCell } from '../domain/cell'
import {
  APPLICANTS,
  METRICS,
  TABLE_TWO,
  applicationCode,
  applicationRows,
  challengeRows,
  formInForce,
  outcomes,
} from '../domain/metrics'
import type { Form, TableCode, TableId } from '../domain/metrics'
import { possibleCell } from '../domain/possible'
import type { Report } from '../domain/report'
import { readChange, readCount, readMoney } from './numbers'

const TABLES: readonly TableId[] = ['2', '3', '4']

/**
 * A cell as somebody typed it; nothing where nothing was typed. Money: in the unit of the form's heading, else in yuan.
 */
export function typedCell(code: TableCode, text: string): Cell | undefined {
  if (text.trim() === '') return undefined
  const read =
    METRICS[code].unit === 'yuan'
      ? readMoney(text, code === 'fee.amount' ? '万元' : '元')
      : code.endsWith('.change')
        ? readChange(text)
        : readCount(text)
  return possibleCell(code, read)
}

/** What stands in a cell as it was typed: `typedCell` reads it back. */
export function typedText(stored: StoredCell | undefined): string {
  if (stored === undefined) return ''
  const { raw, value, missing } = asCell(stored)
  return raw ?? (value === undefined ? (missing === 'dash' ? '—' : '') : String(value))
}

/** A report with some of its cells typed anew; a cell whose text was taken away is not listed any more. */
export function withTyped(report: Report, changes: readonly (readonly [TableCode, string])[]): Report {
  const cells = { ...report.cells }
  for (const [code, text] of changes) {
    const cell = typedCell(code, text)
    if (cell) cells[code] = cell
    else delete cells[code]
  }
  return { ...report, cells }
}

/** The three tables of one edition of the form. */
export const wholeForm = (form: Form): Report['forms'] => ({ '2': form, '3': form, '4': form })

/** A form with nothing in it, of an edition, else of the one in force for the year. */
export const blankReport = (year: number, form: Form = formInForce(year)): Report => ({
  org: '',
  year,
  forms: wholeForm(form),
  cells: {},
  prose: {},
})

/**
 * A form that begins where last year's report ended: what was carried over then is 上年结转 now. Nothing else of last
 * year is a figure of this one.
 */
export function afterLastYear(previous: Report, year: number, form: Form = formInForce(year)): Report {
  const cells: Report['cells'] = {}
  for (const column of APPLICANTS) {
    const left = previous.cells[applicationCode('carried-out', column)]
    if (left !== undefined && asCell(left).value !== undefined)
      cells[applicationCode('carried-in', column)] = asCell(left).value!
  }
  return { ...blankReport(year, form), cells }
}

/** The cells of a form's table as rows and columns, in printed order. */
export function gridOf(table: TableId, form: Form): TableCode[][] {
  if (table === '2') return TABLE_TWO[form].flatMap(({ rows }) => rows.map(({ codes }) => [...codes]))
  if (table === '3') return applicationRows(form).map((row) => APPLICANTS.map((column) => applicationCode(row, column)))
  return [challengeRows.flatMap((row) => outcomes.map((outcome): TableCode => `${row}.${outcome}`))]
}

const block = dsvFormat('\t')
const isLabel = (text: string): boolean => text.trim() !== '' && readCount(text).missing === 'unreadable'
/** Labels of rows and columns that were copied along hold no figure of the block. */
const holdsFigures = (cells: readonly string[]): boolean =>
  !cells.some(isLabel) || !cells.every((one) => one.trim() === '' || isLabel(one))

/**
 * What a block of cells, copied in a spreadsheet, fills from a cell of the form on: codes with their texts. Rows and
 * columns of labels in front are passed over; what reaches beyond the table is left out and counted.
 */
export function pastedBlock(
  text: string,
  from: TableCode,
  forms: Report['forms'],
): { changes: [TableCode, string][]; beyond: number } {
  let rows = block.parseRows(text.replace(/\r\n?/gu, '\n').replace(/\n$/u, '')).map((row) => [...row])
  while (rows.length > 1 && !holdsFigures(rows[0]!)) rows = rows.slice(1)
  while ((rows[0]?.length ?? 0) > 1 && !holdsFigures(rows.map(([first = '']) => first)))
    rows = rows.map((row) => row.slice(1))
  const table = METRICS[from].table!
  const grid = gridOf(table, forms[table]!)
  const top = grid.findIndex((row) => row.includes(from))
  const left = grid[top]?.indexOf(from) ?? -1
  if (left < 0) return { changes: [], beyond: rows.flat().length }
  const changes: [TableCode, string][] = []
  let beyond = 0
  rows.forEach((row, y) =>
    row.forEach((cell, x) => {
      const code = grid[top + y]?.[left + x]
      if (code) changes.push([code, cell.trim()])
      else if (cell.trim() !== '') beyond++
    }),
  )
  return { changes, beyond }
}

/**
 * What was typed, as the report that it makes: of a table in which anything was typed every other cell is blank; a
 * table in which nothing was is not there. Cells of the other edition are left out.
 */
export function finishedReport(report: Report): Report {
  const forms: Report['forms'] = {}
  const cells: Partial<Record<TableCode, StoredCell>> = {}
  for (const table of TABLES) {
    const form = report.forms[table]
    if (form === undefined) continue
    const codes = gridOf(table, form).flat()
    if (!codes.some((code) => report.cells[code] !== undefined)) continue
    forms[table] = form
    for (const code of codes) cells[code] = report.cells[code] ?? { missing: 'blank' }
  }
  return { ...report, forms, cells }
}

/** Cells whose text is no number that can stand there. */
export const unreadableCells = ({ cells }: Report): TableCode[] =>
  (Object.keys(cells) as TableCode[]).filter((code) => asCell(cells[code]!).missing === 'unreadable')

/** How many cells of its tables a report has typed, and how many there are. */
export function typedCount(report: Report): { typed: number; cells: number } {
  const codes = TABLES.flatMap((table) => gridOf(table, report.forms[table] ?? formInForce(report.year)).flat())
  return { typed: codes.filter((code) => report.cells[code] !== undefined).length, cells: codes.length }
}
