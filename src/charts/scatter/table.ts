import type { MatrixResult } from '../../query/spec'
import type { ChartContext, FigureTable } from '../figure'
import { areaEntry, hasAreas } from '../parts/areaColumn'
import { longTable } from '../parts/longTable'
import { datumAt, datumValue, entryOf } from '../readings'

/** Both figures of every office, of those that lack one as well. */
export function tableOf(x: MatrixResult, y: MatrixResult, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const wide = hasAreas(x.orgs, ctx)
  const from = wide ? 2 : 1
  return longTable(
    [
      { key: 'office', label: words.t('common.office') },
      ...(wide ? [{ key: 'area', label: words.t('common.area') }] : []),
      { key: 'x', label: words.metric(x.metric), numeric: true },
      { key: 'y', label: words.metric(y.metric), numeric: true },
    ],
    x.orgs.length,
    (row) => {
      const org = x.orgs[row]!
      return {
        id: org.id,
        focus: org.id === ctx.focus,
        entries: [
          { text: org.name, sort: org.name },
          ...(wide ? [areaEntry(org, ctx)] : []),
          entryOf(datumAt(x, row, 0), words),
          entryOf(datumAt(y, row, 0), words),
        ],
      }
    },
    (row, column) => {
      if (column === 0) return x.orgs[row]!.name
      if (column < from) return areaEntry(x.orgs[row]!, ctx).sort
      return datumValue(column === from ? x : y, row, 0)
    },
  )
}
