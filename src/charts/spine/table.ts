import { unitOf } from '../../domain/metrics'
import { fullNumber, wholeNumber } from '../../i18n/format'
import type { FigureTable, TableEntry } from '../figure'
import type { Translator } from '../../i18n'
import { entryOf } from '../readings'
import type { SpineState } from './state'
import { changeText, trendText } from './words'

const NONE: TableEntry = { text: '—' }

/** A row a metric, each of its numbers in full digits in a column of its own. */
export function tableOf({ lines, year }: SpineState, words: Translator): FigureTable {
  const { t } = words
  return {
    columns: [
      { key: 'metric', label: t('spine.metric') },
      { key: 'unit', label: t('spine.unit') },
      { key: 'value', label: String(year), numeric: true },
      { key: 'before', label: String(year - 1), numeric: true },
      { key: 'change', label: t('mode.yoy'), numeric: true },
      { key: 'min', label: t('spine.min'), numeric: true },
      { key: 'max', label: t('spine.max'), numeric: true },
      { key: 'years', label: t('spine.years'), numeric: true },
      { key: 'rank', label: t('common.rank'), numeric: true },
      { key: 'reported', label: t('spread.reported'), numeric: true },
      { key: 'trend', label: t('spine.trend') },
    ],
    rows: lines.map((line) => {
      const { metric, name, own, before, change, range, place, reported, total } = line
      const number = (value: number | undefined): TableEntry =>
        value === undefined ? NONE : { text: fullNumber(value, unitOf(metric)), sort: value }
      return {
        id: metric,
        entries: [
          { text: name, sort: name },
          { text: t(`unit.${unitOf(metric)}`) },
          entryOf(own, words),
          entryOf(before, words),
          { text: changeText(line, words), ...(change.kind !== 'suppressed' && { sort: change.value }) },
          number(range?.min),
          number(range?.max),
          { text: wholeNumber(range?.years ?? 0), sort: range?.years ?? 0 },
          place ? { text: wholeNumber(place.rank), sort: place.rank } : NONE,
          { text: `${wholeNumber(reported)}/${wholeNumber(total)}`, sort: reported },
          { text: trendText(line, words) },
        ],
      }
    }),
  }
}
