import { shortName } from '../../domain/orgs'
import { fullNumber, wholeNumber } from '../../i18n/format'
import type { MessageKey, Translator } from '../../i18n'
import type { Ending } from '../../query/applications'
import type { PartsResult } from '../../query/answers/parts'
import type { MissingCounts } from '../../query/spec'
import type { ChartContext } from '../figure'

/** Short names of how an application ends, as (一) to (六) of table 三. */
export const ENDING_KEY: Record<Ending, MessageKey> = {
  'applications.granted.total': 'apps.granted',
  'applications.partial.total': 'apps.partial',
  'sum.denied': 'apps.denied',
  'sum.unable': 'apps.unable',
  'sum.unprocessed': 'apps.unprocessed',
  'sum.other': 'apps.other',
}

/** A count as a share of another; a dash where that is nothing. */
export const shareText = (part: number, of: number): string => (of > 0 ? fullNumber(part / of, 'percent') : '—')

/** How many offices stand behind the sums, and why the others do not. */
export function countedNote(
  { counted, total, missing }: { counted: number; total: number; missing: MissingCounts },
  { t, list }: Translator,
): string {
  const why = Object.entries(missing).map(([state, n]) =>
    t('apps.missing', { state: t(`state.${state as keyof MissingCounts}`), n: wholeNumber(n) }),
  )
  const of = { n: wholeNumber(counted), total: wholeNumber(total) }
  return why.length === 0 ? t('apps.counted', of) : t('apps.counted-but', { ...of, why: list(why) })
}

/** The short name of the office in focus; nothing where none is or it has not got all the figures. */
export const focusName = (result: PartsResult, { focus }: ChartContext): string =>
  shortName(result.offices.find(({ org }) => org.id === focus)?.org.name ?? '')

export const spanOf = (years: readonly number[]): string =>
  years.length > 1 ? `${years[0]}-${years.at(-1)}` : String(years[0] ?? '')
