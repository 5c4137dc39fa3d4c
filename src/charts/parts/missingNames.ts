import { wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { State } from '../../pack/states'

const MOST_NAMES = 6

/** Offices without a figure, named by kind: 未收录：石桥、东新. Long lists are cut, with their number. */
export function missingNotes(
  missing: Partial<Record<Exclude<State, 'value'>, readonly number[]>>,
  labels: (row: number) => string,
  { t, list }: Translator,
): string[] {
  return Object.entries(missing).map(([state, rows]) => {
    const names = list(rows.slice(0, MOST_NAMES).map((row) => labels(row)))
    const name = t(`state.${state as State}`)
    return rows.length > MOST_NAMES
      ? t('rank.missing-more', { state: name, names, n: wholeNumber(rows.length) })
      : t('rank.missing', { state: name, names })
  })
}
