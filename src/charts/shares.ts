import type { EChartsOption } from 'echarts'
import { fullNumber } from '../i18n/format'
import type { MatrixResult } from '../query/spec'
import type { ChartContext, Figure, FigureTable, Room } from './figure'
import { niceRange, textStyle } from './parts/axes'
import { figureNotes, sourceText } from './parts/notes'
import { legendAbove } from './parts/legend'
import { COLOUR, FONT, HIGHLIGHTS, greys, inkOnGrey } from './parts/palette'
import { itemTooltip } from './parts/tooltip'
import { windowOf } from './parts/window'
import { relativeTable } from './parts/relativeTable'
import type { Plot, PlotPoint } from './plot'
import { labelsOf, datumAt, totalOf, whyDoubtful } from './readings'
import type { Datum } from './readings'
import { shareOfFocus } from './titles'
import { shareLines } from './transformed'
import { wholeTable } from './yearsTable'

/** Parts of a bar that still can be told apart; the rest go together. */
const MOST_PARTS = 7
/** Less of the whole than this is not seen beside the rest. */
const SLIVER = 0.2

const tableOf = (result: MatrixResult, ctx: ChartContext): FigureTable => {
  const { shares } = shareLines(result)
  return relativeTable(
    result,
    (row, column) => shares[column]![row]!,
    (value) => fullNumber(value, 'percent'),
    ctx,
    ({ value, state }) => (value === undefined ? ctx.words.t(`state.${state}`) : '—'),
  )
}

