import { comparabilityOf } from '../../domain/metrics'
import { shortName } from '../../domain/orgs'
import { wholeNumber } from '../../i18n/format'
import { FEWEST_SHARED } from '../../query/likeness'
import type { AlikeResult } from '../../query/likeness'
import type { Translator } from '../../i18n'

/** How many times one figure is the other on average: 1 where all are the same. */
export const ratioOf = (distance: number): number => Math.exp(distance)
export const ratioWords = (distance: number): string => ratioOf(distance).toFixed(2)

/** Who is nearest, of how many that could be compared. */
export function titleOf({ office, nearest, compared, others }: AlikeResult, { t }: Translator): string {
  const [first] = nearest
  const named = { office: office ? shortName(office.name) : '', n: wholeNumber(compared), total: wholeNumber(others) }
  if (!office) return t('alike.title.outside')
  if (!first) return t('alike.title.none', named)
  return t('alike.title', { ...named, first: shortName(first.org.name), ratio: ratioWords(first.distance) })
}

export function notesOf({ metrics, years, compared, others }: AlikeResult, words: Translator): string[] {
  return [
    words.t('alike.formula', {
      metrics: words.list(metrics.map((metric) => words.metric(metric))),
      from: years[0]!,
      to: years.at(-1)!,
      n: FEWEST_SHARED,
    }),
    ...(compared < others ? [words.t('alike.left-out', { n: wholeNumber(others - compared) })] : []),
    ...metrics
      .filter((metric) => comparabilityOf(metric) === 'prose')
      .map((metric) => words.t('profile.note', { metric: words.metric(metric), note: words.t('note.prose') })),
  ]
}
