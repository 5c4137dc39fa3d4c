import type { MetricId } from '../domain/metrics'
import type { Translator } from '../i18n'
import type { CellRef, Figure } from './figure'
import { markText } from './parts/pinMarks'
import type { Plot } from './plot'

/** What a reader writes at a point of a figure, or over a range of its years. */
export interface Annotation {
  id: string
  text: string
  /** Which figure of its page: the first is 0. */
  of: number
  at: AnnotatedPoint | AnnotatedYears
}
/** The figure of an office and year; `name` is the office's when it was written, to name it where it is gone. */
export interface AnnotatedPoint {
  kind: 'point'
  org: string
  year: number
  metric: MetricId
  name: string
}
export interface AnnotatedYears {
  kind: 'years'
  from: number
  to: number
}

/** So many go on one figure: more find no room above it. */
export const MOST_ANNOTATIONS = 5
/** So many letters has one at most. */
export const MOST_LETTERS = 40

/** A point by its cell, its place in the plot, and its value in the metric's own unit. */
export interface PlacedPoint {
  ref: CellRef
  series: number
  point: number
  value: number
}

/** An annotation with its mark, where the figure still has what it speaks of. */
export interface PlacedAnnotation {
  mark: string
  text: string
  /** The point or the years, in words. */
  place: string
  /** The first of its points within the plot, by series and category; of years, both ends. */
  at: PlacedPoint | { from: number; to: number; years: readonly [number, number] }
}

const yearIn = (category: string): number | undefined => {
  const [year] = /^\d{4}(?!\d)/u.exec(category) ?? []
  return year === undefined ? undefined : Number(year)
}

/** The years that a plot runs over, by the place of its categories; none where it runs over something else. */
function yearsOf({ kind, lying, categories }: Plot): number[] {
  if (kind === 'bar' || kind === 'points' || lying) return []
  const years = categories.map(yearIn)
  return years.every((year) => year !== undefined) ? years : []
}

const isSame = (ref: CellRef | undefined, { org, year, metric }: AnnotatedPoint): boolean =>
  ref !== undefined && ref.org === org && ref.year === year && ref.metric === metric

function pointIn(plot: Plot, at: AnnotatedPoint): PlacedPoint | undefined {
  for (const [series, { points }] of plot.series.entries()) {
    const point = points.findIndex(({ ref, value }) => value !== undefined && isSame(ref, at))
    const { ref, value } = points[point] ?? {}
    if (ref && value !== undefined) return { ref, series, point, value: value * plot.divisor }
  }
  return undefined
}

/** Where in a plot an annotation's point or years stand; nothing where it has lost them. */
function placeIn(plot: Plot, at: Annotation['at']): PlacedAnnotation['at'] | undefined {
  if (at.kind === 'point') return pointIn(plot, at)
  const years = yearsOf(plot)
  const [from, to] = [years.indexOf(at.from), years.indexOf(at.to)]
  return from < 0 || to < 0 ? undefined : { from, to, years: [at.from, at.to] }
}

const plotOf = (figure: Figure): Plot | undefined => (figure.option ? figure.plot?.() : undefined)

/** Whether a figure still has what an annotation speaks of. */
export function hasPlace(figure: Figure, at: Annotation['at']): boolean {
  const plot = plotOf(figure)
  return plot !== undefined && placeIn(plot, at) !== undefined
}

/** A point or years in words: 望江 2024 年; 2021—2023 年. */
export const placeText = (at: Annotation['at'], { t }: Translator): string =>
  at.kind === 'years'
    ? t(at.from === at.to ? 'annotate.year' : 'annotate.years', { from: at.from, to: at.to })
    : t('annotate.point', { office: at.name, year: at.year })

/** All that can be annotated on a figure: its points in the order of the plot, each once, and its years. */
export function annotatable(figure: Figure): { points: CellRef[]; years: number[] } {
  const plot = plotOf(figure)
  if (!plot) return { points: [], years: [] }
  const points = new Map<string, CellRef>()
  for (const { points: own } of plot.series)
    for (const { ref, value } of own)
      if (ref && value !== undefined) points.set(JSON.stringify([ref.org, ref.year, ref.metric]), ref)
  return { points: [...points.values()], years: yearsOf(plot) }
}

/**
 * A figure with the annotations that it still has a place for, each under its mark, and a note that names those it has
 * lost.
 */
export function annotated(figure: Figure, annotations: readonly Annotation[], words: Translator): Figure {
  if (annotations.length === 0) return figure
  const plot = plotOf(figure)
  const placed: PlacedAnnotation[] = []
  const lost: string[] = []
  for (const { at, text } of annotations) {
    const place = placeText(at, words)
    const found = plot && placeIn(plot, at)
    if (found && placed.length < MOST_ANNOTATIONS)
      placed.push({ mark: markText((figure.pinned ?? 0) + placed.length), text, place, at: found })
    else lost.push(words.t('annotate.item', { place, text }))
  }
  return {
    ...figure,
    annotations: placed,
    ...(placed.length > 0 && plot && { plot: () => markedPlot(plot, placed) }),
    footnotes: [
      ...figure.footnotes,
      ...(lost.length > 0 ? [words.t('annotate.lost', { list: lost.join(words.t('common.clause-sep')) })] : []),
    ],
  }
}

/** The plot with the marks of annotations at their points. */
function markedPlot(plot: Plot, placed: readonly PlacedAnnotation[]): Plot {
  const marks = new Map<string, string>()
  for (const { at, mark } of placed) {
    if (!('ref' in at)) continue
    const key = `${at.series} ${at.point}`
    marks.set(key, `${marks.get(key) ?? ''}${mark}`)
  }
  return {
    ...plot,
    series: plot.series.map((series, i) => ({
      ...series,
      points: series.points.map((point, k) => {
        const mark = marks.get(`${i} ${k}`)
        return mark === undefined ? point : { ...point, mark: `${point.mark ?? ''}${mark}` }
      }),
    })),
  }
}

/** The annotations of a figure as a list for its notes. */
export const annotationsText = ({ annotations = [] }: Figure, { t }: Translator): string[] =>
  annotations.map(({ mark, place, text }) => `${mark}${t('annotate.item', { place, text })}`)
