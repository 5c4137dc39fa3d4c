import { unitOf } from '../domain/metrics'
import type { MetricId } from '../domain/metrics'
import type { Level, Org } from '../domain/orgs'
import { shortName } from '../domain/orgs'
import { fullNumber, scaleFor, wholeNumber, withUnit } from '../i18n/format'
import type { Translator } from '../i18n'
import type { RollupResult } from '../query/answers/rollup'
import type { LeftOut } from '../query/marks'
import { isQuotient } from '../query/summary'
import { windowIn } from '../query/standing'
import type { PartShown } from '../query/standing'
import type { ChartContext, Figure, FigureTable, Room } from './figure'
import { areaLabels } from './parts/areaLabels'
import { longTable } from './parts/longTable'
import { comparabilityNotes, leftOutNotes, sourceText } from './parts/notes'
import { heightsOf, rankBars } from './parts/rankBars'
import type { Bar } from './parts/rankBars'
import { rankPlot } from './rankPlot'
import { LEAST_FOR_MEDIAN, isEnough } from './titles'

/** What an area's offices come to: all of them together, each of them on average, or the middle one. */
export const AREA_MEASURES = ['sum', 'mean', 'median'] as const
export type AreaMeasure = (typeof AREA_MEASURES)[number]

/** An area with a figure, in order. */
export interface AreaPlace {
  area: Org
  value: number
  reported: number
  total: number
  /** 1 for the highest; equal values share it. */
  rank: number
  /** With those that are missing at the average of the others, it would pass an area before it. */
  isOpen: boolean
}

/** What it would come to with those missing at the average of the others. */
const wholeOf = ({ value, reported, total }: Pick<AreaPlace, 'value' | 'reported' | 'total'>): number =>
  reported === 0 ? value : (value * total) / reported

/** What an area's offices come to, by the place of area and year; NaN where too few have a figure. */
export function areaFigure(
  { values, medians, reported }: Pick<RollupResult, 'values' | 'medians' | 'reported'>,
  at: number,
  measure: AreaMeasure,
): number {
  const [n, sum] = [reported[at] ?? 0, values[at] ?? NaN]
  if (n < (measure === 'median' ? LEAST_FOR_MEDIAN : 1)) return NaN
  return measure === 'sum' ? sum : measure === 'mean' ? sum / n : (medians?.[at] ?? NaN)
}

/** What areas are compared by, in words: of a quotient no sum, but the ratio of sums. */
export const measureName = (metric: MetricId, measure: AreaMeasure, { t }: Translator): string =>
  t(isQuotient(metric) && measure === 'sum' ? 'areas.ratio' : `areas.${measure}`).toLowerCase()

/** Areas in the order of a year's figure; those without one are named apart. Pure. */
export function placesOfAreas(
  result: RollupResult,
  year: number,
  measure: AreaMeasure,
): { places: AreaPlace[]; without: Org[] } {
  const { areas, years, reported, totals } = result
  const at = years.indexOf(year)
  const width = years.length
  const rows = areas.map((area, g) => {
    const i = g * width + at
    return { area, value: areaFigure(result, i, measure), reported: reported[i] ?? 0, total: totals[i] ?? 0 }
  })
  const order = rows.filter(({ value }) => !Number.isNaN(value)).sort((a, b) => b.value - a.value)
  let rank = 1
  const places = order.map((row, i): AreaPlace => {
    if (row.value !== order[i - 1]?.value) rank = i + 1
    // Of those before it, the last is the first that it would reach.
    const before = order[rank - 2]
    return { ...row, rank, isOpen: measure === 'sum' && before !== undefined && wholeOf(row) >= before.value }
  })
  return {
    places,
    without: rows.filter(({ value, total }) => Number.isNaN(value) && total > 0).map(({ area }) => area),
  }
}

const share = ({ reported, total }: AreaPlace): string => `${wholeNumber(reported)}/${wholeNumber(total)}`

function titleOf(
  places: readonly AreaPlace[],
  count: number,
  named: { metric: string; year: number; measure: string; level: string },
  unitText: (value: number) => string,
  { words: { t }, home }: ChartContext,
): string {
  const [first] = places
  const of = { ...named, n: wholeNumber(places.length), total: wholeNumber(count) }
  if (!first) return t('areas.title.none', of)
  if (!isEnough(places.length, count)) return t('areas.title.few', of)
  const own = places.find(({ area }) => area.id === home?.id)
  const shown = own ?? first
  const said = { ...of, area: shortName(shown.area.name), value: unitText(shown.value), rank: wholeNumber(shown.rank) }
  // Where missing reports may decide who stands there, no place is claimed.
  const isDecided =
    !shown.isOpen && !places.some((one) => one.isOpen && one.rank > shown.rank && wholeOf(one) >= shown.value)
  return t(isDecided ? (own ? 'areas.title.home' : 'areas.title') : 'areas.title.open', said)
}

