import { unitOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import type { Translator } from '../i18n'
import { fullNumber } from '../i18n/format'

/* Parts of sentences that official documents share. */

/** So many offices or figures at most are named in a sentence. */
const MOST_NAMED = 20

/** A figure with its unit, in full digits. */
export const amountText = (value: number, metric: MetricId, { t }: Translator): string =>
  t('circular.amount', { n: fullNumber(value, unitOf(metric)), unit: t(`unit.${unitOf(metric)}`) })

/** The first of them, and that there are more. */
export function namesText(items: readonly string[], { t, list }: Translator): string {
  const names = list(items.slice(0, MOST_NAMED))
  return items.length > MOST_NAMED ? t('circular.and-more', { names }) : names
}

/** What is asked, each behind its number: （一）… */
export function numbered<Id extends string>(
  asked: readonly { id: Id; text: string }[],
  { t, locale }: Translator,
): { id: Id; text: string }[] {
  const ordinal = new Intl.NumberFormat(locale === 'zh-CN' ? 'zh-CN-u-nu-hanidec' : locale)
  return asked.map(({ id, text }, i) => ({ id, text: t('circular.ask', { nth: ordinal.format(i + 1), text }) }))
}
