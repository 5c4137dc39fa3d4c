import { wholeNumber } from '../../i18n/format'
import type { ChartContext, FigureTable } from '../figure'
import { areaEntry, hasAreas } from '../parts/areaColumn'
import { entryOf } from '../readings'
import type { ProfileState } from './state'

/** Each office's place and figure by each metric. */
export function tableOf({ rows, columns }: ProfileState, ctx: ChartContext): FigureTable {
  const { t } = ctx.words
  const wide = hasAreas(
    rows.map(({ org }) => org),
    ctx,
  )
  return {
    columns: [
      { key: 'office', label: t('common.office') },
      ...(wide ? [{ key: 'area', label: t('common.area') }] : []),
      ...columns.flatMap(({ metric, name }) => [
        { key: `rank-${metric}`, label: t('profile.rank-of', { metric: name }), numeric: true },
        { key: metric, label: name, numeric: true },
      ]),
    ],
    rows: rows.map(({ org, isFocus, cells }) => ({
      id: org.id,
      focus: isFocus,
      entries: [
        { text: org.name, sort: org.name },
        ...(wide ? [areaEntry(org, ctx)] : []),
        ...cells.flatMap(({ place, datum }) => [
          place ? { text: wholeNumber(place.rank), sort: place.rank } : { text: '—' },
          entryOf(datum, ctx.words),
        ]),
      ],
    })),
  }
}
