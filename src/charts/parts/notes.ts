import { METRICS, comparabilityOf, definitionOf, sourcesOf } from '../../domain/metrics'
import type { MetricId, Term } from '../../domain/metrics'
import type { Translator } from '../../i18n'

const sumOf = (terms: readonly Term[], words: Translator): string =>
  terms.map((term) => words.metric(typeof term === 'string' ? term : term.either[0])).join(' + ')

/** A derived figure's numerator and denominator in words. */
export function definitionText(metric: MetricId, words: Translator): string | undefined {
  const def = definitionOf(metric)
  if (!def) return undefined
  const top = sumOf(def.numerator, words)
  return def.denominator ? `${top} ÷ ${def.denominator.length > 1 ? `(${sumOf(def.denominator, words)})` : sumOf(def.denominator, words)}` : top
}

/** Where a metric's figures stand in the report. */
export function sourceText(metric: MetricId, words: Translator): string {
  const definition = definitionText(metric, words)
  if (definition) return words.t('source.derived', { definition })
  const code = sourcesOf(metric)[0]
  const def = code && METRICS[code]
  if (!def?.table) return words.t('source.prose')
  return words.t(`source.table-${def.table}`, { row: words.row(def.row) })
}

/** What a reader must know of a metric before comparing years or offices. */
export function comparabilityNotes(metric: MetricId, years: readonly number[], words: Translator): string[] {
  const crosses = (years[0] ?? Infinity) <= 2020 && (years.at(-1) ?? 0) >= 2021
  const kind = comparabilityOf(metric)
  const notes: string[] = []
  if (kind === 'prose') notes.push(words.t('note.prose'))
  if (crosses && kind === 'reworded') notes.push(words.t('note.reworded'))
  if (crosses && kind === 'broken') notes.push(words.t('note.broken'))
  if (crosses && kind === 'ends-2020') notes.push(words.t('note.ends'))
  if (crosses && kind === 'joins') notes.push(words.t('note.joins'))
  if (metric.endsWith('.change')) notes.push(words.t('note.change'))
  return notes
}
