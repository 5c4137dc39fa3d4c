import type { EChartsOption } from 'echarts'
import { shortName } from '../../domain/orgs'
import { fullNumber, wholeNumber } from '../../i18n/format'
import { ENDINGS, endingsOf } from '../../query/applications'
import type { Ending } from '../../query/applications'
import type { PartsResult } from '../../query/answers/parts'
import { predictionLimits } from '../../query/measures/binomial'
import { emptyFigure } from '../figure'
import type { CellRef, ChartContext, Figure, Room } from '../figure'
import { niceRange, textStyle } from '../parts/axes'
import { COLOUR, FONT } from '../parts/palette'
import { itemTooltip } from '../parts/tooltip'
import type { Plot, PlotPoint, PlotSeries } from '../plot'
import { ENDING_KEY, countedNote } from './counts'

/** Chance left out on either side of the limits drawn: 95 % and 99.8 %. */
const TAILS = { usual: 0.025, wide: 0.001 } as const
type Verdict = 'within' | 'edge' | 'outside'

interface Point {
  id: string
  name: string
  n: number
  count: number
  verdict: Verdict
  isOwn: boolean
  ref?: CellRef
  area?: string
}

/** As many steps of a limit are drawn as can be told apart. */
const MOST_STEPS = 160
/** Points outside that are named. */
const MOST_NAMED = 6
/** A group's rate of fewer offices, or of fewer cases, is nothing to hold one against. */
const LEAST_POINTS = 5
const LEAST_CASES = 50

function verdictOf(count: number, n: number, rate: number): Verdict {
  const wide = predictionLimits(n, rate, TAILS.wide)
  if (count < wide.low || count > wide.high) return 'outside'
  const usual = predictionLimits(n, rate, TAILS.usual)
  return count < usual.low || count > usual.high ? 'edge' : 'within'
}

/** One limit over n as shares: it goes in steps, as cases do. */
function limitLine(most: number, rate: number, tail: number, side: 'low' | 'high'): [number, number][] {
  const step = Math.max(1, Math.ceil(most / MOST_STEPS))
  const line: [number, number][] = []
  for (let n = 1; n <= most; n += step) line.push([n, predictionLimits(n, rate, tail)[side] / n])
  return line
}

/**
 * Where a point's name stands: on the side away from the line of the whole, within the plot; nowhere if neither fits.
 */
function placeOf({ n, count }: Point, most: number, rate: number, room: Room) {
  const share = count / n
  const line = (2.4 * room.text) / Math.max(1, room.height - 5 * room.text)
  const align = n < most * 0.2 ? ('left' as const) : n > most * 0.8 ? ('right' as const) : ('center' as const)
  const isBelow = share < rate && share > line
  const show = share >= rate || share > line || rate - share > line
  return { show, align, position: isBelow ? ('bottom' as const) : ('top' as const) }
}

const mostOf = (points: readonly Point[]): number => niceRange(0, Math.max(...points.map(({ n }) => n)), 6, true).max

/** A line through points as steps around each of them, as far as the axis goes. */
function steps(line: readonly [number, number][], most: number): [number, number][] {
  const half = ((line[1]?.[0] ?? 2) - (line[0]?.[0] ?? 1)) / 2
  return line.flatMap(([n, value]): [number, number][] => [
    [n - half, value],
    [Math.min(n + half, most), value],
  ])
}

