import { METRICS, definitionOf, formInForce, formulaOf, isBaseCode, isMetricCode } from '../domain/metrics'
import type { Form, MetricCode, MetricId, SumTerm } from '../domain/metrics'
import { noFigures, readBase, readFigures } from './figures'
import type { Figures } from './figures'
import { formOfCode } from '../pack/formCodes'
import type { Frame } from './frame'
import { CODE, WEIGHT } from '../pack/states'

/** Adds operands row by row: a missing one makes the sum missing, with the most telling kind. */
function addUp(operands: readonly Figures[]): Figures {
  const [first, ...others] = operands
  if (!first) throw new RangeError('a sum of nothing')
  const { values, states } = first
  for (const other of others) {
    for (let i = 0; i < values.length; i++) {
      values[i]! += other.values[i]!
      if (WEIGHT[other.states[i]!]! > WEIGHT[states[i]!]!) states[i] = other.states[i]!
    }
  }
  return first
}

/**
 * The first alternative where it is stated or the report's form has it, else the second. A table whose form is unknown
 * counts as the form in force that year.
 */
function choose(frame: Frame, year: number, code: MetricCode, whole: Figures, parts: Figures): Figures {
  const { table, forms } = METRICS[code]
  const known = frame.byYear.get(year)?.forms
  const inForce = (forms as readonly Form[]).includes(formInForce(year))
  for (let i = 0; i < whole.states.length; i++) {
    const state = whole.states[i]!
    const unknown =
      state === CODE['not-extracted'] &&
      table !== undefined &&
      known !== undefined &&
      formOfCode(known[i]!, table) === undefined
    if (state !== CODE['not-in-form'] && !(unknown && !inForce)) continue
    whole.values[i] = parts.values[i]!
    whole.states[i] = parts.states[i]!
  }
  return whole
}

function readTerm(frame: Frame, term: SumTerm, year: number): Figures {
  if (typeof term === 'string') return isBaseCode(term) ? readBase(frame, term, year) : readFigures(frame, term, year)
  const [code, codes] = term.either
  return choose(
    frame,
    year,
    code,
    readFigures(frame, code, year),
    addUp(codes.map((part) => readFigures(frame, part, year))),
  )
}

/** Quotient row by row, times `per`; over zero it is undefined, unless an operand is missing. Never -0. */
function divide(above: Figures, below: Figures, per = 1): Figures {
  const { values, states } = above
  for (let i = 0; i < values.length; i++) {
    if (WEIGHT[below.states[i]!]! > WEIGHT[states[i]!]!) states[i] = below.states[i]!
    if (states[i] === CODE.value && below.values[i] === 0) states[i] = CODE['undefined-rate']
    values[i] = states[i] === CODE.value ? (values[i]! / below.values[i]!) * per + 0 : NaN
  }
  return above
}

/** A published or derived figure of one year for every office of the frame. */
export function readMetric(frame: Frame, metric: MetricId, year: number): Figures {
  if (!frame.byYear.has(year)) return noFigures(frame.orgs.length)
  const definition = formulaOf(metric)
  if (!definition) return isMetricCode(metric) ? readFigures(frame, metric, year) : noFigures(frame.orgs.length)
  const sum = (terms: readonly SumTerm[]): Figures => addUp(terms.map((term) => readTerm(frame, term, year)))
  const above = sum(definition.numerator)
  return definition.denominator ? divide(above, sum(definition.denominator), definition.per) : above
}

/** Numerator and denominator of a quotient for every office of the frame; nothing for other metrics. */
export function readParts(
  frame: Frame,
  metric: MetricId,
  year: number,
): { above: Figures; below: Figures } | undefined {
  const definition = definitionOf(metric)
  if (!definition?.denominator) return undefined
  const sum = (terms: readonly SumTerm[]): Figures => addUp(terms.map((term) => readTerm(frame, term, year)))
  return { above: sum(definition.numerator), below: sum(definition.denominator) }
}
