import type { EChartsOption, LineSeriesOption } from 'echarts'
import { unitOf } from '../../domain/metrics'
import { wholeNumber, withUnit } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { Room } from '../figure'
import { abovePlot, belowPlot, belowYears, niceRange, textStyle, yearAxis } from '../parts/axes'
import { DOUBT_STYLE, LEFT_OUT_STYLE } from '../parts/doubt'
import { endLabels } from '../parts/endLabels'
import type { EndLabel } from '../parts/endLabels'
import { formChange } from '../parts/formChange'
import { COLOUR, FONT } from '../parts/palette'
import { fitted, labelRoom, textWidth } from '../parts/textWidth'
import { yearTooltip } from '../parts/tooltip'
import type { BumpState, Course, Step } from './state'
import { tipOf } from './words'

/** Places of up to so many are each a line of the axis. */
const FEW_PLACES = 30
/** The names beside a plot may take this much of the width. */
const NAME_SHARE = 0.34
/** About how much of the width the years take at least. */
const PLOT_SHARE = 0.52
/** Digits that fit into a point. */
const IN_POINT = 2

/** Places run downwards, so they are drawn as their negatives. */
function axisOf(deepest: number, room: Room) {
  const isFew = deepest <= FEW_PLACES
  const range = isFew
    ? { min: -(deepest + 1), max: 0, interval: 1 }
    : niceRange(-deepest, 0, room.height < 300 ? 4 : 8, true)
  const label = (y: number): string => {
    if (isFew) return y === 0 || y === range.min ? '' : wholeNumber(-y)
    return wholeNumber(Math.max(1, -y))
  }
  return {
    range,
    axis: {
      type: 'value' as const,
      ...range,
      axisLabel: { ...textStyle(room), margin: room.text * 1.1, hideOverlap: true, formatter: label },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: !isFew, lineStyle: { color: COLOUR.line } },
    },
  }
}

/** Where figures without a place stand: under the last, their words to the side where more of the plot lies. */
interface Edge {
  bottom: number
  middle: number
  words: Translator
}

function pointOf(course: Course, { year, datum, place, isJoined }: Step, { bottom, middle, words }: Edge, room: Room) {
  const isOwn = course.role !== 'peer'
  const gap = isJoined ? [] : [{ value: [year - 0.5, NaN] }]
  if (!place) {
    const isOut = datum.doubt?.printed !== undefined
    // What was left out stands under the last place, on no line.
    return isOut
      ? [
          { value: [year - 0.5, NaN] },
          {
            value: [year, bottom],
            ref: datum.ref,
            symbol: 'diamond',
            symbolSize: room.text,
            itemStyle: LEFT_OUT_STYLE,
            label: {
              show: isOwn,
              position: year < middle ? ('right' as const) : ('left' as const),
              formatter: `※ ${withUnit(datum.doubt!.printed!, unitOf(datum.ref.metric), words)}`,
              color: COLOUR.amber,
              fontFamily: FONT,
              fontSize: room.text - 1,
            },
          },
          { value: [year + 0.5, NaN] },
        ]
      : [{ value: [year, NaN] }]
  }
  const text = wholeNumber(place.rank)
  const isInside = text.length <= IN_POINT
  return [
    ...gap,
    {
      value: [year, -place.rank],
      ref: datum.ref,
      symbolSize: isOwn && isInside ? room.text * 1.7 : room.text * (isOwn ? 0.7 : 0.6),
      itemStyle: datum.doubt ? DOUBT_STYLE : { color: course.colour, opacity: 1 },
      ...(isOwn && {
        label: {
          show: true,
          position: isInside ? ('inside' as const) : ('top' as const),
          formatter: text,
          fontFamily: FONT,
          fontSize: room.text - 1,
          color: datum.doubt ? COLOUR.amber : isInside ? COLOUR.card : course.colour,
        },
      }),
    },
  ]
}