/** The points and the limits for programs that draw by themselves. */
function plotOf(points: readonly Point[], rate: number, ending: string, { words: { t } }: ChartContext): Plot {
  const most = mostOf(points)
  const group = (name: string, role: PlotSeries['role'], colour: string, own: readonly Point[]): PlotSeries[] =>
    own.length === 0
      ? []
      : [
          {
            name,
            role,
            colour,
            across: own.map(({ n }) => n),
            points: own.map((one) => ({
              value: one.count / one.n,
              label: one.name,
              ...(one.ref && { ref: one.ref }),
            })),
          },
        ]
  /** Both sides of a limit as one line with a gap between, in the steps that cases go in. */
  const limit = (name: string, tail: number): PlotSeries => {
    const [low, high] = (['low', 'high'] as const).map((side) => steps(limitLine(most, rate, tail, side), most))
    return {
      name,
      role: 'limit',
      colour: COLOUR.axis,
      dashed: tail === TAILS.usual,
      across: [...low!, [most] as const, ...high!].map(([n]) => n),
      points: [...low!, undefined, ...high!].map((step): PlotPoint => (step ? { value: step[1] } : {})),
    }
  }
  const others = points.filter(({ isOwn }) => !isOwn)
  return {
    kind: 'points',
    unit: t('unit.percent'),
    divisor: 1,
    digits: 'share',
    categories: [],
    // The longest first: some programs draw no more points of a series than the first one has.
    series: [
      limit(t('apps.plot.wide'), TAILS.wide),
      limit(t('apps.plot.usual'), TAILS.usual),
      {
        name: t('apps.all'),
        role: 'median',
        colour: COLOUR.median,
        dashed: true,
        across: [0, most],
        points: [{ value: rate }, { value: rate }],
      },
      ...group(
        t('apps.plot.others'),
        'peer',
        COLOUR.peer,
        others.filter(({ verdict }) => verdict !== 'outside'),
      ),
      ...group(
        t('apps.plot.outside'),
        'highlight',
        COLOUR.peerInk,
        others.filter(({ verdict }) => verdict === 'outside'),
      ),
      ...points.filter(({ isOwn }) => isOwn).flatMap((own) => group(own.name, 'focus', COLOUR.focus, [own])),
    ],
    axes: { across: t('apps.endings.n'), up: ending, acrossDigits: 0 },
  }
}

function draw(points: readonly Point[], rate: number, room: Room, ctx: ChartContext): EChartsOption {
  const { t } = ctx.words
  const most = mostOf(points)
  const named = new Set(
    points
      .filter(({ verdict, isOwn }) => verdict === 'outside' || isOwn)
      .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.n - a.n)
      .slice(0, MOST_NAMED),
  )
  const text = { ...textStyle(room) }
  const limit = (side: 'low' | 'high', tail: number) => ({
    id: `limit-${side}-${tail}`,
    type: 'line' as const,
    silent: true,
    symbol: 'none',
    step: 'middle' as const,
    data: limitLine(most, rate, tail, side),
    lineStyle: { color: COLOUR.axis, width: 1, type: tail === TAILS.wide ? ('solid' as const) : ('dashed' as const) },
  })
  return {
    animation: false,
    textStyle: text,
    grid: {
      left: 4,
      right: room.text * 1.5,
      top: room.text * 1.6,
      bottom: room.text * 1.8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: most,
      name: t('apps.endings.n'),
      nameLocation: 'middle',
      nameGap: room.text * 2,
      nameTextStyle: text,
      axisLabel: { ...text, hideOverlap: true },
      splitLine: { show: false },
      axisLine: { lineStyle: { color: COLOUR.axis } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.2,
      axisLabel: { ...text, formatter: (value: number) => `${Math.round(value * 100)}%` },
      splitLine: { lineStyle: { color: COLOUR.line } },
    },
    tooltip: itemTooltip((raw) => {
      const point = (raw as { point?: Point }).point
      return (
        point && {
          title: point.name,
          lines: [
            { name: t('apps.share'), text: fullNumber(point.count / point.n, 'percent'), strong: true },
            { name: t('apps.closed'), text: `${wholeNumber(point.count)}/${wholeNumber(point.n)}` },
          ],
          foot: t(`apps.funnel.${point.verdict}`),
        }
      )
    }),
    series: [
      limit('low', TAILS.usual),
      limit('high', TAILS.usual),
      limit('low', TAILS.wide),
      limit('high', TAILS.wide),
      {
        id: 'points',
        type: 'scatter',
        symbolSize: room.text * 0.75,
        labelLayout: { hideOverlap: true },
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { color: COLOUR.median, type: 'dashed', width: 1.2 },
          label: { show: false },
          data: [{ yAxis: rate }],
        },
        data: points.map((point) => ({
          value: [point.n, point.count / point.n],
          point,
          ...(point.ref && { ref: point.ref }),
          ...(point.area !== undefined && { area: point.area }),
          symbol: point.verdict === 'outside' ? 'diamond' : 'circle',
          itemStyle: {
            color: point.isOwn ? COLOUR.focus : point.verdict === 'outside' ? '#5f6873' : COLOUR.peer,
            borderColor: COLOUR.card,
            borderWidth: 1,
          },
          label: {
            ...placeOf(point, most, rate, room),
            ...(!named.has(point) && { show: false }),
            formatter: point.name,
            fontFamily: FONT,
            fontSize: room.text,
            fontWeight: point.isOwn ? ('bold' as const) : ('normal' as const),
            color: point.isOwn ? COLOUR.focus : COLOUR.ink,
          },
        })),
      },
    ],
  }
}

