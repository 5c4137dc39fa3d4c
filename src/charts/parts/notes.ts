import { METRICS, comparabilityOf, definitionOf, isBaseCode, operandsOf, unitOf } from '../../domain/metrics'
import type { MetricId, SumTerm } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import { wordingOf } from '../../domain/wording'
import type { Translator } from '../../i18n'
import { wholeNumber, withUnit } from '../../i18n/format'
import { originOf } from '../../query/marks'
import type { LeftOut } from '../../query/marks'
import type { MatrixResult } from '../../query/spec'
import { whyDoubtful } from '../readings'
import type { ChartContext } from '../figure'

const sumOf = (terms: readonly SumTerm[], words: Translator): string =>
  terms.map((term) => words.metric(typeof term === 'string' ? term : term.either[0])).join(' + ')

/** A derived figure's numerator and denominator in words. */
export function definitionText(metric: MetricId, words: Translator): string | undefined {
  const def = definitionOf(metric)
  if (!def) return undefined
  const top = sumOf(def.numerator, words)
  if (!def.denominator) return top
  const above = def.numerator.length > 1 ? `(${top})` : top
  const below = sumOf(def.denominator, words)
  const over = def.denominator.length > 1 ? `(${below})` : below
  return `${above} ÷ ${over}${def.per && def.per > 1 ? ` × ${wholeNumber(def.per)}` : ''}`
}

/** Where a metric's figures stand in the report. */
export function sourceText(metric: MetricId, words: Translator): string {
  const definition = definitionText(metric, words)
  if (definition) return words.t('source.derived', { definition })
  const code = operandsOf(metric)[0]
  const def = code && METRICS[code]
  if (!def?.table) return words.t('source.prose')
  return words.t(`source.table-${def.table}`, { row: words.row(def.row) })
}

/** What a reader must know of a metric before comparing years or offices. */
export function comparabilityNotes(
  metric: MetricId,
  years: readonly number[],
  { words, baseSources }: Pick<ChartContext, 'words' | 'baseSources'>,
): string[] {
  const crosses = (years[0] ?? Infinity) <= 2020 && (years.at(-1) ?? 0) >= 2021
  const kind = comparabilityOf(metric)
  const notes: string[] = []
  if (kind === 'prose') notes.push(words.t('note.prose'))
  if (crosses && kind === 'reworded') notes.push(words.t('note.reworded'))
  if (crosses && kind === 'broken') notes.push(words.t('note.broken'))
  if (crosses && kind === 'ends-2020') notes.push(words.t('note.ends'))
  if (crosses && kind === 'joins') notes.push(words.t('note.joins'))
  if (metric.endsWith('.change')) notes.push(words.t('note.change'))
  const bases = (definitionOf(metric)?.denominator ?? []).filter((term) => typeof term === 'string' && isBaseCode(term))
  if (bases.length > 0) {
    const base = sumOf(bases, words)
    const sources = bases.flatMap((code) => baseSources?.(code) ?? [])
    notes.push(
      sources.length > 0
        ? words.t('note.base-from', { base, source: words.list(sources) })
        : words.t('note.base', { base }),
    )
  }
  return notes
}

const MOST_LABELS = 3

/**
 * In which words sentences give the figures shown, the most frequent first; what differs only in time or office is one.
 */
export function labelNotes(labels: readonly string[], { t, list }: Translator): string[] {
  const alike = new Map<string, { label: string; n: number }>()
  for (const label of labels) {
    const wording = wordingOf(label)
    const held = alike.get(wording) ?? { label, n: 0 }
    alike.set(wording, { ...held, n: held.n + 1 })
  }
  if (alike.size === 0) return []
  const named = [...alike.values()]
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_LABELS)
    .map(({ label, n }) => t('note.label', { label, n: wholeNumber(n) }))
  return [t(alike.size > MOST_LABELS ? 'note.labels-more' : 'note.labels', { list: list(named), n: alike.size })]
}