function lineOf(course: Course, edge: Edge, room: Room): LineSeriesOption {
  const isFocus = course.role === 'focus'
  return {
    id: `bump:${course.id}`,
    name: course.name,
    type: 'line',
    z: isFocus ? 5 : course.role === 'highlight' ? 4 : 2,
    symbol: 'circle',
    showSymbol: true,
    connectNulls: false,
    lineStyle: { color: course.colour, width: isFocus ? room.text / 4.4 : course.role === 'highlight' ? 2 : 1.3 },
    itemStyle: { color: course.colour },
    emphasis: { focus: isFocus ? 'none' : 'series', lineStyle: { width: 2.5 } },
    blur: { lineStyle: { opacity: 0.4 } },
    data: course.steps.flatMap((step) => pointOf(course, step, edge, room)),
  }
}

/** About how far the years stand apart. */
const stepOf = ({ years }: { years: readonly number[] }, room: Room): number =>
  (room.width * PLOT_SHARE) / Math.max(1, years.length - 1)

/**
 * The name of each line where it ends, with the place it ends at; within the plot, where it is not written over others.
 */
const namesOf = ({ courses, matrix }: BumpState, room: Room): EndLabel[] =>
  courses.flatMap((course): EndLabel[] => {
    const last = course.steps.findLast(({ place }) => place)
    if (!last?.place) return []
    const size = room.text + 1
    const rank = ` ${wholeNumber(last.place.rank)}`
    const most = room.width * NAME_SHARE
    const isWhole = textWidth(`${course.name}${rank}`, size) <= most
    const name = isWhole ? course.name : course.name.replace(/（[^）]*）/u, '')
    const text = `${fitted(name, size, most - textWidth(rank, size))}${rank}`
    const isWithin = last.year < matrix.years.at(-1)!
    if (isWithin && course.role === 'peer' && textWidth(text, size) > stepOf(matrix, room)) return []
    return [
      {
        x: last.year,
        y: -last.place.rank,
        strong: course.role === 'focus',
        first: course.role !== 'peer',
        colour: course.role === 'peer' ? COLOUR.peerInk : course.colour,
        ...(course.role !== 'peer' && wholeNumber(last.place.rank).length <= IN_POINT && { gap: room.text * 1.1 }),
        text,
      },
    ]
  })

/** How many have a figure, under each year; of how many, where there is room. */
function yearsOf({ matrix, total }: BumpState, room: Room) {
  const axis = yearAxis(matrix.years, room)
  const all = matrix.summaries.map(({ reported }) => `${wholeNumber(reported)}/${wholeNumber(total)}`)
  const step = stepOf(matrix, room)
  // Where not every year has room, the last has, and every other before it.
  const isTight = textWidth('2000', room.text) + room.text / 2 > step
  const isNamed = (year: number): boolean => !isTight || (matrix.years.at(-1)! - year) % 2 === 0
  const isWide = all.every((text) => textWidth(text, room.text) < step)
  const counts = new Map(
    matrix.summaries.map(({ year, reported }, i) => [year, isWide ? all[i]! : wholeNumber(reported)]),
  )
  return {
    ...axis,
    axisLine: { ...axis.axisLine, onZero: false },
    axisLabel: {
      ...axis.axisLabel,
      lineHeight: room.text * 1.3,
      formatter: (year: number) => (counts.has(year) && isNamed(year) ? `${year}\n${counts.get(year)!}` : ''),
    },
  }
}

export function draw(state: BumpState, room: Room, words: Translator): EChartsOption {
  const { matrix, courses, deepest } = state
  const { years, metric } = matrix
  const { range, axis } = axisOf(deepest, room)
  const names = namesOf(state, room)
  const most = room.width * NAME_SHARE
  const edge = { bottom: range.min, middle: (years[0]! + years.at(-1)!) / 2, words }
  const bottom = belowPlot(room) + room.text * 1.3
  return {
    animationDuration: 300,
    textStyle: textStyle(room),
    grid: {
      left: 4,
      right:
        labelRoom(
          names.map(({ text }) => text),
          room.text + 1,
          most,
        ) +
        room.text * 0.5,
      top: abovePlot(room),
      bottom: belowYears(room),
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: yearsOf(state, room),
    yAxis: axis,
    tooltip: yearTooltip((year) => tipOf(state, year, words)),
    series: [
      { id: 'form-change', type: 'line', data: [], ...formChange(metric, years, room, words) },
      ...courses.map((course) => lineOf(course, edge, room)),
      endLabels(names, { ...range, top: abovePlot(room), bottom }, room),
    ],
  }
}
