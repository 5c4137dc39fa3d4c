import { unitOf } from '../domain/metrics'
import { wholeNumber } from '../i18n/format'
import { change, rank, yoy } from '../query/measures'
import type { Change } from '../query/measures'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, FigureRow } from './figure'
import { shortChange } from './parts/change'
import { areaEntry, hasAreas } from './parts/areaColumn'
import { longTable } from './parts/longTable'
import { figureNotes, mergerNotes, sourceText } from './parts/notes'
import { entryOf, rowOf, datumValue } from './readings'
import { movedBetween } from './titles'

/** Offices by year with 同比, the change over the whole span, and the rank in the last year. */
export function compareTable(result: MatrixResult, year: number, ctx: ChartContext): FigureTable {
  const { words } = ctx
  const [from, to] = [result.years[0]!, result.years.at(-1)!]
  const { ranked, missing } = rank(result, year)
  const ranks = new Map(ranked.map((entry) => [entry.row, entry.rank]))
  const wide = hasAreas(result.orgs, ctx)
  const makeRow = (row: number): FigureRow => {
    const org = result.orgs[row]!
    const step = yoy(result, row, year)
    const span = change(result, row, from, to)
    return {
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [
        { text: org.name, sort: org.name },
        ...(wide ? [areaEntry(org, ctx)] : []),
        ...rowOf(result, row).map((reading) => ({
          ...entryOf(reading, words),
        })),
        { text: shortChange(step, result.metric, words), ...(step.kind !== 'suppressed' && { sort: step.value }) },
        { text: shortChange(span, result.metric, words), ...(span.kind !== 'suppressed' && { sort: span.value }) },
        {
          text: ranks.has(row) ? wholeNumber(ranks.get(row)!) : '—',
          ...(ranks.has(row) && { sort: ranks.get(row) as number }),
        },
      ],
    }
  }
  const own = result.orgs.findIndex((org) => org.id === ctx.focus)
  const order = [
    ...ranked.map(({ row }) => row),
    ...Object.values(missing)
      .flat()
      .sort((a, b) => a - b),
  ].filter((row) => row !== own)
  if (own >= 0) order.unshift(own)
  const width = result.years.length
  const moved = (step: Change): number | undefined => (step.kind === 'suppressed' ? undefined : step.value)
  const sortOf = (i: number, at: number): number | string | undefined => {
    const row = order[i]!
    if (at === 0) return result.orgs[row]!.name
    if (wide && at === 1) return areaEntry(result.orgs[row]!, ctx).sort
    const column = wide ? at - 1 : at
    if (column <= width) return datumValue(result, row, column - 1)
    if (column === width + 1) return moved(yoy(result, row, year))
    return column === width + 2 ? moved(change(result, row, from, to)) : ranks.get(row)
  }
  return longTable(
    [
      { key: 'office', label: words.t('common.office') },
      ...(wide ? [{ key: 'area', label: words.t('common.area') }] : []),
      ...result.years.map((y) => ({ key: String(y), label: String(y), numeric: true })),
      { key: 'yoy', label: `${year} ${words.t('mode.yoy')}`, numeric: true },
      { key: 'change', label: words.t('common.change', { from, to }), numeric: true },
      { key: 'rank', label: `${year} ${words.t('common.rank')}`, numeric: true },
    ],
    order.length,
    (i) => makeRow(order[i]!),
    sortOf,
  )
}

/** The table as a figure of its own, without a chart. */
export function tableFigure(result: MatrixResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const metric = words.metric(result.metric)
  return {
    id: `table-${result.metric}`,
    title:
      movedBetween(result, year - 1, year, words) ??
      words.t('compare.title.table', { metric, n: wholeNumber(result.orgs.length) }),
    subtitle: words.t(`unit.${unitOf(result.metric)}`),
    height: 520,
    footnotes: [...mergerNotes(result, ctx), ...figureNotes(result, result.years, ctx)],
    source: sourceText(result.metric, words),
    table: compareTable(result, year, ctx),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
