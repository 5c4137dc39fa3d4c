import { wholeNumber } from '../../i18n/format'
import type { ChartContext, FigureTable } from '../figure'
import { areaEntry, hasAreas } from '../parts/areaColumn'
import { entryOf } from '../readings'
import type { BumpState } from './state'

/** Each office's place and figure of every year, in the order of the last. */
export function tableOf({ courses, matrix }: BumpState, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const { t } = words
  const wide = hasAreas(matrix.orgs, ctx)
  const orgs = new Map(matrix.orgs.map((org) => [org.id, org]))
  const lastRank = ({ steps }: BumpState['courses'][number]): number =>
    steps.findLast(({ place }) => place)?.place?.rank ?? Infinity
  const ordered = [...courses].sort((a, b) => (lastRank(a) === lastRank(b) ? 0 : lastRank(a) - lastRank(b)))
  return {
    columns: [
      { key: 'office', label: t('common.office') },
      ...(wide ? [{ key: 'area', label: t('common.area') }] : []),
      ...matrix.years.flatMap((year) => [
        { key: `rank-${year}`, label: `${year} ${t('common.rank')}`, numeric: true },
        { key: String(year), label: String(year), numeric: true },
      ]),
    ],
    rows: ordered.map(({ id, role, steps }) => ({
      id,
      focus: role === 'focus',
      entries: [
        { text: orgs.get(id)!.name, sort: orgs.get(id)!.name },
        ...(wide ? [areaEntry(orgs.get(id)!, ctx)] : []),
        ...steps.flatMap(({ datum, place }) => [
          place ? { text: wholeNumber(place.rank), sort: place.rank } : { text: '—' },
          entryOf(datum, words),
        ]),
      ],
    })),
  }
}
