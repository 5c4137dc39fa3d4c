import { shortName } from '../../domain/orgs'
import { wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { CalendarState } from './state'

const MOST_NAMES = 6

/** Of the year in view: how many days are known, how many of them are late, and the last. */
export function titleOf({ years, year, result }: CalendarState, { t }: Translator): string {
  const own = years.find((one) => one.year === year)
  if (!own || own.marks.length === 0) return t('calendar.title.none', { year })
  const last = own.marks.reduce((most, mark) => (mark.daysLate > most.daysLate ? mark : most))
  const said = { year, n: wholeNumber(own.marks.length), late: wholeNumber(own.late) }
  return own.late === 0
    ? t('calendar.title.in-time', said)
    : t('calendar.title', { ...said, office: shortName(result.orgs[last.row]!.name), days: last.daysLate })
}

export function notesOf(
  { years, year, result, byAddress, received, outside }: CalendarState,
  words: Translator,
): string[] {
  const { t } = words
  const undated = years.find((one) => one.year === year)?.undated ?? []
  const names = words.list(undated.slice(0, MOST_NAMES).map((row) => shortName(result.orgs[row]!.name)))
  return [
    t('calendar.note.deadlines'),
    ...(undated.length > 0
      ? [
          t(undated.length > MOST_NAMES ? 'calendar.note.undated-more' : 'calendar.note.undated', {
            year,
            names,
            n: wholeNumber(undated.length),
          }),
        ]
      : []),
    ...(byAddress > 0 ? [t('calendar.note.address', { n: wholeNumber(byAddress) })] : []),
    ...(received > 0 ? [t('calendar.note.received', { n: wholeNumber(received) })] : []),
    ...(outside > 0 ? [t('calendar.note.outside', { n: wholeNumber(outside) })] : []),
  ]
}
