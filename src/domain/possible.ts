import { METRICS, isMetricCode } from './metrics'
import type { Cell } from './cell'
import type { ProseCode } from './metrics'

/** What no figure of a report reaches: beyond it a number no longer tells one from the next. */
const TOO_LARGE = 1e15

/** Why a number cannot be a figure, as the code of its issue. */
export type Impossibility = 'value-too-large' | 'value-negative' | 'value-fraction'

/** Whether a code's figures are amounts of money, in yuan. */
export const isMoney = (code: ProseCode): boolean => isMetricCode(code) && METRICS[code].unit === 'yuan'

/**
 * Why a number cannot be the figure of a code, or nothing where it can: cases, entries and records are whole, money has
 * two decimals (fen) at most, and only what 本年增/减 counts may be less than nothing.
 */
export function impossibility(code: ProseCode, value: number): Impossibility | undefined {
  if (value >= 0 && value < TOO_LARGE && Number.isInteger(value)) return undefined
  if (!(Math.abs(value) < TOO_LARGE)) return 'value-too-large'
  if (value < 0 && !code.endsWith('.change')) return 'value-negative'
  if (Number.isInteger(value) || (isMoney(code) && Number(value.toFixed(2)) === value)) return undefined
  return 'value-fraction'
}

/** A cell as it was read; one whose number cannot be is unreadable, with its text. */
export const possibleCell = (code: ProseCode, cell: Cell): Cell => {
  if (cell.value === undefined || impossibility(code, cell.value) === undefined) return cell
  const { value, unitInferred: _unit, uncertain: _reading, ...rest } = cell
  return { ...rest, missing: 'unreadable', raw: cell.raw ?? String(value) }
}
