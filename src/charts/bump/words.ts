import { crossesBreak } from '../../domain/metrics'
import { wholeNumber } from '../../i18n/format'
import type { Translator } from '../../i18n'
import type { ChartContext } from '../figure'
import { figureNotes, mergerNotes } from '../parts/notes'
import type { Tip, TipLine } from '../parts/tooltip'
import { inFullWords } from '../readings'
import { isEnough } from '../titles'
import type { BumpState, Course, Step } from './state'

/** Others that a tooltip names beside those in colour. */
const MOST_TOLD = 10

export const placeText = ({ place }: Pick<Step, 'place'>, { t }: Translator): string =>
  place
    ? t(place.equal > 1 ? 'bump.tied' : 'bump.place', {
        rank: wholeNumber(place.rank),
        n: wholeNumber(place.equal),
      })
    : t('bump.no-place')

/** Years in which enough offices have a figure for a place to say something. */
function toldColumns({ matrix, total }: BumpState): number[] {
  return matrix.summaries.flatMap(({ reported }, column) => (isEnough(reported, total) ? [column] : []))
}

/**
 * Where the office in focus stood first and last, of years that count the same thing; or who stood first most often.
 */
export function titleOf(state: BumpState, words: Translator): string {
  const { t } = words
  const { focus, metric, matrix } = state
  if (state.total < 2) return t('bump.title.alone', { metric })
  const columns = toldColumns(state)
  const told = columns.flatMap((column) => {
    const step = focus?.steps[column]
    return step?.place ? [{ ...step, place: step.place, of: matrix.summaries[column]!.reported }] : []
  })
  const last = told.at(-1)
  if (focus && last) {
    const isOther = (from: number): boolean =>
      crossesBreak(matrix.metric, from, last.year) ||
      focus.steps.some(({ year, datum }) => year > from && year <= last.year && datum.relabelled === true)
    const first = told.find(({ year }) => !isOther(year))!
    const said = {
      office: focus.name,
      metric,
      to: last.year,
      rank: wholeNumber(last.place.rank),
      of: wholeNumber(last.of),
    }
    return first === last
      ? t('bump.title.one', said)
      : t('bump.title', {
          ...said,
          from: first.year,
          before: wholeNumber(first.place.rank),
          among: wholeNumber(first.of),
        })
  }
  const leads = state.courses
    .map(({ name, steps }) => ({ name, n: columns.filter((column) => steps[column]?.place?.rank === 1).length }))
    .sort((a, b) => b.n - a.n)
  const [most, next] = leads
  return most && most.n > 1 && most.n > (next?.n ?? 0)
    ? t('bump.title.lead', { metric, office: most.name, n: most.n, years: columns.length })
    : t('bump.title.none', { metric })
}

export const notesOf = ({ matrix, courses, total }: BumpState, ctx: ChartContext): string[] => {
  const { t } = ctx.words
  return [
    t('bump.ties'),
    ...(courses.length < total ? [t('bump.window', { shown: courses.length, total: wholeNumber(total) })] : []),
    ...mergerNotes(matrix, ctx),
    ...figureNotes(matrix, matrix.years, ctx),
    t('note.gap'),
  ]
}

/** A whole year: those in colour, and the first of the others. */
export function tipOf({ matrix, courses, total }: BumpState, year: number, words: Translator): Tip | undefined {
  const column = matrix.years.indexOf(year)
  if (column < 0) return undefined
  const line = (course: Course): TipLine => {
    const step = course.steps[column]!
    return {
      name: course.name,
      text: step.place
        ? words.t('bump.tip', { place: placeText(step, words), value: inFullWords(step.datum, words) })
        : inFullWords(step.datum, words),
      strong: course.role === 'focus',
    }
  }
  const rankOf = ({ steps }: Course): number => steps[column]!.place?.rank ?? Infinity
  const ordered = [...courses].sort((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(a) - rankOf(b)))
  return {
    title: words.t('bump.year', {
      year,
      reported: wholeNumber(matrix.summaries[column]?.reported ?? 0),
      total: wholeNumber(total),
    }),
    lines: [
      ...ordered.filter(({ role }) => role !== 'peer').map(line),
      ...ordered
        .filter(({ role }) => role === 'peer')
        .slice(0, MOST_TOLD)
        .map(line),
    ],
    foot: words.t('figure.open-cell'),
  }
}
