import { unitOf } from '../../domain/metrics'
import { fullNumber } from '../../i18n/format'
import type { AlikeResult } from '../../query/likeness'
import type { ChartContext, FigureRow, FigureTable, TableEntry } from '../figure'
import { areaEntry, hasAreas } from '../parts/areaColumn'
import { ratioOf, ratioWords } from './words'

/** The office itself, then the nearest: how far each is, and what it is compared by. */
export function tableOf({ office, figures, nearest, metrics }: AlikeResult, ctx: ChartContext): FigureTable {
  const { t, metric: nameOf } = ctx.words
  const wide = hasAreas(
    nearest.map(({ org }) => org),
    ctx,
  )
  const numbers = (of: readonly (number | undefined)[]): TableEntry[] =>
    of.map((value, i) =>
      value === undefined ? { text: t('spread.none') } : { text: fullNumber(value, unitOf(metrics[i]!)), sort: value },
    )
  const own: FigureRow[] = office
    ? [
        {
          id: office.id,
          focus: true,
          entries: [
            { text: office.name, sort: office.name },
            ...(wide ? [areaEntry(office, ctx)] : []),
            { text: '—' },
            { text: '—' },
            ...numbers(figures),
          ],
        },
      ]
    : []
  return {
    columns: [
      { key: 'office', label: t('common.office') },
      ...(wide ? [{ key: 'area', label: t('common.area') }] : []),
      { key: 'ratio', label: t('alike.ratio'), numeric: true },
      { key: 'shared', label: t('alike.shared'), numeric: true },
      ...metrics.map((metric) => ({ key: metric, label: nameOf(metric), numeric: true })),
    ],
    rows: [
      ...own,
      ...nearest.map(({ org, distance, shared, figures: theirs }) => ({
        id: org.id,
        entries: [
          { text: org.name, sort: org.name },
          ...(wide ? [areaEntry(org, ctx)] : []),
          { text: ratioWords(distance), sort: ratioOf(distance) },
          { text: String(shared), sort: shared },
          ...numbers(theirs),
        ],
      })),
    ],
  }
}
