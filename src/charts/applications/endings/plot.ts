import type { Translator } from '../../../i18n'
import { wholeNumber } from '../../../i18n/format'
import { ENDINGS, FEWEST_CLOSED } from '../../../query/applications'
import { OUTCOMES } from '../../parts/palette'
import type { Plot, PlotPoint } from '../../plot'
import { ENDING_KEY } from '../counts'
import { shareOf, tonesOf } from './state'
import type { Group, Row } from './state'

/** The bars for programs that draw by themselves; what is closed stands behind each name, or why there is no bar. */
export function plotOf(groups: readonly Group[], lying: boolean, { t }: Translator): Plot {
  const rows = groups.flatMap((group) => group.rows)
  const pointOf = (row: Row, i: number): PlotPoint => {
    const value = shareOf(row, i)
    return Number.isNaN(value) ? {} : { value, colour: tonesOf(row)[i]!, ...(row.ref && { ref: row.ref }) }
  }
  return {
    kind: 'stack',
    lying,
    unit: t('unit.percent'),
    divisor: 1,
    digits: 'share',
    categories: rows.map(({ label, closed, state }) =>
      t('apps.plot.row', { name: label, n: state === undefined ? wholeNumber(closed) : t(`state.${state}`) }),
    ),
    series: ENDINGS.map((metric, i) => ({
      name: t(ENDING_KEY[metric]),
      role: 'part',
      colour: OUTCOMES.peers[i]!,
      points: rows.map((row) => pointOf(row, i)),
    })),
    note: t('apps.plot.closed', { n: FEWEST_CLOSED }),
  }
}