/** What a reader must know of the figures shown, how many of them were corrected included. */
export function figureNotes(
  result: MatrixResult,
  years: readonly number[],
  ctx: Pick<ChartContext, 'words' | 'baseSources'>,
): string[] {
  const { words } = ctx
  const countOf = (places: readonly number[]): number =>
    places.filter((at) => years.includes(result.years[at % result.years.length]!)).length
  const labels = [...(result.labels ?? [])].flatMap(([at, label]) =>
    years.includes(result.years[at % result.years.length]!) ? [label] : [],
  )
  const shown = countOf(result.corrected)
  const reworded = years.length > 1 ? countOf(result.relabelled ?? []) : 0
  return [
    ...comparabilityNotes(result.metric, years, ctx),
    ...labelNotes(labels, words),
    ...(shown > 0 ? [words.t('note.corrected', { n: shown })] : []),
    ...(reworded > 0 ? [words.t('note.relabelled', { n: reworded })] : []),
    ...doubtNotes(result, years, words),
  ]
}

/** Figures left out are named, the first few; those that count in spite of a doubt are counted. */
function doubtNotes(result: MatrixResult, years: readonly number[], words: Translator): string[] {
  const width = result.years.length
  const marks = (result.marks ?? []).filter(
    ({ at, reliability }) => reliability !== 'reliable' && years.includes(result.years[at % width]!),
  )
  const out = marks.filter(({ reliability }) => reliability === 'unreliable')
  const counted = marks.filter(({ reliability }) => reliability !== 'unreliable')
  return [
    ...leftOutNotes(
      out.map(({ at, printed, reasons }) => ({
        org: result.orgs[Math.floor(at / width)]!,
        year: result.years[at % width]!,
        ...(printed !== undefined && { printed }),
        reasons,
      })),
      result.metric,
      words,
    ),
    ...(counted.length > 0
      ? [
          words.t('note.marked', {
            n: counted.length,
            why: whyDoubtful([...new Set(counted.flatMap(({ reasons }) => reasons))], words),
          }),
        ]
      : []),
  ]
}

const MOST_LEFT_OUT = 3

/** Names the figures that were left out as doubtful, with what is printed. */
export function leftOutNotes(
  out: readonly (LeftOut & { year: number })[],
  metric: MetricId,
  words: Translator,
): string[] {
  if (out.length === 0) return []
  const isComputed = originOf(metric, false) === 'computed'
  const named = out.slice(0, MOST_LEFT_OUT).map(({ org, year, printed, reasons }) => {
    const of = { office: shortName(org.name), year, why: whyDoubtful(reasons, words) }
    return printed === undefined
      ? words.t('note.left-out-item-over-0', of)
      : words.t(isComputed ? 'note.left-out-item-computed' : 'note.left-out-item', {
          ...of,
          value: withUnit(printed, unitOf(metric), words),
        })
  })
  const list = words.list(named)
  return [
    words.t('note.left-out', {
      n: out.length,
      list: out.length > MOST_LEFT_OUT ? words.t('note.left-out-more', { list }) : list,
    }),
  ]
}

/** More offices than this are not named one by one. */
const MOST_NAMED = 40

/** Offices that came to their area within the years shown: their earlier years are another district's. */
export function mergerNotes(result: MatrixResult, { words, areaOf }: ChartContext): string[] {
  const [first, last] = [result.years[0] ?? 0, result.years.at(-1) ?? 0]
  if (result.orgs.length > MOST_NAMED) return []
  const groups = new Map<string, { names: string[]; year: number; area: string }>()
  for (const org of result.orgs) {
    const area = areaOf?.(org)
    const year = org.parents.find(({ from }) => from !== undefined && from > first && from <= last)?.from
    if (year === undefined || area === undefined) continue
    const group = groups.get(`${area} ${year}`) ?? { names: [], year, area }
    group.names.push(shortName(org.name))
    groups.set(`${area} ${year}`, group)
  }
  return [...groups.values()].map(({ names, year, area }) =>
    words.t('note.merged', { names: words.list(names), year, area }),
  )
}
