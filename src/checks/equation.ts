import type { Form, MetricCode, TableId } from '../domain/metrics'
import type { Report } from '../domain/report'
import { eachBit, inBoth } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { presentIn } from '../frame/yearColumns'
import type { YearColumns } from '../frame/yearColumns'
import { figure, formOf, same } from './figures'
import { failed, undecided } from './rule'
import type { Finding, Rule, RuleCode } from './rule'

/** The sum of what is stated equals the sum of the parts. */
export interface Equation {
  stated: readonly MetricCode[]
  parts: readonly MetricCode[]
}

/**
 * Holds a report against an equation. Nothing where it is true, or where no operand has a value at all (a table of
 * dashes makes no noise); `undecided` where some have one and others not.
 */
export function equate(rule: RuleCode, report: Report, { stated, parts }: Equation): Finding[] {
  const missing: MetricCode[] = []
  const sum = (codes: readonly MetricCode[]): number => {
    let total = 0
    for (const code of codes) {
      const value = figure(report, code)
      if (value === undefined) missing.push(code)
      else total += value
    }
    return total
  }
  const published = sum(stated)
  const computed = sum(parts)
  if (missing.length === stated.length + parts.length) return []
  if (missing.length > 0) return [undecided(rule, [...stated, ...parts], missing)]
  if (same(published, computed)) return []
  return [failed(rule, [...stated, ...parts], { published, computed, difference: published - computed })]
}

/** A figure of this year or the year before, added or taken away. */
export interface Term {
  columns: YearColumns
  code: MetricCode
  sign: 1 | -1
}

let scratch = new Float64Array(0)

/** Calls `visit` with the rows, of those in `among`, that have every term, and whose terms do not add up to nothing. */
export function eachUnbalanced(terms: readonly Term[], among: Bitset, visit: (row: number) => void): void {
  const all = among.slice()
  const rows = terms[0]?.columns.rows ?? 0
  if (scratch.length < rows) scratch = new Float64Array(rows)
  scratch.fill(0, 0, rows)
  for (const { code, columns, sign } of terms) {
    const column = columns.of(code)
    const present = presentIn(columns, column)
    // Without a column nobody has the term, and nothing can fail.
    if (!column || !present) return
    for (let w = 0; w < all.length; w++) all[w]! &= present[w]! & columns.owned[w]!
    const { indexes, numbers } = column
    const factor = sign / column.scale
    for (let k = 0; k < indexes.length; k++) scratch[indexes[k]!]! += numbers[k]! * factor
  }
  eachBit(all, (row) => {
    if (!same(scratch[row]!, 0)) visit(row)
  })
}

const termsOf = ({ stated, parts }: Equation, columns: YearColumns): Term[] => [
  ...stated.map((code): Term => ({ columns, code, sign: 1 })),
  ...parts.map((code): Term => ({ columns, code, sign: -1 })),
]

/** The equations that state a figure; all of them without one. */
const statedIn = (all: readonly Equation[], about?: MetricCode): readonly Equation[] =>
  about === undefined ? all : all.filter(({ stated }) => stated.includes(about))

/** What the equations that state a figure read; nothing where none does. */
function readFor(all: readonly Equation[], code: MetricCode): readonly MetricCode[] | undefined {
  const own = statedIn(all, code)
  return own.length > 0 ? own.flatMap(({ stated, parts }) => [...stated, ...parts]) : undefined
}

/** A rule that is one list of equations over a report, whatever its form. */
export const equations = (rule: RuleCode, all: readonly Equation[]): Rule => ({
  check: (report) => all.flatMap((one) => equate(rule, report, one)),
  screen: ({ now }, visit, about) => {
    for (const one of statedIn(all, about)) eachUnbalanced(termsOf(one, now), now.owned, visit)
  },
  about: (code) => readFor(all, code),
})

/** A rule whose equations depend on the form that a table is in; where that is not known, the report's cells tell. */
export const equationsByForm = (
  rule: RuleCode,
  table: TableId,
  byForm: Readonly<Record<Form, readonly Equation[]>>,
): Rule => ({
  check: (report) => {
    const form = formOf(report, table)
    return form === undefined ? [] : byForm[form].flatMap((one) => equate(rule, report, one))
  },
  screen: ({ now }, visit, about) => {
    for (const form of ['2019', '2021'] as const) {
      const among = inBoth(now.inForm(table, form), now.owned)
      for (const one of statedIn(byForm[form], about)) eachUnbalanced(termsOf(one, now), among, visit)
    }
    eachBit(now.unsure, visit)
  },
  about: (code) => readFor([...byForm['2019'], ...byForm['2021']], code),
})
