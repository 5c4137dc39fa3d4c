import { isMetricCode } from '../../domain/metrics'
import type { ProseCode, TableId } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { RuleCode } from '../rule'
import { tableRepeated } from '../tableRepeated'
import { changeOf, judgeWith, withChanges } from './change'
import type { SuggestedChange } from './change'
import { columnSlips } from './column'
import type { ExplainContext } from './context'
import { operandsIn } from './equation'
import type { ReportEquation } from './equation'
import { evidenceFor, favouredOf } from './evidence'
import { evidenceEquations } from './evidenceEquations'
import { exchangesFor } from './exchange'
import type { ExplanationEvidence, Explanation, ExplanationSet, Fault, Way } from './explanation'
import { formEquations } from './formEquations'
import { formFaults } from './formFaults'
import type { Failing } from './formFaults'
import type { SearchLimits } from './leastCells'
import { linked } from './linked'
import { inOrder } from './order'
import { isLastYears, tablesOf } from './repeated'
import { placingsIn } from './places'
import { shiftsIn } from './shift'
import { sourceEquations } from './sourceEquations'
import { leastChanges, leftOutOf, ownCells } from './system'
import { unitSlips } from './unit'
import { rowsLeft, totalsOrFigures } from './wholeLines'

/** More sets than this tell a reader nothing, where a disagreement of two sources could be settled in so many ways. */
const MOST_SIDES = 3

interface Draft {
  way: Way
  changes: SuggestedChange[]
}

/** Rows exchanged, and sets of cells other than those. */
function draftsOf(exchanges: readonly SuggestedChange[][], sets: readonly SuggestedChange[][]): Draft[] {
  const namesOf = (changes: readonly SuggestedChange[]): string => inOrder(changes.map(({ code }) => code)).join()
  const whole = new Set(exchanges.map(namesOf))
  return [
    ...exchanges.map((changes): Draft => ({ way: 'exchange', changes })),
    ...sets.filter((set) => !whole.has(namesOf(set))).map((changes): Draft => ({ way: 'cells', changes })),
  ]
}

/**
 * Everything said of one fault; a set that is not the only one, or that may be another report's fault, is one of
 * several.
 */
function fault(
  equations: readonly ReportEquation[],
  rules: readonly RuleCode[],
  codes: Iterable<ProseCode>,
  sets: readonly ExplanationSet[],
  elsewhere: Fault['elsewhere'] = [],
): Fault {
  const favoured = favouredOf(sets.map(({ evidence }) => evidence))
  return {
    kind: sets.length === 0 ? 'beyond' : sets.length + elsewhere.length === 1 ? 'one' : 'several',
    rules: [...new Set(rules)],
    codes: inOrder(codes),
    equations: [...equations],
    sets: [...sets],
    elsewhere,
    ...(favoured !== undefined && { favoured }),
  }
}

class Explainer {
  private readonly sources: ReportEquation[]
  private readonly form: ReportEquation[]

  constructor(
    private readonly report: Report,
    private readonly context: ExplainContext,
    private readonly limits: SearchLimits,
  ) {
    this.form = formEquations(report)
    this.sources = sourceEquations(report, context)
  }

  /** What bears on some sets of changes, other than the equations that they are to settle. */
  private evidenceFor(sets: SuggestedChange[][], settled: readonly ReportEquation[] = []): ExplanationEvidence[][] {
    const changed = new Set<ProseCode>(sets.flat().map(({ code }) => code))
    if (changed.size === 0) return sets.map(() => [])
    const sources = this.sources.filter(
      (equation) => !settled.includes(equation) && ownCells(equation).some((code) => changed.has(code)),
    )
    const asked = evidenceEquations(this.report, this.context, [...changed].filter(isMetricCode))
    return evidenceFor(sets, [...sources, ...asked], this.report, this.lastYear)
  }

  private get lastYear(): Report | undefined {
    const { previous } = this.context
    return previous?.year === this.report.year - 1 ? previous : undefined
  }

  private of(equations: readonly ReportEquation[], drafts: readonly Draft[], elsewhere?: Fault['elsewhere']): Fault {
    const evidence = this.evidenceFor(
      drafts.map(({ changes }) => changes),
      equations,
    )
    const [repeated] = tablesOf(equations.flatMap(ownCells)).filter((table) => this.isLastYears(table))
    const assumed = inOrder(equations.flatMap(leftOutOf).map(({ code }) => code))
    const said = fault(
      equations,
      equations.map(({ rule }) => rule),
      [...equations.flatMap(ownCells), ...drafts.flatMap(({ changes }) => changes.map(({ code }) => code))],
      drafts.map((draft, i) => ({
        ...draft,
        evidence: evidence[i]!,
        assumed: assumed.filter((code) => draft.changes.every((change) => change.code !== code)),
      })),
      elsewhere,
    )
    return repeated ? { ...said, ...this.repeats(repeated) } : said
  }

  private isLastYears(table: TableId): boolean {
    return this.lastYear !== undefined && isLastYears(this.report, this.lastYear, table)
  }

  private repeats(table: TableId): Pick<Fault, 'repeats'> {
    return { repeats: { table, year: this.report.year - 1 } }
  }

  /** Lines whose figures nobody could tell apart by column, where the sums can. */
  private placings(): Fault[] {
    const found = placingsIn(this.report, this.form)
    if (!found) return []
    const drafts = found.sets.map((changes): Draft => ({ way: 'places', changes }))
    return [{ ...this.of(found.settled, drafts), rules: [], codes: inOrder(found.sets.flat().map(({ code }) => code)) }]
  }

