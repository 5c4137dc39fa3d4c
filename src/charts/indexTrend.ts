import type { EChartsOption, LineSeriesOption } from 'echarts'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, Room } from './figure'
import { abovePlot, belowPlot, belowYears, niceRange, textStyle, valueAxis, yearAxis } from './parts/axes'
import { linePoint } from './parts/brokenLine'
import { DOUBT_STYLE } from './parts/doubt'
import { formChange } from './parts/formChange'
import { figureNotes, sourceText } from './parts/notes'
import { endLabels } from './parts/endLabels'
import type { EndLabel } from './parts/endLabels'
import { COLOUR, HIGHLIGHTS } from './parts/palette'
import { relativeTable } from './parts/relativeTable'
import { labelRoom } from './parts/textWidth'
import { yearTooltip } from './parts/tooltip'
import { datumAt, labelsOf, rowOf, totalOf } from './readings'
import { indexOfFocus, movedBetween } from './titles'
import { baseYear, indexLines, lineAt } from './transformed'
import { windowOf } from './parts/window'
import { wholeTable } from './yearsTable'

const MOST_LINES = 40
const MOST_LABELS = 14

/** What an index stands at in its base year. */
const BASE = 100
const say = (value: number): string => value.toFixed(1)

/** Every office as an index of one year, so that large and small can be compared by their course. */
export function indexTrend(result: MatrixResult, ctx: ChartContext, base = baseYear(result)): Figure {
  const { words } = ctx
  const lines = indexLines(result, base)
  const { values, left } = lines
  const total = totalOf(result)
  const labels = labelsOf(result, ctx)
  const shown = windowOf(result, MOST_LINES, ctx.focus)
  const at = lineAt(lines, result)
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
        text: own ? `${labels(row)} ${say(at(row, last))}` : labels(row),
      },
    ]
  })

  const drawn = shown
    .flatMap((row) => result.years.map((_, column) => at(row, column)))
    .filter((value) => !Number.isNaN(value))
  const range = niceRange(Math.min(BASE, ...drawn), Math.max(BASE, ...drawn))

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
      axisLabel: { ...textStyle(room), formatter: (value: number) => String(Math.round(value)) },
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
          .map((row) => ({ name: labels(row), text: say(at(row, column)), strong: roleOf(row).own })),
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
          data: [{ yAxis: BASE }],
        },
      },
      { id: 'form-change', type: 'line', data: [], ...formChange(result.metric, result.years, room, words) },
      ...shown.map((row): LineSeriesOption => {
        const { colour, strong, own } = roleOf(row)
        const refs = rowOf(result, row)
        return {
          id: `index-${result.metric}:${result.orgs[row]!.id}`,
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
            const { ref, doubt } = refs[column]!
            const point = {
              value: [year, at(row, column)],
              ref,
              itemStyle: doubt ? DOUBT_STYLE : { color: colour, opacity: strong || alone(row, column) ? 1 : 0 },
            }
            return linePoint(refs[column]!, point)
          }),
        }
      }),
      endLabels(names, { ...range, top: abovePlot(room), bottom: belowPlot(room) }, room),
    ],
  })

  return {
    id: `index-${result.metric}`,
    ...(drawable && {
      plot: () => ({
        kind: 'line' as const,
        unit: words.t('mode.index'),
        divisor: 1,
        digits: 1,
        categories: result.years.map(String),
        series: shown.map((row) => {
          const { colour, strong, own } = roleOf(row)
          return {
            name: labels(row),
            role: own ? ('focus' as const) : strong ? ('highlight' as const) : ('peer' as const),
            colour,
            points: result.years.map((_, column) => {
              const value = at(row, column)
              return Number.isNaN(value) ? {} : { value, ref: datumAt(result, row, column).ref }
            }),
          }
        }),
      }),
    }),
    title:
      indexOfFocus(result, values, base, ctx) ??
      movedBetween(result, base, result.years.at(-1) ?? base, words) ??
      words.t('trend.title.index', { metric, year: base }),
    subtitle: words.t(left > 0 ? 'trend.subtitle.index' : 'trend.subtitle.index-all', { year: base, n: left }),
    ...(drawable && { option }),
    height: 400,
    footnotes: [
      ...(shown.length < total ? [words.t('trend.window', { n: shown.length, total })] : []),
      ...figureNotes(result, result.years, ctx),
      words.t('note.gap'),
    ],
    source: sourceText(result.metric, words),
    table: relativeTable(result, at, say, ctx),
    ...wholeTable(result, ctx, (whole) => relativeTable(whole, lineAt(indexLines(whole, base), whole), say, ctx)),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
