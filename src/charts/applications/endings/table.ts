import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import { ENDINGS } from '../../../query/applications'
import type { FigureTable } from '../../figure'
import { ENDING_KEY, shareText } from '../counts'
import { shareOf } from './state'
import type { Row } from './state'

/** `first`: what the rows are. */
export const tableOf = (first: string, rows: readonly Row[], { t }: Translator): FigureTable => ({
  columns: [
    { key: 'row', label: first },
    { key: 'closed', label: t('apps.closed'), numeric: true },
    ...ENDINGS.flatMap((metric) => [
      { key: metric, label: t(ENDING_KEY[metric]), numeric: true },
      { key: `${metric}-share`, label: t('apps.share'), numeric: true },
    ]),
  ],
  rows: rows.map((one) => ({
    id: one.id,
    focus: one.tone === 'focus',
    entries: [
      { text: one.label, sort: one.label, ...(one.area !== undefined && { area: one.area }) },
      one.state === undefined
        ? { text: wholeNumber(one.closed), sort: one.closed, ...(one.ref && { ref: one.ref }) }
        : { text: t(`state.${one.state}`), state: one.state },
      ...ENDINGS.flatMap((_, i) =>
        one.endings
          ? [
              { text: wholeNumber(one.endings[i]!), sort: one.endings[i]! },
              { text: shareText(one.endings[i]!, one.closed), sort: shareOf(one, i) },
            ]
          : [{ text: '—' }, { text: '—' }],
      ),
    ],
  })),
})
