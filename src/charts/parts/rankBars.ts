import type { BarSeriesOption, EChartsOption } from 'echarts'
import type { MetricId } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import type { Target } from '../../domain/targets'
import { onScale, wholeNumber } from '../../i18n/format'
import type { Scale } from '../../i18n/format'
import type { Quotient } from '../../query/quotients'
import { WINDOW } from '../../query/standing'
import type { ChartContext, Room } from '../figure'
import { inFullWords } from '../readings'
import { namesAxis, textStyle, valueAxis } from './axes'
import { COLOUR, FONT } from './palette'
import { labelRoom, textWidth } from './textWidth'
import { targetText } from './targetLines'
import { itemTooltip } from './tooltip'

/** An office with its figure and where it stands. */
export interface Bar {
  org: Org
  value: number
  rank: number
  label: string
  corrected?: boolean
  /** The words that a sentence gives the figure in. */
  said?: string
  /** What a quotient is made of. */
  quotient?: Quotient
  /** Why it is in doubt, though it counts. */
  doubt?: string
}

/** An office whose printed number was left out: named below the others, without a rank. */
export interface LeftOutBar {
  org: Org
  label: string
  /** The printed number with its unit, and why it is left out. */
  printed: string
  why: string
}

/** What a ranking draws. */
export interface RankGiven {
  metric: MetricId
  year: number
  /** In order; a gap where offices are left out. */
  bars: readonly (Bar | 'gap')[]
  leftOut?: readonly LeftOutBar[]
  scale: Scale
  /** How many are ranked in all. */
  reported: number
  median?: number
  /** Targets that the axis has room for, and those beyond it. */
  targets?: readonly Target[]
  beyond?: readonly (Target & { above: boolean })[]
  /** No figure is below zero. */
  fromZero: boolean
  /** The bars are of areas: they lead to their scope, not to a cell. */
  areas?: boolean
}

/** Where bars lie in their room, in pixels. */
interface Plot {
  left: number
  right: number
  top: number
  /** Of one bar and what is around it. */
  row: number
  pixel: (value: number) => number
}

/** A target across the bars, named above them in a line of text over the median's. */
interface AcrossBars {
  value: number
  lineStyle: { color?: string; width?: number; type: 'solid'; opacity?: number }
  text: string
}

/** Beside the plot, in sizes of the text: room for the value of the longest bar. */
const BESIDE_PLOT = 6
/** Between the end of a bar and its value. */
const DISTANCE = 5

/** A bar's value beside its end; within it where a line stands, or beyond the line where it is too short. */
function valueLabel(
  value: number,
  text: string,
  { own, filled }: { own: boolean; filled: boolean },
  { pixel }: Plot,
  lines: readonly number[],
  room: Room,
) {
  const width = textWidth(text, room.text) + 2 * DISTANCE
  const end = pixel(value)
  const met = lines.map(pixel).filter((line) => value >= 0 && end <= line + 2 && end + width >= line - 2)
  const [isOnLine, line] = [met.length > 0, Math.max(...met)]
  const isInside = isOnLine && end - pixel(0) >= width
  return {
    show: true,
    position: isInside ? ('insideRight' as const) : value < 0 ? ('left' as const) : ('right' as const),
    distance: DISTANCE + (isOnLine && !isInside ? line - end + 2 : 0),
    formatter: text,
    fontFamily: FONT,
    fontSize: room.text,
    fontWeight: own ? ('bold' as const) : ('normal' as const),
    color: isInside && own && filled ? COLOUR.card : own ? COLOUR.focus : isInside ? COLOUR.ink : '#3f4650',
  }
}

/** Of the longest bar. */
const LEFT_OUT_LENGTH = 0.3
/** Of a row its bar, and of a text its line. */
const BAR_SHARE = 0.62
const LINE_HEIGHT = 1.3

/** In less room than this a name is worth more than the length of its bar. */
const NARROW = 460

