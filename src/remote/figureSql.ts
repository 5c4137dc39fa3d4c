import { METRICS, definitionOf, formInForce, formulaOf, isBaseCode } from '../domain/metrics'
import type { Form, MetricCode, MetricId, SumTerm } from '../domain/metrics'
import { FORM_CODES, formOfCode, lacking } from '../pack/formCodes'
import { CODE, STATES, UNLISTED, WEIGHT } from '../pack/states'
import type { Basis } from '../query/basis'
import { EDITION, stateColumn, valueColumn } from './schema'
import { joined, sql } from './sql'
import type { Sql } from './sql'

/** A figure as SQL over a row of `reports`: its number, and its state as a position in STATES (0 where it is one). */
export interface FigureSql {
  value: Sql
  state: Sql
}

const WEIGHTS = Array.from(WEIGHT)
const POSITIONS = STATES.map((_, i) => i)

const formsWhere = (is: (forms: number) => boolean): number[] =>
  Array.from({ length: FORM_CODES }, (_, forms) => forms).filter(is)

const isIn = (forms: readonly number[]): Sql => (forms.length === 0 ? sql`0` : sql`has(${forms}, forms)`)

/** Which rows of a report count: as published, or with corrections in place. */
export const editionSql = ({ values }: Basis = {}): Sql =>
  values === 'published' ? sql`edition != ${EDITION.corrected}` : sql`edition != ${EDITION.published}`

/** A published figure: what its report does not list is not in its form, or was not extracted. */
function published(code: MetricCode, { doubtful }: Basis): FigureSql {
  const lacks = formsWhere((forms) => lacking(code)[forms]!)
  const column = stateColumn(code)
  const unlisted = sql`if(${isIn(lacks)}, ${CODE['not-in-form']}, ${CODE['not-extracted']})`
  const listed = sql`if(${column} = ${UNLISTED}, ${unlisted}, ${column})`
  return {
    value: valueColumn(code),
    state: doubtful === 'counted' ? listed : sql`if(has(doubt, ${code}), ${CODE.doubtful}, ${listed})`,
  }
}

const weightOf = (state: Sql): Sql => sql`transform(${state}, ${POSITIONS}, ${WEIGHTS}, 0)`

/** The most telling of several states. */
function worst(states: readonly Sql[]): Sql {
  const [first, ...others] = states
  if (others.length === 0) return first!
  const heaviest = others.reduce((most, state) => sql`greatest(${most}, ${weightOf(state)})`, weightOf(first!))
  return sql`transform(${heaviest}, ${WEIGHTS}, ${POSITIONS}, 0)`
}

/** Added in their order, as the tab adds them. */
const addUp = (figures: readonly FigureSql[]): FigureSql => ({
  value: sql`(${joined(
    figures.map(({ value }) => value),
    ' + ',
  )})`,
  state: worst(figures.map(({ state }) => state)),
})

/** The first alternative where it is stated or the report's form has it, else the sum of the second. */
function chosen([code, codes]: readonly [MetricCode, readonly MetricCode[]], year: number, basis: Basis): FigureSql {
  const { table, forms } = METRICS[code]
  const whole = published(code, basis)
  const parts = addUp(codes.map((one) => published(one, basis)))
  const unknown =
    table === undefined || (forms as readonly Form[]).includes(formInForce(year))
      ? []
      : formsWhere((one) => formOfCode(one, table) === undefined)
  const isUnread = sql`${whole.state} = ${CODE['not-extracted']} AND ${isIn(unknown)}`
  const elsewhere = sql`(${whole.state} = ${CODE['not-in-form']} OR (${isUnread}))`
  return {
    value: sql`if(${elsewhere}, ${parts.value}, ${whole.value})`,
    state: sql`if(${elsewhere}, ${parts.state}, ${whole.state})`,
  }
}

/** What stands beside the reports is kept in the tab: a server has none of it. */
const ABSENT: FigureSql = { value: sql`0`, state: sql`${CODE['not-extracted']}` }

function termSql(term: SumTerm, year: number, basis: Basis): FigureSql {
  if (typeof term !== 'string') return chosen(term.either, year, basis)
  return isBaseCode(term) ? ABSENT : published(term, basis)
}

const sumOf = (terms: readonly SumTerm[], year: number, basis: Basis): FigureSql =>
  addUp(terms.map((term) => termSql(term, year, basis)))

/** Numerator and denominator of a quotient; nothing for other metrics. */
export function partsSql(
  metric: MetricId,
  year: number,
  basis: Basis = {},
): { above: FigureSql; below: FigureSql } | undefined {
  const definition = definitionOf(metric)
  if (!definition?.denominator) return undefined
  return { above: sumOf(definition.numerator, year, basis), below: sumOf(definition.denominator, year, basis) }
}

/** A published or derived figure of a year's reports: the rules of `frame/derived`, for a server. */
export function figureSql(metric: MetricId, year: number, basis: Basis = {}): FigureSql {
  const definition = formulaOf(metric)
  if (!definition) return published(metric as MetricCode, basis)
  const above = sumOf(definition.numerator, year, basis)
  if (!definition.denominator) return above
  const below = sumOf(definition.denominator, year, basis)
  const both = worst([above.state, below.state])
  return {
    value: sql`((${above.value} / ${below.value}) * ${definition.per ?? 1} + 0)`,
    state: sql`if(${both} = 0 AND ${below.value} = 0, ${CODE['undefined-rate']}, ${both})`,
  }
}

/** A number in whole cents, whose sums are exact. */
export const centsOf = (value: Sql): Sql => sql`toInt64(round(${value} * 100))`
/** Whether a number is one of whole cents. */
export const inCents = (value: Sql): Sql => sql`(round(${value} * 100) / 100 = ${value})`
