import { unitOf } from '../domain/metrics'
import { fullNumber, withUnit } from '../i18n/format'
import type { Translator } from '../i18n'
import { shortName } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { STATES } from '../pack/states'
import type { MatrixResult, YearSummary } from '../query/spec'
import type { State } from '../pack/states'
import type { CellRef, ChartContext, TableEntry } from './figure'

/** One figure of a matrix as charts and tables use it. */
export interface Reading {
  value?: number
  state: State
  ref: CellRef
  corrected?: true
}

export function readingAt(result: MatrixResult, office: number, column: number): Reading {
  const at = office * result.years.length + column
  const state = STATES[result.states[at] ?? 0] ?? 'no-report'
  const ref = { org: result.orgs[office]!.id, year: result.years[column]!, metric: result.metric }
  const corrected = result.corrected.includes(at) && { corrected: true as const }
  return state === 'value' ? { value: result.values[at]!, state, ref, ...corrected } : { state, ref, ...corrected }
}

/** An office's figures over the years of the matrix. */
export const rowOf = (result: MatrixResult, office: number): Reading[] =>
  result.years.map((_, column) => readingAt(result, office, column))

export const summaryOf = (result: MatrixResult, year: number): YearSummary | undefined =>
  result.summaries.find((summary) => summary.year === year)

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
export function valueAt(result: MatrixResult, office: number, column: number): number | undefined {
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

/** A table's entry for a figure: full digits, or the name of its kind of missing. */
export function entryOf(reading: Reading, words: Translator): TableEntry {
  const { value, state, ref, corrected } = reading
  return value === undefined
    ? { text: state === 'dash' ? '—' : words.t(`state.${state}`), state, ref, ...(corrected && { corrected }) }
    : { text: fullNumber(value, unitOf(ref.metric)), ref, sort: value, ...(corrected && { corrected }) }
}

/** A figure in running text: its value with unit, or its kind of missing. */
export const inWords = ({ value, state, ref, corrected }: Reading, words: Translator): string =>
  `${value === undefined ? words.t(`state.${state}`) : withUnit(value, unitOf(ref.metric), words)}${corrected ? ` (${words.t('report.corrected')})` : ''}`
