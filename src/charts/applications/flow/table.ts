import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import type { FigureTable, TableEntry } from '../../figure'
import { shareText } from '../counts'
import { baseOf } from './state'
import type { Count, FlowState, Shared } from './state'

export function tableOf(state: FlowState, { t }: Translator): FigureTable {
  const { sources, due, ends, closed, tails, isFocused, office, refOf } = state
  const rows: (Count & { of?: Shared })[] = [
    ...sources,
    due,
    ...ends.map((end) => ({ ...end, of: baseOf(state, end) })),
    closed,
    ...tails.map(({ name, all, own, metric }) => ({ key: name, name, all, own, metric })),
  ]
  const ownEntry = (count: Count): TableEntry => {
    const ref = refOf(count.metric)
    return { text: wholeNumber(count.own), sort: count.own, ...(ref && { ref }) }
  }
  return {
    columns: [
      { key: 'item', label: t('apps.item') },
      { key: 'all', label: t('apps.all'), numeric: true },
      { key: 'share', label: t('apps.share'), numeric: true },
      ...(isFocused
        ? [
            { key: 'own', label: office, numeric: true },
            { key: 'own-share', label: t('apps.share'), numeric: true },
          ]
        : []),
    ],
    rows: rows.map((count) => ({
      id: count.key,
      entries: [
        { text: count.name },
        { text: wholeNumber(count.all), sort: count.all },
        { text: count.of ? shareText(count.all, count.of.all) : '' },
        ...(isFocused ? [ownEntry(count), { text: count.of ? shareText(count.own, count.of.own) : '' }] : []),
      ],
    })),
  }
}
