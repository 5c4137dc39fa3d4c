import { dayOfCode, daysLate } from '../../domain/deadline'
import { hasBit } from '../../engine/bitset'
import type { Frame } from '../../frame/frame'
import { figureAt, yearColumns } from '../../frame/yearColumns'
import { ownedIn, versionsIn } from '../../frame/owned'
import type { Scope } from '../../map/scope'
import { officesOf, selectionOf } from '../../map/selection'
import type { CompletenessResult, PublishedReport } from '../spec'
import { runFilled } from './filled'

/** Who reported, and how much of the statutory tables is filled, for every office of a scope and every year asked. */
export interface CompletenessSpec {
  kind: 'completeness'
  scope: Scope
  years: readonly number[]
}

/** Who reported, and how much of the statutory tables is filled. */
export function runCompleteness(frame: Frame, { scope, years }: CompletenessSpec): CompletenessResult {
  const { rows } = selectionOf(frame, scope)
  const width = years.length
  const held = new Uint8Array(rows.length * width)
  const shares = new Float64Array(rows.length * width).fill(NaN)
  const orgs = officesOf(frame, scope)
  const published: PublishedReport[] = []
  const versions = frame.layers.length > 1 ? new Uint8Array(rows.length * width) : undefined
  const { filled, cells } = runFilled(frame, { kind: 'filled', years })
  years.forEach((year, column) => {
    const owned = ownedIn(frame, year)
    const counts = versionsIn(frame, year)
    const columns = yearColumns(frame, year)
    const days = columns.published
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      if (!hasBit(owned, row)) continue
      held[i * width + column] = 1
      if (versions) versions[i * width + column] = counts[row]!
      shares[i * width + column] = filled[column]![row]! / cells[column]![row]!
      const code = days && figureAt(columns, days, row)
      if (code === undefined) continue
      const day = dayOfCode(code)
      published.push({ at: i * width + column, ...day, daysLate: daysLate(day, year, orgs[i]!) })
    }
  })
  return { kind: 'completeness', years, orgs, held, filled: shares, published, ...(versions && { versions }) }
}