/**
 * A share of what was closed against how much was closed, with the exact limits of what chance makes of the share over
 * all: instead of a league table, in which the first and the last are those with the fewest cases.
 */
export function endingFunnel(result: PartsResult, year: number, ending: Ending, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const at = result.years.indexOf(year)
  const id = `funnel-${ending}`
  const of = t(ENDING_KEY[ending])
  const name = { metric: t('apps.funnel.name', { ending: of }), scope: ctx.scopeName, years: String(year) }
  const whole = result.whole[at]
  const place = ENDINGS.indexOf(ending)
  const { endings = [], closed: all = 0 } = whole ? endingsOf(whole.sums) : {}
  const rate = all > 0 ? endings[place]! / all : NaN
  const pointOf = (flow: readonly number[]): Pick<Point, 'n' | 'count' | 'verdict'> | undefined => {
    const { endings: own, closed } = endingsOf(flow)
    if (closed === 0 || Number.isNaN(rate)) return undefined
    return { n: closed, count: own[place]!, verdict: verdictOf(own[place]!, closed, rate) }
  }
  const points = [
    ...result.areas.flatMap(({ org, years }): Point[] => {
      const point = pointOf(years[at]?.sums ?? [])
      return point ? [{ id: org.id, name: org.name, area: org.id, isOwn: false, ...point }] : []
    }),
    ...result.offices.flatMap(({ org, years }): Point[] => {
      const own = years[at]
      const point = own && 'values' in own ? pointOf(own.values) : undefined
      const ref = { org: org.id, year, metric: ending }
      return point ? [{ id: org.id, name: shortName(org.name), isOwn: org.id === ctx.focus, ref, ...point }] : []
    }),
  ]
  if (!whole || points.length < LEAST_POINTS || all < LEAST_CASES)
    return {
      ...emptyFigure(id, t('apps.funnel.few', { ending: of, year }), ctx),
      footnotes: whole ? [countedNote(whole, words)] : [],
      source: t('apps.endings.source'),
      name,
    }
  const own = points.find(({ isOwn }) => isOwn)
  const outside = points.filter(({ verdict }) => verdict === 'outside')
  const share = fullNumber(rate, 'percent')
  return {
    id,
    title: own
      ? t('apps.funnel.title-own', {
          office: own.name,
          ending: of,
          count: own.count,
          n: own.n,
          verdict: t(`apps.funnel.${own.verdict}`),
        })
      : t('apps.funnel.title', { ending: of, n: outside.length, total: points.length }),
    subtitle: t('apps.funnel.subtitle', { ending: of, share, year }),
    option: (room: Room) => draw(points, rate, room, ctx),
    plot: () => plotOf(points, rate, of, ctx),
    height: 320,
    least: 280,
    footnotes: [
      ...(outside.length > 0
        ? [t('apps.funnel.outside-list', { list: words.list(outside.slice(0, MOST_NAMED).map((point) => point.name)) })]
        : []),
      t('apps.funnel.limits'),
      countedNote(whole, words),
    ],
    source: t('apps.endings.source'),
    table: {
      columns: [
        { key: 'office', label: t('common.office') },
        { key: 'closed', label: t('apps.closed'), numeric: true },
        { key: 'count', label: of, numeric: true },
        { key: 'share', label: t('apps.share'), numeric: true },
        { key: 'verdict', label: t('apps.funnel.verdict') },
      ],
      rows: points.map((point) => ({
        id: point.id,
        focus: point.isOwn,
        entries: [
          { text: point.name, sort: point.name, ...(point.area !== undefined && { area: point.area }) },
          { text: wholeNumber(point.n), sort: point.n },
          { text: wholeNumber(point.count), sort: point.count, ...(point.ref && { ref: point.ref }) },
          { text: fullNumber(point.count / point.n, 'percent'), sort: point.count / point.n },
          { text: t(`apps.funnel.${point.verdict}`) },
        ],
      })),
    },
    name,
  }
}