/** Hollow bars below the others: their length says nothing, their label says what is printed and why it is left out. */
function leftOutSeries(
  { metric, year, leftOut }: Pick<RankGiven, 'metric' | 'year'> & { leftOut: readonly LeftOutBar[] },
  above: number,
  placeOf: (one: LeftOutBar) => { label: string; length: number; isInside: boolean },
  room: Room,
): BarSeriesOption {
  return {
    id: `left-out:${metric}`,
    type: 'bar',
    barGap: '-100%',
    barCategoryGap: '38%',
    barMaxWidth: room.text * 2.4,
    data: [
      ...Array.from({ length: above }, () => ({ value: NaN })),
      ...leftOut
        .map((one) => ({ one, ...placeOf(one) }))
        .map(({ one, label, length, isInside }) => ({
          value: length,
          ref: { org: one.org.id, year, metric },
          itemStyle: {
            color: COLOUR.amberSoft,
            borderColor: COLOUR.amberLine,
            borderWidth: 1.5,
            borderType: 'dashed' as const,
          },
          label: {
            show: true,
            position: isInside ? ('insideLeft' as const) : ('right' as const),
            distance: isInside ? 6 : DISTANCE,
            formatter: label,
            color: COLOUR.amber,
            fontFamily: FONT,
            fontSize: room.text,
          },
        })),
    ],
  }
}

/** The height that a ranking of so many rows would like, and the least it can be read at; many bars stand closer. */
export function heightsOf(rows: number, bars: number): { height: number; least: number } {
  const isDense = bars > WINDOW / 2
  const of = (row: number): number => Math.max(130, rows * row + 40)
  return { height: of(isDense ? 26 : 34), least: of(isDense ? 20 : 22) }
}

