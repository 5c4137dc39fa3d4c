import type { EChartsOption, LineSeriesOption } from 'echarts'
import { unitOf } from '../domain/metrics'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, Room } from './figure'
import { abovePlot, belowPlot, belowYears, niceRange, textStyle, valueAxis, yearAxis } from './parts/axes'
import { formChange } from './parts/formChange'
import { figureNotes, sourceText } from './parts/notes'
import { endLabels } from './parts/endLabels'
import type { EndLabel } from './parts/endLabels'
import { COLOUR, HIGHLIGHTS } from './parts/palette'
import { longTable } from './parts/longTable'
import { labelRoom } from './parts/textWidth'
import { yearTooltip } from './parts/tooltip'
import { labelsOf, rowOf, totalOf } from './readings'
import { indexOfFocus, lastMoves, movedBetween } from './titles'
import { baseYear, indexLines, yoyLines } from './transformed'
import { windowOf } from './parts/window'
import { wholeTable } from './yearsTable'

const MOST_LINES = 40
const MOST_LABELS = 14

/** How a relative figure is written and which line stands for "no change". */
interface Kind {
  say: (value: number) => string
  still: number
  tick: (value: number) => string
}

const signed = (value: number, digits: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`

function tableOf(
  result: MatrixResult,
  values: Float64Array,
  { say }: Kind,
  { words, focus }: ChartContext,
): FigureTable {
  const at = (row: number, column: number): number => values[row * result.years.length + column]!
  return longTable(
    [
      { key: 'office', label: words.t('common.office') },
      ...result.years.map((year) => ({ key: String(year), label: String(year), numeric: true })),
    ],
    result.orgs.length,
    (row) => ({
      id: result.orgs[row]!.id,
      focus: result.orgs[row]!.id === focus,
      entries: [
        { text: result.orgs[row]!.name, sort: result.orgs[row]!.name },
        ...rowOf(result, row).map(({ ref }, column) => {
          const value = at(row, column)
          return Number.isNaN(value) ? { text: '—', ref } : { text: say(value), sort: value, ref }
        }),
      ],
    }),
    (row, column) =>
      column === 0 ? result.orgs[row]!.name : Number.isNaN(at(row, column - 1)) ? undefined : at(row, column - 1),
  )
}

function figure(
  result: MatrixResult,
  valuesOf: (result: MatrixResult) => Float64Array,
  kind: Kind,
  ctx: ChartContext,
  head: Pick<Figure, 'id' | 'title' | 'subtitle'>,
): Figure {
  const { words } = ctx
  const values = valuesOf(result)
  const total = totalOf(result)
  const labels = labelsOf(result, ctx)
  const shown = windowOf(result, MOST_LINES, ctx.focus)
  const at = (row: number, column: number): number => values[row * result.years.length + column]!
  const known = (row: number, column: number): boolean =>
    column >= 0 && column < result.years.length && !Number.isNaN(at(row, column))
  /** A point without neighbours would vanish from its line: it is drawn as a dot. */
  const alone = (row: number, column: number): boolean => !known(row, column - 1) && !known(row, column + 1)
  const drawable = values.some((value) => !Number.isNaN(value))
  const labelled = shown.length <= MOST_LABELS
  const roleOf = (row: number) => {
    const id = result.orgs[row]!.id
    const rank = ctx.highlights?.indexOf(id) ?? -1
    return id === ctx.focus
      ? { colour: COLOUR.focus, strong: true, own: true }
      : rank >= 0
        ? { colour: HIGHLIGHTS[rank % HIGHLIGHTS.length]!, strong: true, own: false }
        : { colour: COLOUR.peer as string, strong: false, own: false }
  }
  const metric = words.metric(result.metric)
  const names = shown.flatMap((row): EndLabel[] => {
    const { colour, strong, own } = roleOf(row)
    const last = result.years.findLastIndex((_, column) => !Number.isNaN(at(row, column)))
    if (last < 0 || !(labelled || strong)) return []
    return [
      {
        x: result.years[last]!,
        y: at(row, last),
        strong: own,
        first: strong,
        colour: strong ? colour : COLOUR.peerInk,
        text: own ? `${labels(row)} ${kind.say(at(row, last))}` : labels(row),
      },
    ]
  })

  const drawn = shown
    .flatMap((row) => result.years.map((_, column) => at(row, column)))
    .filter((value) => !Number.isNaN(value))
  const range = niceRange(Math.min(kind.still, ...drawn), Math.max(kind.still, ...drawn))

  const option = (room: Room): EChartsOption => ({
    animationDuration: 300,
    textStyle: textStyle(room),
    grid: {
      left: 4,
      right: labelRoom(
        names.map(({ text }) => text),
        room.text + 1,
        room.width * 0.3,
      ),
      top: abovePlot(room),
      bottom: belowYears(room),
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: yearAxis(result.years, room),
    yAxis: valueAxis({ divisor: 1, digits: 2, label: '' }, room, {
      ...range,
      axisLabel: { ...textStyle(room), formatter: kind.tick },
    }),
    tooltip: yearTooltip((year) => {
      const column = result.years.indexOf(year)
      if (column < 0) return undefined
      const lines = shown
        .filter((row) => !Number.isNaN(at(row, column)))
        .sort((a, b) => Number(roleOf(b).own) - Number(roleOf(a).own) || at(b, column) - at(a, column))
      return {
        title: words.t('scope.year-value', { year }),
        lines: lines
          .slice(0, 12)
          .map((row) => ({ name: labels(row), text: kind.say(at(row, column)), strong: roleOf(row).own })),
      }
    }),
    series: [
      {
        id: 'still',
        type: 'line',
        data: [],
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          label: { show: false },
          lineStyle: { color: COLOUR.axis, width: 1, type: 'solid' },
          data: [{ yAxis: kind.still }],
        },
      },
      { id: 'form-change', type: 'line', data: [], ...formChange(result.metric, result.years, room, words) },
      ...shown.map((row): LineSeriesOption => {
        const { colour, strong, own } = roleOf(row)
        const refs = rowOf(result, row)
        return {
          id: `${head.id}:${result.orgs[row]!.id}`,
          name: labels(row),
          type: 'line',
          z: own ? 5 : strong ? 4 : 2,
          connectNulls: false,
          symbol: 'circle',
          symbolSize: room.text * 0.5,
          lineStyle: { color: colour, width: own ? room.text / 4.4 : strong ? 2 : 1.3 },
          itemStyle: { color: colour },
          emphasis: { focus: own ? 'none' : 'series' },
          data: result.years.flatMap((year, column) => {
            const { ref, doubt, relabelled } = refs[column]!
            const point = {
              value: [year, at(row, column)],
              ref,
              itemStyle: doubt
                ? { color: COLOUR.card, borderColor: COLOUR.amber, borderWidth: 2, opacity: 1 }
                : { color: colour, opacity: strong || alone(row, column) ? 1 : 0 },
            }
            return relabelled ? [{ value: [year - 0.5, NaN] }, point] : [point]
          }),
        }
      }),
      endLabels(names, { ...range, top: abovePlot(room), bottom: belowPlot(room) }, room),
    ],
  })

  return {
    ...head,
    ...(drawable && { option }),
    height: 400,
    footnotes: [
      ...(shown.length < total ? [words.t('trend.window', { n: shown.length, total })] : []),
      ...figureNotes(result, result.years, words),
      words.t('note.gap'),
    ],
    source: sourceText(result.metric, words),
    table: tableOf(result, values, kind, ctx),
    ...wholeTable(result, ctx, (whole) => tableOf(whole, valuesOf(whole), kind, ctx)),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}

/** Every office as an index of one year, so that large and small can be compared by their course. */
export function indexTrend(result: MatrixResult, ctx: ChartContext, base = baseYear(result)): Figure {
  const { left, values } = indexLines(result, base)
  const { t, metric } = ctx.words
  return figure(
    result,
    (one) => indexLines(one, base).values,
    { say: (value) => value.toFixed(1), still: 100, tick: (value) => String(Math.round(value)) },
    ctx,
    {
      id: `index-${result.metric}`,
      title:
        indexOfFocus(result, values, base, ctx) ??
        movedBetween(result, base, result.years.at(-1) ?? base, ctx.words) ??
        t('trend.title.index', { metric: metric(result.metric), year: base }),
      subtitle: t(left > 0 ? 'trend.subtitle.index' : 'trend.subtitle.index-all', { year: base, n: left }),
    },
  )
}

/** 同比 year by year, where it may be said: percent, or percentage points for rates. */
export function yoyTrend(result: MatrixResult, ctx: ChartContext): Figure {
  const { t, metric } = ctx.words
  const points = unitOf(result.metric) === 'percent'
  const say = (value: number) =>
    points
      ? t('yoy.points', { sign: value > 0 ? '+' : value < 0 ? '−' : '', value: Math.abs(value * 100).toFixed(1) })
      : `${signed(value * 100, 1)}%`
  return figure(
    result,
    (one) => yoyLines(one).values,
    { say, still: 0, tick: (value) => `${signed(value * 100, 0)}${points ? '' : '%'}` },
    ctx,
    {
      id: `yoy-${result.metric}`,
      title: lastMoves(result, ctx.words) ?? t('trend.title.yoy', { metric: metric(result.metric) }),
      subtitle: t(points ? 'trend.subtitle.yoy-points' : 'trend.subtitle.yoy'),
    },
  )
}