function tableOf(
  places: readonly AreaPlace[],
  without: readonly Org[],
  label: string,
  unit: ReturnType<typeof unitOf>,
  { words: { t }, home }: ChartContext,
): FigureTable {
  const areas = [...places.map(({ area }) => area), ...without]
  return longTable(
    [
      { key: 'rank', label: t('common.rank'), numeric: true },
      { key: 'area', label: t('common.area') },
      { key: 'value', label, numeric: true },
      { key: 'reported', label: t('spread.reported'), numeric: true },
    ],
    areas.length,
    (i) => {
      const [{ id, name }, place] = [areas[i]!, places[i]]
      return {
        id,
        focus: id === home?.id,
        entries: [
          place ? { text: wholeNumber(place.rank), sort: place.rank } : { text: '—' },
          { text: name, sort: name, area: id },
          place
            ? { text: fullNumber(place.value, unit), sort: place.value, ...(place.isOpen && { why: t('areas.open') }) }
            : { text: t('spread.none') },
          place ? { text: share(place), sort: place.reported } : { text: '' },
        ],
      }
    },
    (i, column) => {
      const place = places[i]
      return column === 1 ? areas[i]!.name : [place?.rank, undefined, place?.value, place?.reported][column]
    },
  )
}

const MOST_NAMED = 5
function notesOf(places: readonly AreaPlace[], without: readonly Org[], { t, list }: Translator): string[] {
  const open = places.filter(({ isOpen }) => isOpen)
  const some = (areas: readonly Org[]): string =>
    list(areas.slice(0, MOST_NAMED).map(({ name }) => shortName(name))) +
    (areas.length > MOST_NAMED ? t('areas.and-more', { n: areas.length }) : '')
  return [
    ...(open.length > 0 ? [t('areas.gaps', { areas: some(open.map(({ area }) => area)) })] : []),
    ...(without.length > 0 ? [t('areas.without', { areas: some(without) })] : []),
  ]
}

interface AreasAsked {
  measure: AreaMeasure
  level: Level
  part: PartShown
  /** Figures of the scope that are not counted, as they cannot be relied on. */
  leftOut?: readonly LeftOut[]
}

/**
 * Areas of one level set against one another by what their offices come to in a year, each with how many of its offices
 * that is. Where missing reports may decide the order, it is said and no place is claimed.
 */
export function areaRanking(
  result: RollupResult,
  year: number,
  { measure, level, part, leftOut = [] }: AreasAsked,
  ctx: ChartContext,
): Figure {
  const { words, home } = ctx
  const { t } = words
  const { metric } = result
  const unit = unitOf(metric)
  const { places, without } = placesOfAreas(result, year, measure)
  const count = places.length + without.length
  const scale = scaleFor(Math.max(0, ...places.map(({ value }) => Math.abs(value))), unit, words)
  const name = words.metric(metric)
  const levelName = t(`scope.level.${level}`)
  const said = measureName(metric, measure, words)
  const { from, to } = windowIn(
    places.length,
    part,
    places.findIndex(({ area }) => area.id === home?.id),
  )
  const shown = places.slice(from, to)
  const nameOf = areaLabels(
    shown.map(({ area }) => area),
    ctx,
  )
  const bars = shown.map((place, i): Bar => ({
    org: place.area,
    value: place.value,
    rank: place.rank,
    label: `${wholeNumber(place.rank)}  ${nameOf(i)} ${share(place)}`,
    ...(place.isOpen && { doubt: t('areas.open') }),
  }))
  const given = {
    metric,
    year,
    bars,
    scale,
    reported: places.length,
    fromZero: places.every(({ value }) => value >= 0),
    areas: true,
  }
  const own: ChartContext = { ...ctx, ...(home && { focus: home.id }) }
  const label = t('areas.measure', { metric: name, measure: said })
  return {
    id: `areas-${metric}-${year}-${measure}-${level}-${part}`,
    title: titleOf(
      places,
      count,
      { metric: name, year, measure: said, level: levelName },
      (value) => withUnit(value, unit, words),
      ctx,
    ),
    subtitle: t('areas.subtitle', { unit: scale.label, measure: said, level: levelName }),
    ...(places.length > 0 && { option: (room: Room) => rankBars(given, own, room), plot: () => rankPlot(given, own) }),
    ...heightsOf(bars.length, bars.length),
    footnotes: [
      ...notesOf(places, without, words),
      ...(shown.length < places.length
        ? [
            t('areas.window', {
              from: wholeNumber(from + 1),
              to: wholeNumber(to),
              n: wholeNumber(places.length),
              level: levelName,
            }),
          ]
        : []),
      ...leftOutNotes(
        leftOut.map((one) => ({ ...one, year })),
        metric,
        words,
      ),
      ...comparabilityNotes(metric, [year], ctx),
    ],
    source: sourceText(metric, words),
    table: tableOf(places, without, label, unit, ctx),
    name: { metric: `${name} ${said}`, scope: ctx.scopeName, years: String(year) },
  }
}
