import type { ParseResult } from '../../../src/parse'
import type { TableCode } from '../../../src/domain/metrics'
import { meaning, partsOf } from '../render/model'
import type { Model, TableName } from '../render/model'

export const TABLES = { two: '2', three: '3', four: '4' } as const satisfies Record<TableName, string>
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/u

/** What stands in a model's cells, by code: the numbers that may be read there, none where no number is printed. */
export function printedIn(model: Model, table: TableName): Map<TableCode, Set<number>> {
  const out = new Map<TableCode, Set<number>>()
  for (const part of partsOf(model, table)) {
    if (typeof part === 'string') continue
    for (const { code, text } of part.flat()) {
      if (code === undefined) continue
      const held = out.get(code) ?? new Set<number>()
      out.set(code, held)
      const said = meaning(code, text)
      if (NUMBER.test(text) && 'value' in said) held.add(said.value)
    }
  }
  return out
}

export interface Score {
  cells: number
  right: number
  /** Numbers that were not read, or only as text. */
  missed: number
  /** Numbers read that are not printed there, or read as an empty cell or a dash. */
  wrong: string[]
}

/** What was read of a table against what is printed in it. `whole`: every code that the undamaged table has. */
export function score(model: Model, whole: readonly TableCode[], table: TableName, { report }: ParseResult): Score {
  const printed = printedIn(model, table)
  const out: Score = { cells: 0, right: 0, missed: 0, wrong: [] }
  const read = Object.entries(report?.cells ?? {}).filter(([code]) => tableOf(code) === TABLES[table])
  for (const [code, { value }] of read) {
    const held = printed.get(code as TableCode)
    if (value !== undefined && !held?.has(value))
      out.wrong.push(`${code}: ${value} for ${held ? [...held].join(' or ') || 'no number' : 'nothing'}`)
  }
  for (const code of whole) {
    const held = printed.get(code)
    if (!held || held.size === 0) continue
    out.cells++
    const cell = report?.cells[code]
    if (cell?.value !== undefined) {
      if (held.has(cell.value)) out.right++
    } else if (cell === undefined || cell.missing === 'unreadable') out.missed++
    else out.wrong.push(`${code}: ${cell.missing} for ${[...held].join(' or ')}`)
  }
  return out
}

const tableOf = (code: string): string =>
  code.startsWith('applications.') ? '3' : /^(?:review|suit-)/u.test(code) ? '4' : '2'

/** Whether an issue names the table, or says that the whole file could not be read. */
export const named = (table: TableName, { report, issues }: ParseResult): boolean =>
  report === undefined ||
  issues.some(({ at }) => at?.table === TABLES[table] || (at?.code !== undefined && tableOf(at.code) === TABLES[table]))
