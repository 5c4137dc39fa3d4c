import { issue } from '../../domain/issues'
import type { Form, TableCode, TableId } from '../../domain/metrics'
import type { Issue, IssueCode } from '../../domain/issues'
import { possibleCell } from '../../domain/possible'
import type { Forms } from '../../domain/report'
import type { Cell, Place } from '../../domain/cell'
import type { Spacing } from './rows'
import type { Token } from '../types'

/** Where the tables' cells and problems are gathered while a report is read. */
export interface Sheet {
  cells: Partial<Record<TableCode, Cell>>
  forms: Forms
  issues: Issue[]
  /** How many rows the empty lines of the text say what of. */
  spacing: Record<Spacing, number>
  /** Which of these rows nobody can read. */
  doubted: ReadonlySet<Spacing>
}

export const newSheet = (doubted: readonly Spacing[] = []): Sheet => ({
  cells: {},
  forms: {},
  issues: [],
  spacing: { single: 0, double: 0, misspaced: 0, even: 0 },
  doubted: new Set(doubted),
})

/**
 * A year's amount of less than a thousand yuan, or of a hundred 亿 and more, was more likely counted in another unit.
 */
const [LEAST, MOST] = [1_000, 1e10]
const isPlausible = (yuan: number): boolean => yuan >= LEAST && yuan < MOST

export const sameFigure = (a: Cell, b: Cell): boolean => a.value === b.value && a.missing === b.missing

const said = ({ value, raw, missing }: Cell): string => raw ?? String(value ?? (missing === 'dash' ? '—' : ''))

/**
 * Notes that another thing is written for a cell that was read: nobody knows which is right, so that it has no figure.
 */
export function contradicted(sheet: Sheet, code: TableCode, cell: Cell): void {
  const held = sheet.cells[code]!
  const [first, second] = [said(held), said(cell)]
  sheet.issues.push(issue('cell-contradicted', { ...cell.at, code }, { first, second }))
  const { at } = held
  sheet.cells[code] = { missing: 'unreadable', raw: `${first} / ${second}`, ...(at && { at }) }
}

/**
 * Notes a cell with its place; a number that cannot be its figure is unreadable, and a cell for which two things are
 * written has no figure.
 * `unplaced`: there are figures, but which of them is this cell's cannot be told.
 */
export function put(sheet: Sheet, code: TableCode, read: Cell, at: Cell['at'], unplaced = false): void {
  const cell = possibleCell(code, read)
  const held = sheet.cells[code]
  // A cell that is empty in one row and written in another that nobody can read is not known to be empty.
  const doubted = held && cell.missing === 'unreadable' && held.value === undefined && held.missing !== 'unreadable'
  if (held && !doubted) {
    const says = cell.value !== undefined || cell.missing === 'dash'
    // An empty cell is filled by the row where it is written.
    if (held.missing === 'blank' && says) sheet.cells[code] = { ...cell, at }
    else if (says && !sameFigure(held, cell)) contradicted(sheet, code, { ...cell, at })
    return
  }
  sheet.cells[code] = { ...cell, at }
  if (cell.missing === 'unreadable')
    sheet.issues.push(issue(unplaced ? 'cell-unplaced' : 'cell-unreadable', { ...at, code }, { raw: cell.raw ?? '' }))
  if (cell.unitInferred)
    sheet.issues.push(
      issue(
        isPlausible(cell.value ?? 0) ? 'unit-inferred' : 'unit-implausible',
        { ...at, code },
        { raw: cell.raw ?? '' },
      ),
    )
}

/** Where a token stands in its document, noted in the place that is given, as it is for each cell. */
export function placeOf(token: Token | undefined, place: Place = {}): Place {
  if (token === undefined) return place
  place.line = token.line
  if (token.cell !== undefined) place.cell = token.cell
  if (token.page !== undefined) place.page = token.page
  if (token.box) place.box = token.box
  return place
}

/** Raises an issue at a token of a table. */
export const note = (
  sheet: Sheet,
  code: IssueCode,
  table: TableId,
  token: Token | undefined,
  params: Issue['params'] = {},
): void => {
  sheet.issues.push(issue(code, placeOf(token, { table }), { table, ...params }))
}

/** The form that most votes name; on a tie, none. */
export function elected(votes: readonly (Form | undefined)[]): Form | undefined {
  const old = votes.filter((vote) => vote === '2019').length
  const young = votes.filter((vote) => vote === '2021').length
  if (old === young) return undefined
  return old > young ? '2019' : '2021'
}
