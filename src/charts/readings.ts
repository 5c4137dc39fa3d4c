import { unitOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import { fullNumber, withUnit } from '../i18n/format'
import type { MessageKey, Translator } from '../i18n'
import { shortName } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { STATES } from '../pack/states'
import type { RankEntry } from '../query/answers/rank'
import { originOf } from '../query/marks'
import { obsStatusOf } from '../query/observations'
import type { FigureMark, MarkReason } from '../query/marks'
import type { Quotient } from '../query/quotients'
import type { MatrixResult } from '../query/spec'
import type { State } from '../pack/states'
import type { CellRef, ChartContext, TableEntry } from './figure'

/** One figure of a matrix as charts and tables use it. */
export interface Datum {
  value?: number
  state: State
  ref: CellRef
  corrected?: true
  /** The words that a sentence gives it in. */
  label?: string
  /** What a quotient is made of. */
  quotient?: Quotient
  /** Worded otherwise than the office's figure before: it may count another thing. */
  relabelled?: true
  /** Why it cannot be relied on wholly; `printed` where it was left out. */
  doubt?: { reasons: readonly MarkReason[]; printed?: number }
}

const marksBy = new WeakMap<MatrixResult, ReadonlyMap<number, FigureMark>>()

function markAt(result: MatrixResult, at: number): FigureMark | undefined {
  if (!result.marks || result.marks.length === 0) return undefined
  const held = marksBy.get(result) ?? new Map(result.marks.map((mark) => [mark.at, mark]))
  marksBy.set(result, held)
  return held.get(at)
}

export function datumAt(result: MatrixResult, office: number, column: number): Datum {
  const at = office * result.years.length + column
  const state = STATES[result.states[at] ?? 0] ?? 'no-report'
  const ref = { org: result.orgs[office]!.id, year: result.years[column]!, metric: result.metric }
  const corrected = result.corrected.includes(at) && { corrected: true as const }
  const mark = markAt(result, at)
  const doubt = mark &&
    mark.reliability !== 'reliable' && {
      doubt: { reasons: mark.reasons, ...(mark.printed !== undefined && { printed: mark.printed }) },
    }
  const label = result.labels?.get(at)
  const quotient = result.quotients?.get(at)
  const said = { ...(label !== undefined && { label }), ...(quotient && { quotient }) }
  const relabelled = result.relabelled?.includes(at) === true && { relabelled: true as const }
  return state === 'value'
    ? { value: result.values[at]!, state, ref, ...corrected, ...said, ...relabelled, ...doubt }
    : { state, ref, ...corrected, ...doubt }
}

/** A figure that has a place in a ranking. */
export const datumOf = ({ value, corrected, mark, label, quotient }: RankEntry, ref: CellRef): Datum => ({
  value,
  state: 'value',
  ref,
  ...(corrected && { corrected }),
  ...(label !== undefined && { label }),
  ...(quotient && { quotient }),
  ...(mark?.reliability === 'doubtful' && { doubt: { reasons: mark.reasons } }),
})

/** An office's figures over the years of the matrix. */
export const rowOf = (result: MatrixResult, office: number): Datum[] =>
  result.years.map((_, column) => datumAt(result, office, column))

/** Offices in scope: of a sample, more than have a row. */
export const totalOf = ({ summaries, orgs }: Pick<MatrixResult, 'summaries' | 'orgs'>): number =>
  Math.max(orgs.length, summaries[0]?.total ?? 0)

/** The largest magnitude with a value, which decides the scale of an axis. */
export function largestOf(result: MatrixResult): number {
  let most = 0
  for (const value of result.values) if (Math.abs(value) > most) most = Math.abs(value)
  return most
}

/** A figure's number, without the rest that a reading holds. */
export function datumValue(result: MatrixResult, office: number, column: number): number | undefined {
  const at = office * result.years.length + column
  return result.states[at] === 0 ? result.values[at]! : undefined
}

interface ShortNames {
  names: string[]
  counts: ReadonlyMap<string, number>
}
const kept = new WeakMap<readonly Org[], ShortNames>()

function shortNames(orgs: readonly Org[]): ShortNames {
  const held = kept.get(orgs)
  if (held) return held
  const names = orgs.map((org) => shortName(org.name))
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  kept.set(orgs, { names, counts })
  return { names, counts }
}

/** Of more offices than this, names are not compared: many repeat, so all are told with their area. */
const MOST_COMPARED = 500

/** The label of an office, by its row. */
export type Labels = (row: number) => string

/** Names short enough for labels; offices that would read alike are told apart by their area. */
export function labelsOf(
  { orgs, summaries = [] }: Pick<MatrixResult, 'orgs'> & Partial<Pick<MatrixResult, 'summaries'>>,
  { areaOf }: Pick<ChartContext, 'areaOf'>,
): Labels {
  if (totalOf({ orgs, summaries }) > MOST_COMPARED) {
    return (row) => {
      const area = areaOf?.(orgs[row]!)
      return area === undefined ? shortName(orgs[row]!.name) : `${shortName(orgs[row]!.name)}（${area}）`
    }
  }
  const { names, counts } = shortNames(orgs)
  return (row) => {
    const name = names[row]!
    if (counts.get(name) === 1) return name
    const area = areaOf?.(orgs[row]!)
    return area === undefined ? orgs[row]!.name : `${name}（${area}）`
  }
}

/** Why a figure is in doubt, in a few words. */
export function whyDoubtful(reasons: readonly MarkReason[], { t, list }: Translator): string {
  const key = (reason: MarkReason): MessageKey => {
    switch (reason) {
      case 'unit-slip':
      case 'column-slip':
      case 'outlier':
      case 'approx':
      case 'unit-inferred':
      case 'partial':
        return `doubt.${reason}`
      case 'sum-applicants':
      case 'sum-outcomes':
      case 'sum-challenge':
        return 'doubt.total'
      default:
        return 'doubt.check'
    }
  }
  return list([...new Set(reasons.map((reason) => t(key(reason))))])
}

/** A table's entry for a figure: full digits, or the name of its kind of missing. */
export function entryOf(reading: Datum, words: Translator): TableEntry {
  const { value, state, ref, corrected, doubt, label, quotient } = reading
  const said = {
    observed: {
      status: obsStatusOf(state, doubt?.reasons, reading.relabelled),
      origin: originOf(ref.metric, corrected === true),
    },
    ...(label !== undefined && { label: words.t('report.said-as', { label }) }),
    ...(quotient && { quotient: quotientText(quotient) }),
  }
  if (doubt) {
    const number = value ?? doubt.printed
    const why = words.t('doubt.mark', { why: whyDoubtful(doubt.reasons, words) })
    return {
      text: number === undefined ? words.t('state.undefined-rate') : fullNumber(number, unitOf(ref.metric)),
      ref,
      doubtful: true,
      why,
      ...(value === undefined ? { state } : { sort: value }),
      ...(corrected && { corrected }),
      ...said,
    }
  }
  return value === undefined
    ? { text: state === 'dash' ? '—' : words.t(`state.${state}`), state, ref, ...(corrected && { corrected }) }
    : { text: fullNumber(value, unitOf(ref.metric)), ref, sort: value, ...(corrected && { corrected }), ...said }
}

/** What a quotient is made of: 36/58. */
const quotientText = ({ above, below }: Quotient): string => `${fullNumber(above, 'case')}/${fullNumber(below, 'case')}`

/** The number of a figure that was left out, as it counts without regard to doubt. */
export const printedText = (printed: number | undefined, metric: MetricId, words: Translator): string =>
  printed === undefined ? words.t('state.undefined-rate') : withUnit(printed, unitOf(metric), words)

/** The same with the words that a sentence gives it in, or with what it is made of, where there is room. */
export function inFullWords(datum: Datum, words: Translator): string {
  const { label, quotient } = datum
  if (quotient)
    return inWords(datum, words, (value) => words.t('figure.made-of', { value, quotient: quotientText(quotient) }))
  const value = inWords(datum, words)
  return label === undefined ? value : words.t('figure.said-as', { value, label })
}

/** A figure in running text: its value with unit, or its kind of missing. */
export function inWords(
  { value, state, ref, corrected, doubt }: Datum,
  words: Translator,
  beside = (text: string): string => text,
): string {
  const number = value ?? doubt?.printed
  const isOver0 = number === undefined && doubt !== undefined
  const said = isOver0
    ? words.t('state.undefined-rate')
    : number === undefined
      ? words.t(`state.${state}`)
      : beside(withUnit(number, unitOf(ref.metric), words))
  if (doubt) return words.t('doubt.said', { value: said, why: whyDoubtful(doubt.reasons, words) })
  return corrected ? `${said} (${words.t('report.corrected')})` : said
}