  /** What the form's own sums show, lines that stand aside first. */
  private sums(): Fault[] {
    if (this.form.every(({ verdict }) => verdict.status !== 'fails')) return []
    const shifts = shiftsIn(this.report)
    const held = withChanges(
      this.report,
      shifts.flatMap(({ changes }) => changes),
    )
    const form = shifts.length === 0 ? this.form : formEquations(held)
    return [
      ...shifts.map(({ changes, settled }) => this.of(settled, [{ way: 'shift', changes }])),
      ...formFaults(form, this.limits).map((failing) => this.of(failing.equations, this.waysOf(failing, held, form))),
    ]
  }

  private waysOf(failing: Failing, report: Report, all: readonly ReportEquation[]): Draft[] {
    // One cell that settles everything needs no rows exchanged beside it.
    const isOne = failing.sets.some(({ length }) => length === 1)
    const drafts = draftsOf(isOne ? [] : exchangesFor(report, failing.equations, all), failing.sets)
    return drafts.length > 0 ? drafts : this.linesOf(failing, report, all)
  }

  /** Whole lines that one cause explains, where no few cells do. */
  private linesOf({ equations }: Failing, report: Report, all: readonly ReportEquation[]): Draft[] {
    const concerned = all.filter((one) => one.verdict.status !== 'fails' || equations.includes(one))
    const left = this.lastYear ? rowsLeft(report, this.lastYear, concerned) : []
    return [
      ...left.map((changes): Draft => ({ way: 'row', changes })),
      ...totalsOrFigures(report, concerned).map((changes): Draft => ({ way: 'totals', changes })),
    ]
  }

  /** Where other sources disagree, and no change already found brings them round. */
  private disagreements(found: readonly Fault[]): Fault[] {
    const isSettled = (equation: ReportEquation): boolean =>
      found.some(({ sets }) => sets.some(({ changes }) => judgeWith(equation, changes).status === 'holds'))
    const open = new Set(this.sources.filter((one) => one.verdict.status === 'fails' && !isSettled(one)))
    if (open.size === 0) return []
    return linked([...this.form, ...this.sources], ownCells).flatMap((group) => {
      const failing = group.filter((one) => open.has(one))
      if (failing.length === 0) return []
      const elsewhere = failing.flatMap(operandsIn).flatMap(({ code, of }) => (of ? [{ code, ...of }] : []))
      return [this.of(failing, this.sidesOf(failing, group), elsewhere)]
    })
  }

  /**
   * The table brought round to the other source, where few changes do, beside the sentence brought round to the table.
   */
  private sidesOf(failing: readonly ReportEquation[], group: readonly ReportEquation[]): Draft[] {
    const others = group.filter((equation) => !failing.includes(equation))
    // Where the table's own sums fail, they come first.
    if (others.some(({ verdict }) => verdict.status === 'fails')) return []
    const { sets } = leastChanges([...failing, ...others], this.limits)
    const tables = draftsOf(exchangesFor(this.report, failing, group), sets.length > MOST_SIDES ? [] : sets)
    if (tables.length === 0) return []
    const sentences = failing.map(({ parts, verdict }) => {
      const sentence = parts.find(({ in: where }) => where === 'prose')
      return sentence && verdict.status === 'fails'
        ? [changeOf(this.report, 'prose', sentence.code, verdict.published)]
        : []
    })
    const isAll = sentences.every(({ length }) => length > 0)
    return [...tables, ...(isAll ? [{ way: 'cells' as const, changes: sentences.flat() }] : [])]
  }

  /** Figures in the column beside, and amounts in the wrong unit. */
  private slips(): Fault[] {
    const columns = columnSlips(this.report).map(({ codes, changes }) => {
      const [evidence = []] = this.evidenceFor([changes])
      return fault([], ['column-slip'], codes, [{ way: 'column', changes, evidence, assumed: [] }])
    })
    const units = unitSlips(this.report, this.context).map(({ code, set }) => fault([], ['unit-slip'], [code], [set]))
    return [...columns, ...units]
  }

  /** Tables that are last year's in every cell, told of by themselves or with what disagrees about them. */
  private withRepeated(found: readonly Fault[]): Fault[] {
    let faults = [...found]
    for (const { rule, codes } of tableRepeated.check(this.report, this.context)) {
      const [table] = tablesOf(codes.filter(isMetricCode))
      if (table === undefined) continue
      const isOfTable = ({ repeats }: Fault): boolean => repeats?.table === table
      faults = faults.some(isOfTable)
        ? faults.map((one) =>
            isOfTable(one) ? { ...one, rules: [...one.rules, rule], codes: inOrder([...one.codes, ...codes]) } : one,
          )
        : [...faults, { ...fault([], [rule], codes, []), ...this.repeats(table) }]
    }
    return faults
  }

  explain(): Explanation {
    const sums = [...this.placings(), ...this.sums()]
    const slips = this.slips()
    const faults = this.withRepeated([...sums, ...this.disagreements([...sums, ...slips]), ...slips])
    const kinds = new Set(faults.map(({ kind }) => kind))
    const kind = (['beyond', 'several', 'one'] as const).find((one) => kinds.has(one)) ?? 'none'
    return { kind, faults }
  }
}

/**
 * What is wrong in a report and what could be wrong there: all sums of its forms, what other sources state, slips of
 * unit, column and line, each matter by itself. Sets of changes are suggestions; published figures stay as they are.
 */
export const explain = (report: Report, context: ExplainContext = {}, limits: SearchLimits = {}): Explanation =>
  new Explainer(report, context, limits).explain()
