import type { Target } from '../domain/targets'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, FigureRow } from './figure'
import { unitOf } from '../domain/metrics'
import { holdsIn } from '../domain/targets'
import { fullNumber } from '../i18n/format'
import { longTable } from './parts/longTable'
import { pinsOn } from './parts/pinMarks'
import { targetText, targetsFor } from './parts/targetLines'
import { entryOf, rowOf, totalOf, datumValue } from './readings'

/**
 * Every office's figure of every year: the table beside a trend, a heat map, small multiples. Targets have rows of
 * their own at the end, pinned notes a column.
 */
export function yearsTable(result: MatrixResult, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const targets = targetsFor(ctx, result.metric)
  const { marked } = pinsOn(result, ctx)
  const noted = (i: number): string =>
    marked
      .filter((pin) => pin.row === i)
      .map(({ mark, year, text }) => `${mark}${words.t('annotate.item', { place: String(year), text })}`)
      .join(words.t('common.clause-sep'))
  const columns = [
    { key: 'office', label: words.t('common.office') },
    ...result.years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
    ...(marked.length > 0 ? [{ key: 'notes', label: words.t('pin.column') }] : []),
  ]
  const targetRow = (target: Target): FigureRow => ({
    id: `target ${target.id}`,
    entries: [
      { text: targetText(target, words) },
      ...result.years.map((year) =>
        holdsIn(target, year)
          ? { text: fullNumber(target.value, unitOf(target.metric)), sort: target.value }
          : { text: '' },
      ),
      ...(marked.length > 0 ? [{ text: '' }] : []),
    ],
  })
  const row = (i: number): FigureRow => {
    const target = targets[i - result.orgs.length]
    if (target) return targetRow(target)
    const org = result.orgs[i]!
    return {
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [
        { text: org.name, sort: org.name },
        ...rowOf(result, i).map((reading) => entryOf(reading, words)),
        ...(marked.length > 0 ? [{ text: noted(i) }] : []),
      ],
    }
  }
  return longTable(columns, result.orgs.length + targets.length, row, (i, column) => {
    // Targets stay behind the offices, however these are sorted.
    if (i >= result.orgs.length || column > result.years.length) return undefined
    return column === 0 ? result.orgs[i]!.name : datumValue(result, i, column - 1)
  })
}

/** The table of all offices in scope, where a figure draws a sample of them. */
export const wholeTable = (
  result: MatrixResult,
  ctx: ChartContext,
  table: (whole: MatrixResult, ctx: ChartContext) => FigureTable = yearsTable,
): Pick<Figure, 'whole'> => {
  const { whole } = ctx
  return whole && totalOf(result) > result.orgs.length
    ? { whole: { rows: totalOf(result), table: async () => table(await whole(), ctx) } }
    : {}
}
