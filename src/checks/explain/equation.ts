import type { Reading } from '../../domain/cell'
import type { RuleCode } from '../rule'
import type { Operand } from './operand'

/**
 * Who demands an equation. `form`: the statutory form, of its own cells. `source`: another place that states the same,
 * last year's report or a sentence. `evidence`: a report above, below or of the next year, which is asked but does not
 * decide.
 */
export type EquationRole = 'form' | 'source' | 'evidence'

/** The sum of what is stated against the sum of the parts, with the figures of one report in place. */
export interface ReportEquation {
  rule: RuleCode
  role: EquationRole
  stated: readonly Operand[]
  parts: readonly Operand[]
  /** `at-most`: the parts do not exceed what is stated, and may be less. */
  relation: 'equal' | 'at-most'
  /** How far both sides may differ and still agree, in the figures' unit; up to `EXACT` they must be the same. */
  leeway: number
  /** Where the parts are those of the organs below: how many of them have the figure. */
  coverage?: { reported: number; total: number }
  verdict: Verdict
}

/** Rounding of fen: what differs by no more is the same figure. */
export const EXACT = 0.005

/** What comes of holding a report against an equation. */
export type Verdict =
  | { status: 'holds'; published: number; computed: number }
  /** `atLeast`: a part is absent, and the others come to too much already. */
  | { status: 'fails'; published: number; computed: number; difference: number; atLeast?: true }
  /** A part is absent, and what is there decides nothing. */
  | { status: 'unbound'; missing: Operand[] }

type ReadingOf = (operand: Operand) => Reading

const asPublished: ReadingOf = ({ reading }) => reading

interface Side {
  sum: number
  missing: Operand[]
  /** All are added, so that an absent one, which is no less than nothing, can only make the sum larger. */
  grows: boolean
}

function add(operands: readonly Operand[], readingOf: ReadingOf): Side {
  const side: Side = { sum: 0, missing: [], grows: true }
  for (const operand of operands) {
    const reading = readingOf(operand)
    if (typeof reading === 'number') side.sum += operand.sign * reading
    else side.missing.push(operand)
    if (operand.sign < 0) side.grows = false
  }
  return side
}

/** The verdict on an equation; `readingOf` may put other figures in place of those published. */
export function judge(
  { stated, parts, relation, leeway }: Pick<ReportEquation, 'stated' | 'parts' | 'relation' | 'leeway'>,
  readingOf: ReadingOf = asPublished,
): Verdict {
  const [left, right] = [add(stated, readingOf), add(parts, readingOf)]
  const [published, computed] = [left.sum, right.sum]
  const difference = published - computed
  const room = Math.max(leeway, EXACT)
  const missing = [...left.missing, ...right.missing]
  if (missing.length === 0) {
    const holds = relation === 'at-most' ? -difference <= room : Math.abs(difference) <= room
    return holds ? { status: 'holds', published, computed } : { status: 'fails', published, computed, difference }
  }
  const partsExceed = left.missing.length === 0 && right.grows && -difference > room
  const statedExceeds = relation === 'equal' && right.missing.length === 0 && left.grows && difference > room
  return partsExceed || statedExceeds
    ? { status: 'fails', published, computed, difference, atLeast: true }
    : { status: 'unbound', missing }
}

/** An equation with its verdict. */
export const equation = (parts: Omit<ReportEquation, 'verdict'>): ReportEquation => ({
  ...parts,
  verdict: judge(parts),
})

export const operandsIn = ({ stated, parts }: Pick<ReportEquation, 'stated' | 'parts'>): Operand[] => [
  ...stated,
  ...parts,
]
