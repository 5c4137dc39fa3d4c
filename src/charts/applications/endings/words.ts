import type { Translator } from '../../../i18n'
import { fullNumber, wholeNumber } from '../../../i18n/format'
import { ENDINGS } from '../../../query/applications'
import { comparabilityNotes } from '../../parts/notes'
import type { Tip } from '../../parts/tooltip'
import { ENDING_KEY, countedNote, shareText } from '../counts'
import { MOST_ROWS, isFew, shareOf } from './state'
import type { OfficesState, Row, YearsState } from './state'

/** Which share of the office in focus is furthest from that of all, where both have enough behind them. */
function finding(own: Row, all: Row, { t }: Translator): string | undefined {
  if (!own.endings || isFew(own) || isFew(all)) return undefined
  const gaps = ENDINGS.map((_, i) => Math.abs(shareOf(own, i) - shareOf(all, i)))
  const at = gaps.indexOf(Math.max(...gaps))
  return t('apps.endings.title-own', {
    office: own.label,
    ending: t(ENDING_KEY[ENDINGS[at]!]),
    share: fullNumber(shareOf(own, at), 'percent'),
    all: fullNumber(shareOf(all, at), 'percent'),
  })
}

export function officesTitle({ year, all, own }: OfficesState, words: Translator): string {
  const { t } = words
  const found = own && finding(own, all, words)
  if (found !== undefined) return found
  if (all.closed === 0) return t('apps.endings.empty', { year })
  const granted = all.endings![0]!
  return t('apps.endings.title', { closed: all.closed, granted, share: shareText(granted, all.closed) })
}

export const officesNotes = ({ whole, areas }: OfficesState, words: Translator): string[] => [
  countedNote(whole, words),
  words.t('apps.endings.base'),
  ...(areas.length > MOST_ROWS ? [words.t('apps.endings.most', { n: MOST_ROWS, total: areas.length })] : []),
]

/** From the first to the last year with enough behind it. */
export function yearsTitle({ rows }: YearsState, { t }: Translator): string {
  const known = rows.filter((row) => !isFew(row))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || first === last) return t('apps.endings.title-by-year')
  return t('apps.endings.title-years', {
    from: first.label,
    to: last.label,
    first: fullNumber(shareOf(first, 0), 'percent'),
    last: fullNumber(shareOf(last, 0), 'percent'),
  })
}

export function yearsNotes({ result, isOwn }: YearsState, words: Translator): string[] {
  const { t, list } = words
  const { years, whole } = result
  const counted = years.map((year, i) => `${year} ${wholeNumber(whole[i]!.counted)}/${wholeNumber(whole[i]!.total)}`)
  return [
    ...(isOwn ? [] : [t('apps.endings.counted', { list: list(counted) })]),
    ...comparabilityNotes('applications.other.total', years, { words }).map((note) =>
      t('apps.endings.other-joined', { note }),
    ),
    t('apps.endings.base'),
  ]
}

export function tipOf({ label, endings, closed, state }: Row, { t }: Translator): Tip {
  return {
    title: label,
    lines: endings
      ? [
          ...endings.map((n, i) => ({
            name: t(ENDING_KEY[ENDINGS[i]!]),
            text: `${wholeNumber(n)} · ${shareText(n, closed)}`,
          })),
          { name: t('apps.closed'), text: wholeNumber(closed), strong: true },
        ]
      : [{ name: t('apps.closed'), text: state ? t(`state.${state}`) : '—' }],
  }
}
