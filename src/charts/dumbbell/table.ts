import type { Translator } from '../../i18n'
import type { FigureTable } from '../figure'
import { shortChange } from '../parts/change'
import { longTable } from '../parts/longTable'
import { entryOf } from '../readings'
import { changed, pairOf, readingOf } from './state'
import type { StepState } from './state'

/** Both figures of every office, and the change. */
export function tableOf(state: StepState, words: Translator): FigureTable {
  const { t } = words
  const { result, from, to, focusRow } = state
  return longTable(
    [
      { key: 'office', label: t('common.office') },
      { key: 'from', label: String(from), numeric: true },
      { key: 'to', label: String(to), numeric: true },
      { key: 'change', label: t('common.change', { from, to }), numeric: true },
    ],
    result.orgs.length,
    (row) => {
      const pair = pairOf(state, row)
      const sort = changed(state, row)
      return {
        id: result.orgs[row]!.id,
        focus: row === focusRow,
        entries: [
          { text: result.orgs[row]!.name, sort: result.orgs[row]!.name },
          entryOf(pair.from, words),
          entryOf(pair.to, words),
          { text: shortChange(pair.change, result.metric, words, from), ...(sort !== undefined && { sort }) },
        ],
      }
    },
    (row, column) =>
      column === 0
        ? result.orgs[row]!.name
        : column === 3
          ? changed(state, row)
          : readingOf(result, row, column === 1 ? from : to).value,
  )
}