/** Each year's total as one bar of 100 %, by office; the bars say how many offices stand behind them. */
export function shareBars(result: MatrixResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const { shares, suppressed } = shareLines(result)
  const labels = labelsOf(result, ctx)
  const total = totalOf(result)
  const order = windowOf(result, total <= MOST_PARTS + 1 ? MOST_PARTS + 1 : MOST_PARTS, ctx.focus)
  const focusRow = result.orgs.findIndex((org) => org.id === ctx.focus)
  const rankOf = (row: number): number => ctx.highlights?.indexOf(result.orgs[row]!.id) ?? -1
  // Those in colour stand together at the bottom, the others above them from pale to dark.
  const depth = (row: number): number => (row === focusRow ? 2 : rankOf(row) >= 0 ? 1 : 0)
  const parts = [...order].sort((a, b) => depth(b) - depth(a))
  const plain = parts.filter((row) => depth(row) === 0)
  const tones = greys(plain.length)
  const rest = total - parts.length
  const metric = words.metric(result.metric)
  const colourOf = (row: number): string =>
    row === focusRow
      ? COLOUR.focus
      : rankOf(row) >= 0
        ? HIGHLIGHTS[rankOf(row) % HIGHLIGHTS.length]!
        : tones[plain.indexOf(row)]!
  const at = (row: number, column: number): number => shares[column]![row]!
  // Where those that fit are a sliver of the whole, the bars show them alone: beside the rest nothing could be seen of
  // them.
  const sums = result.years.map((_, column) => parts.reduce((sum, row) => sum + (at(row, column) || 0), 0))
  const most = Math.max(0, ...sums)
  const alone = rest > 0 && most > 0 && most < SLIVER
  const full = alone ? niceRange(0, most).max : 1
  const digits = alone ? Math.max(1, Math.ceil(-Math.log10(most)) - 1) : 0
  const restName = words.t('trend.others', { n: rest })
  const percent = (value: number): string => `${(value * 100).toFixed(digits)}%`

  /** What all offices without a part of their own have of a year's total. */
  const restAt = (column: number): number => {
    const known = parts.reduce((sum, row) => sum + (at(row, column) || 0), 0)
    return (result.summaries[column]?.sum ?? 0) > 0 && (result.summaries[column]?.min ?? -1) >= 0
      ? Math.max(0, 1 - known)
      : NaN
  }
  const pointOf = (value: number, reading?: Datum): PlotPoint =>
    Number.isNaN(value)
      ? {}
      : {
          value,
          ...(reading && { ref: reading.ref }),
          ...(reading?.doubt && { doubt: whyDoubtful(reading.doubt.reasons, words) }),
        }
  const plot = (): Plot => ({
    kind: alone ? 'column' : 'stack',
    unit: words.t('unit.percent'),
    divisor: 1,
    digits: 'share',
    categories: result.years.map((year, i) => `${year}（${result.summaries[i]?.reported ?? 0}/${total}）`),
    series: [
      ...parts.map((row) => ({
        name: labels(row),
        role: 'part' as const,
        colour: colourOf(row),
        points: result.years.map((_, column) => pointOf(at(row, column), datumAt(result, row, column))),
      })),
      ...(rest > 0 && !alone
        ? [
            {
              name: restName,
              role: 'part' as const,
              colour: COLOUR.paper,
              points: result.years.map((_, column) => pointOf(restAt(column))),
            },
          ]
        : []),
    ],
  })

  const option = (room: Room): EChartsOption => {
    const lastColumn = result.years.findLastIndex((_, column) => !Number.isNaN(at(parts[0] ?? 0, column)))
    const series = (
      id: string,
      name: string,
      colour: string,
      ink: string,
      valueOf: (column: number) => number,
      readingOf?: (column: number) => Datum,
    ) => ({
      id,
      name,
      type: 'bar' as const,
      stack: 'all',
      barCategoryGap: '26%',
      itemStyle: { color: colour, borderColor: COLOUR.axis, borderWidth: 0.5 },
      data: result.years.map((_, column) => {
        const value = valueOf(column)
        const reading = readingOf?.(column)
        return {
          value: Number.isNaN(value) ? null : value,
          name,
          ...(reading && { ref: reading.ref }),
          ...(reading?.doubt && {
            itemStyle: { borderColor: COLOUR.amber, borderWidth: 2, borderType: 'dashed' as const },
          }),
          label: {
            show: value > 0.035 * full,
            position: 'inside' as const,
            fontFamily: FONT,
            fontSize: room.text - 1,
            color: ink,
            formatter:
              column === lastColumn && room.width / result.years.length > name.length * room.text + 44
                ? `${name} ${percent(value)}`
                : percent(value),
          },
        }
      }),
    })
    const names = [...parts.map(labels), ...(rest > 0 && !alone ? [restName] : [])]
    const { legend, height } = legendAbove(names, room)
    return {
      animationDuration: 250,
      textStyle: textStyle(room),
      grid: { left: 4, right: 4, top: height, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend,
      xAxis: {
        type: 'category',
        data: result.years.map(
          (year, i) =>
            `${year}\n${(result.summaries[i]?.reported ?? 0).toLocaleString('en-US')}/${total.toLocaleString('en-US')}`,
        ),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: COLOUR.axis } },
        axisLabel: { ...textStyle(room), interval: 0, lineHeight: room.text * 1.35 },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: full,
        axisLabel: { ...textStyle(room), formatter: percent },
        splitLine: { lineStyle: { color: COLOUR.line } },
      },
      tooltip: itemTooltip((raw) => {
        const item = raw as { name?: string; value?: number | null }
        return item.name === undefined || item.value === null || item.value === undefined
          ? undefined
          : { title: item.name, lines: [{ name: metric, text: fullNumber(item.value, 'percent'), strong: true }] }
      }),
      series: [
        ...parts.map((row) =>
          series(
            `share:${result.orgs[row]!.id}`,
            labels(row),
            colourOf(row),
            depth(row) > 0 ? '#fff' : inkOnGrey(colourOf(row)),
            (column) => at(row, column),
            (column) => datumAt(result, row, column),
          ),
        ),
        ...(rest > 0 && !alone ? [series('share:rest', restName, COLOUR.paper, COLOUR.ink, restAt)] : []),
      ],
    }
  }

  return {
    id: `share-${result.metric}`,
    title: shareOfFocus(result, shares, ctx) ?? words.t('trend.title.share', { metric, scope: ctx.scopeName }),
    subtitle: alone
      ? words.t('trend.subtitle.share-alone', {
          shown: parts.length,
          share: percent(sums.findLast((sum) => sum > 0) ?? 0),
          n: rest,
        })
      : words.t('trend.subtitle.share'),
    ...(!suppressed && { option, plot }),
    height: 400,
    footnotes: figureNotes(result, result.years, ctx),
    source: sourceText(result.metric, words),
    table: tableOf(result, ctx),
    ...wholeTable(result, ctx, tableOf),
    name: { metric, scope: ctx.scopeName, years: `${result.years[0]}-${result.years.at(-1)}` },
  }
}