/** Bars in rank order, the office in focus in colour, the median as a line. */
export function rankBars(
  { metric, year, bars, leftOut = [], scale, reported, median, targets = [], beyond = [], fromZero, areas }: RankGiven,
  ctx: ChartContext,
  room: Room,
): EChartsOption {
  const { words, focus } = ctx
  const { t } = words
  const names = [...bars.map((bar) => (bar === 'gap' ? '···' : bar.label)), ...leftOut.map(({ label }) => `※ ${label}`)]
  const left = labelRoom(names, room.text, room.width * (room.width < NARROW ? 0.52 : 0.4))
  const numbers = [...bars.flatMap((bar) => (bar === 'gap' ? [] : [bar.value])), ...targets.map(({ value }) => value)]
  // Targets are named in a line above the median's.
  const top = room.text * (targets.length + beyond.length > 0 ? 3.4 : 2)
  const largest = Math.max(0, ...numbers)
  const least = fromZero ? 0 : Math.min(0, ...numbers)
  // Bars a little below the median show how far: the axis runs on to it, but not where they would shrink to nothing.
  const reaches = median !== undefined && median > largest && median <= largest * 3
  const high = reaches ? median : largest
  const most = high > least ? high : least + 1
  const plot: Plot = {
    left: left + (least < 0 ? room.text * BESIDE_PLOT : 0),
    right: room.width - room.text * BESIDE_PLOT,
    top,
    row: (room.height - top - 4) / Math.max(1, names.length),
    pixel: (value) => plot.left + ((value - least) / (most - least)) * (plot.right - plot.left),
  }
  // A number left out stands within its bar, whose length says nothing; where it finds no room there, beside a short
  // one.
  // Where there is none for the reason, that stands in the notes alone.
  const placeOf = ({ printed, why }: LeftOutBar): { label: string; length: number; isInside: boolean } => {
    const across = Math.max(1, plot.right - plot.left)
    const widthOf = (text: string): number => textWidth(text, room.text) + room.text
    const isTall = plot.row * BAR_SHARE >= room.text * LINE_HEIGHT
    const whole = `${printed} ※ ${why}`
    const beside = across + room.text * (BESIDE_PLOT - 1) - DISTANCE
    const label = widthOf(whole) <= (isTall ? Math.max(across, beside) : beside) ? whole : `${printed} ※`
    const share = widthOf(label) / across
    const isInside = isTall && share <= 1
    const length = isInside ? Math.max(LEFT_OUT_LENGTH, share) : Math.min(1, room.text / across)
    return { label, isInside, length: most * length }
  }
  // A median beyond the bars has no place among them.
  const isLine = median !== undefined && reported > 2 && median >= least && median <= most
  const acrossBars: AcrossBars[] = [
    ...targets.map((target) => ({
      value: target.value,
      lineStyle: { color: COLOUR.ink, width: 1.2, type: 'solid' as const },
      text: targetText(target, words),
    })),
    ...beyond.map((target) => ({
      value: target.above ? most : least,
      lineStyle: { opacity: 0, type: 'solid' as const },
      text: target.above ? `${targetText(target, words)} →` : `← ${targetText(target, words)}`,
    })),
  ]
  const across = (value: number, look: object = {}): [object, object] => [
    { xAxis: value, y: plot.top, ...look },
    { xAxis: value, y: plot.top + plot.row * bars.length },
  ]
  const isOwn = (bar: Bar | 'gap' | undefined): boolean => bar !== undefined && bar !== 'gap' && bar.org.id === focus
  return {
    animationDuration: 250,
    textStyle: textStyle(room),
    grid: {
      left: plot.left,
      right: room.width - plot.right,
      top: plot.top,
      bottom: 4,
      outerBoundsMode: 'none',
    },
    xAxis: {
      ...valueAxis(scale, room),
      axisLabel: { show: false },
      splitLine: { show: false },
      min: least,
      max: most,
    },
    yAxis: {
      ...namesAxis(names, left - 10, room, (i) => (isOwn(bars[i]) ? COLOUR.focus : '#3f4650')),
      axisLine: { show: false, onZero: false },
    },
    tooltip: itemTooltip((raw) => {
      const { entry } = (raw ?? {}) as { entry?: Bar }
      if (!entry) return undefined
      const ref = { org: entry.org.id, year, metric }
      return {
        title: entry.org.name,
        lines: [
          {
            name: words.metric(metric),
            text: inFullWords(
              {
                value: entry.value,
                state: 'value',
                ref,
                ...(entry.corrected && { corrected: true }),
                ...(entry.said !== undefined && { label: entry.said }),
                ...(entry.quotient && { quotient: entry.quotient }),
              },
              words,
            ),
            strong: true,
          },
          ...(entry.doubt ? [{ name: t('state.doubtful'), text: entry.doubt }] : []),
          { name: t('common.rank'), text: t('kpi.rank', { rank: wholeNumber(entry.rank), of: wholeNumber(reported) }) },
        ],
        foot: t(areas ? 'spread.open' : 'figure.open-cell'),
      }
    }),
    series: [
      ...(leftOut.length > 0 ? [leftOutSeries({ metric, year, leftOut }, bars.length, placeOf, room)] : []),
      {
        id: `rank:${metric}`,
        type: 'bar',
        barCategoryGap: '38%',
        barMaxWidth: room.text * 2.4,
        z: 3,
        data: bars.map((bar) => {
          if (bar === 'gap') return { value: NaN }
          const own = isOwn(bar)
          return {
            value: bar.value,
            entry: bar,
            ...(areas ? { area: bar.org.id } : { ref: { org: bar.org.id, year, metric } }),
            itemStyle: {
              color: bar.doubt ? COLOUR.card : own ? COLOUR.focus : COLOUR.peer,
              borderRadius: [0, 2, 2, 0],
              ...(bar.doubt && { borderColor: COLOUR.amber, borderWidth: 2 }),
            },
            label: valueLabel(
              bar.value,
              bar.doubt ? `${onScale(bar.value, scale)} ※` : onScale(bar.value, scale),
              { own, filled: !bar.doubt },
              plot,
              [...(isLine ? [median] : []), ...targets.map(({ value }) => value)],
              room,
            ),
          }
        }),
        ...((isLine || acrossBars.length > 0) && {
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            z: 1,
            lineStyle: { color: COLOUR.median, type: 'dashed' as const, width: 1.2 },
            label: {
              position: 'start' as const,
              rotate: 0,
              distance: 4,
              formatter: isLine ? t('rank.median', { value: onScale(median, scale) }) : '',
              color: COLOUR.median,
              fontFamily: FONT,
              fontSize: room.text - 1,
            },
            // They end above those that are not counted in them.
            data: [
              ...(isLine ? [across(median)] : []),
              ...acrossBars.map(({ value, lineStyle, text }) =>
                across(value, {
                  lineStyle,
                  label: { distance: 4 + room.text + 3, formatter: text, color: COLOUR.ink, opacity: 1 },
                }),
              ),
            ],
          },
        }),
      },
    ],
  }
}
