import type { Translator } from '../i18n'
import { fullNumber, wholeNumber, withUnit } from '../i18n/format'
import { unitOf } from '../domain/metrics'
import { change, isRelabelled } from '../query/measures'
import type { MatrixResult } from '../query/spec'
import type { ChartContext } from './figure'
import { labelsOf, datumValue } from './readings'

/**
 * What a figure's title finds, each by one rule. A rule that has too little to go by gives nothing, and the title then
 * says only what is shown.
 */

/** A claim about a scope needs this many figures, and one from half of its offices. */
const LEAST = 5
export const isEnough = (reported: number, total: number): boolean => reported >= LEAST && reported * 2 >= total

/** A median of fewer offices is not compared with. */
export const LEAST_FOR_MEDIAN = 3
/** The middle half of fewer is no half of anything. */
export const LEAST_FOR_BAND = 5

interface Focus {
  row: number
  name: string
}

function focusOf(result: MatrixResult, ctx: ChartContext): Focus | undefined {
  const row = result.orgs.findIndex(({ id }) => id === ctx.focus)
  return row < 0 ? undefined : { row, name: labelsOf(result, ctx)(row) }
}

/** In how many of the years with a figure the office in focus was above the median of the year. */
export function aboveMedian(result: MatrixResult, ctx: ChartContext): string | undefined {
  const focus = focusOf(result, ctx)
  if (!focus) return undefined
  const years = result.summaries.flatMap(({ median, reported }, column) => {
    const value = datumValue(result, focus.row, column)
    return value === undefined || median === undefined || reported < LEAST_FOR_MEDIAN ? [] : [value > median]
  })
  if (years.length < 2) return undefined
  return ctx.words.t('title.above-median', {
    metric: ctx.words.metric(result.metric),
    office: focus.name,
    years: years.length,
    n: years.filter(Boolean).length,
  })
}

/** The median of the last year that has enough figures. */
export function lastMedian(result: MatrixResult, { words }: ChartContext): string | undefined {
  const last = result.summaries.findLast(({ reported, total }) => isEnough(reported, total))
  if (last?.median === undefined) return undefined
  return words.t('title.median', {
    year: last.year,
    metric: words.metric(result.metric),
    n: wholeNumber(last.reported),
    value: withUnit(last.median, unitOf(result.metric), words),
  })
}

/** What the office in focus is as an index at the last year that it has one. */
export function indexOfFocus(
  result: MatrixResult,
  values: Float64Array,
  base: number,
  ctx: ChartContext,
): string | undefined {
  const focus = focusOf(result, ctx)
  if (!focus) return undefined
  const width = result.years.length
  const line = values.subarray(focus.row * width, (focus.row + 1) * width)
  const column = line.findLastIndex((value) => !Number.isNaN(value))
  const year = result.years[column]
  if (year === undefined || year <= base || isRelabelled(result, focus.row, base, year)) return undefined
  return ctx.words.t('title.index', {
    metric: ctx.words.metric(result.metric),
    office: focus.name,
    year,
    base,
    share: fullNumber(line[column]! / 100, 'percent'),
  })
}

/** The part of the office in focus in the last year's total, and of how many offices that is the sum. */
export function shareOfFocus(
  result: MatrixResult,
  shares: readonly Float64Array[],
  ctx: ChartContext,
): string | undefined {
  const focus = focusOf(result, ctx)
  if (!focus) return undefined
  const column = shares.findLastIndex((of) => !Number.isNaN(of[focus.row]!))
  if (column < 0) return undefined
  return ctx.words.t('title.share', {
    metric: ctx.words.metric(result.metric),
    office: focus.name,
    year: result.years[column]!,
    n: wholeNumber(result.summaries[column]?.reported ?? 0),
    share: fullNumber(shares[column]![focus.row]!, 'percent'),
  })
}

/** How many of the offices that can be compared rose and fell between two years. */
export function movedBetween(result: MatrixResult, from: number, to: number, words: Translator): string | undefined {
  let [up, down, flat] = [0, 0, 0]
  result.orgs.forEach((_, row) => {
    const step = change(result, row, from, to)
    if (step.kind === 'suppressed' && (step.reason === 'relabelled' || step.reason === 'form-break')) return
    if (step.absolute === undefined) return
    if (step.absolute > 0) up++
    else if (step.absolute < 0) down++
    else flat++
  })
  if (up + down + flat < 2) return undefined
  return words.t('title.moved', {
    metric: words.metric(result.metric),
    from,
    to,
    n: wholeNumber(up + down + flat),
    up: wholeNumber(up),
    down: wholeNumber(down),
  })
}

/** The last two years next to each other between which offices can be compared, and how they moved. */
export function lastMoves(result: MatrixResult, words: Translator): string | undefined {
  for (let column = result.years.length - 1; column > 0; column--) {
    const said = movedBetween(result, result.years[column]! - 1, result.years[column]!, words)
    if (said !== undefined) return said
  }
  return undefined
}

/** Who is first, or where the office in focus stands, as far as enough offices have a figure to say so. */
export interface Placing {
  metric: string
  year: number
  reported: number
  total: number
  first: { name: string; value: number }
  last: { value: number }
  /** `equal`: how many share its place, itself included. */
  own?: { name: string; rank: number; equal: number }
}

export function placingTitle(placing: Placing, { t }: Translator): string {
  const { metric, year, reported, total, first, last, own } = placing
  const named = { metric, year, reported: wholeNumber(reported), total: wholeNumber(total) }
  if (reported === 1) return t('standing.title.one', { ...named, office: first.name })
  if (first.value === last.value) return t('rank.title.equal', named)
  if (!isEnough(reported, total)) return t('rank.title.few', named)
  if (!own) return t('rank.title', { ...named, office: first.name })
  return t(own.equal > 1 ? 'standing.title.tied' : 'standing.title', {
    ...named,
    office: own.name,
    rank: wholeNumber(own.rank),
    of: wholeNumber(reported),
    n: wholeNumber(own.equal - 1),
  })
}
