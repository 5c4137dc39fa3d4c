import { METRICS } from '../../domain/metrics'
import type { TableCode, TableId } from '../../domain/metrics'
import { captionOf, ofYear } from './captions'
import { contradicted, newSheet, note, sameFigure } from './sheet'
import type { Sheet } from './sheet'
import type { Token } from '../types'

/** A stretch of a document in which each table is there once at most. */
export interface TablePart {
  sheet: Sheet
  /** Where its tables begin, among the tokens of the document. */
  starts: Partial<Record<TableId, number>>
}

const TABLES: readonly TableId[] = ['2', '3', '4']

const codesOf = ({ cells }: Sheet, table: TableId): TableCode[] =>
  (Object.keys(cells) as TableCode[]).filter((code) => METRICS[code].table === table)

/** Takes a table of a part into the sheet: its cells, its form, what was noted of it. */
function take(sheet: Sheet, { sheet: own }: TablePart, table: TableId): void {
  for (const code of codesOf(own, table)) sheet.cells[code] = own.cells[code]!
  if (own.forms[table]) sheet.forms[table] ??= own.forms[table]
  sheet.issues.push(...own.issues.filter(({ at }) => at?.table === table))
}

/** Takes what of a table is not there yet; of a cell that says another thing, nobody knows which is right. */
function takeMore(sheet: Sheet, { sheet: own }: TablePart, table: TableId): void {
  let more = false
  for (const code of codesOf(own, table)) {
    const [held, cell] = [sheet.cells[code], own.cells[code]!]
    if (held && sameFigure(held, cell)) continue
    more = true
    if (held) contradicted(sheet, code, cell)
    else sheet.cells[code] = cell
  }
  if (more) sheet.issues.push(...own.issues.filter(({ at }) => at?.table === table))
}

/**
 * The tables of a document. Of one that is there several times, that of `year` is taken where captions tell which it
 * is; else what all of them say.
 */
export function joinParts(
  parts: readonly TablePart[],
  tokens: readonly Token[],
  mayBeCut: boolean,
  year: number | undefined,
): Sheet {
  const sheet = parts.length === 1 ? parts[0]!.sheet : joined(parts, tokens, year)
  const isThere = (table: TableId): boolean => parts.some(({ starts }) => starts[table] !== undefined)
  TABLES.forEach((table, i) => {
    // After a cut nobody can say that a table is missing.
    if (!isThere(table) && !(mayBeCut && TABLES.slice(i + 1).every((later) => !isThere(later))))
      note(sheet, 'table-not-found', table, undefined)
  })
  const { '2': second, '3': third } = sheet.forms
  if (second && third && second !== third) note(sheet, 'form-mixed', '3', undefined, { two: second, three: third })
  return sheet
}

function joined(parts: readonly TablePart[], tokens: readonly Token[], year: number | undefined): Sheet {
  const sheet = newSheet()
  for (const { spacing } of parts.map((part) => part.sheet))
    for (const key of Object.keys(spacing) as (keyof Sheet['spacing'])[]) sheet.spacing[key] += spacing[key]
  for (const table of TABLES) {
    const seen = parts.filter((part) => part.starts[table] !== undefined)
    const full = seen.filter((part) => codesOf(part.sheet, table).length > 0)
    if (full.length < 2) {
      for (const part of seen) take(sheet, part, table)
      continue
    }
    const starts = full.map((part) => part.starts[table]!)
    const captions = starts.map((at) => captionOf(tokens, at, year))
    const chosen = ofYear(captions, year)
    if (chosen !== undefined) {
      take(sheet, full[chosen]!, table)
      note(sheet, 'table-chosen', table, tokens[starts[chosen]!], { tables: full.length, year: year! })
    } else {
      take(sheet, full[0]!, table)
      for (const part of full.slice(1)) takeMore(sheet, part, table)
    }
  }
  return sheet
}
