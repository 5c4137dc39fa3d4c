import { shortName } from '../../../domain/orgs'
import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import type { PartsResult } from '../../../query/answers/parts'
import { ENDINGS } from '../../../query/applications'
import { countedNote } from '../counts'
import type { FlowState, Tail } from './state'

/** What was due, closed and granted; and how most of what the office in focus closed ended. */
export function titleOf({ due, closed, ends, isFocused, office }: FlowState, { t }: Translator): string {
  const first = t('apps.flow.title', { due: due.all, closed: closed.all, granted: ends[0]!.all })
  if (!isFocused) return first
  if (closed.own <= 0) return t('apps.flow.title-no-own', { first, office })
  const mostly = ends.slice(0, ENDINGS.length).reduce((most, end) => (end.own > most.own ? end : most))
  return t('apps.flow.title-own', { first, office, closed: closed.own, ending: mostly.name, n: mostly.own })
}

export const subtitleOf = ({ isFocused, office }: FlowState, { t }: Translator): string =>
  t(isFocused ? 'apps.flow.subtitle' : 'apps.flow.subtitle-plain', { office })

type Whole = PartsResult['whole'][number]

/** `whole` and `challenged`: what is known of all offices of the flow, and of reviews and suits. */
export function notesOf(
  { tails }: FlowState,
  whole: Whole,
  challenged: Whole | undefined,
  words: Translator,
): string[] {
  const { t } = words
  const { balance, counted } = whole
  const uneven = balance!.largest.map(({ org, first: due, other }) =>
    t('apps.flow.uneven', { office: shortName(org.name), due, out: other }),
  )
  return [
    countedNote(whole, words),
    ...(balance!.count > 0 ? [t('apps.flow.unbalanced', { n: balance!.count, list: words.list(uneven) })] : []),
    ...(tails.length > 0 && challenged && challenged.counted !== counted
      ? [t('apps.flow.tail-counted', { n: challenged.counted, total: challenged.total })]
      : []),
    ...(tails.length > 0 ? [t('apps.flow.no-link')] : []),
  ]
}

const round = (value: number): number => Math.round(value * 10) / 10

/** How many reviews or suits there were to a hundred answers, where there were any of both. */
export const perHundred = ({ closed }: FlowState, { all }: Tail, { t }: Translator): string | undefined =>
  closed.all > 0 && all > 0 ? t('apps.per-hundred', { n: wholeNumber(round((all / closed.all) * 100)) }) : undefined
