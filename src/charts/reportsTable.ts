import type { Org } from '../domain/orgs'
import { shortName } from '../domain/orgs'
import { wholeNumber } from '../i18n/format'
import type { CompletenessResult } from '../query/spec'
import type { ChartContext, Figure, FigureRow } from './figure'

/** Names that are told in a title or a note before the rest is counted. */
const MOST_NAMES = 6
/** Of more offices, only those without a report of the year and those after the deadline have a row. */
const MOST_ROWS = 200

/** Whose report of a year is held, whose is not, and which came after the deadline, where the day is known. */
export function reportsTable(result: CompletenessResult, year: number, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const { orgs, years, held, published } = result
  const width = years.length
  const column = years.indexOf(year)
  const days = new Map(published.map((one) => [one.at, one]))
  const isHeld = (row: number, at: number): boolean => held[row * width + at] === 1
  const rows = orgs.map((_, row) => row)
  const missing = column < 0 ? rows : rows.filter((row) => !isHeld(row, column))
  const lateOf = (row: number): number => days.get(row * width + column)?.daysLate ?? 0
  const late = rows.filter((row) => lateOf(row) > 0)
  const known = rows.filter((row) => days.has(row * width + column))
  const namesOf = (of: readonly number[]): string => {
    const names = words.list(of.slice(0, MOST_NAMES).map((row) => shortName(orgs[row]!.name)))
    return of.length > MOST_NAMES ? t('reports.and-more', { names, n: wholeNumber(of.length) }) : names
  }
  const rowOf = (row: number): FigureRow => {
    const org: Org = orgs[row]!
    const day = days.get(row * width + column)
    return {
      id: org.id,
      focus: org.id === ctx.focus,
      entries: [
        { text: org.name, sort: org.name },
        ...years.map((_, at) =>
          isHeld(row, at)
            ? { text: t('reports.held'), sort: 1 }
            : { text: t('state.no-report'), state: 'no-report' as const },
        ),
        day === undefined
          ? { text: t('reports.no-day') }
          : day.daysLate > 0
            ? { text: t('quality.late', { days: day.daysLate }), sort: day.daysLate }
            : { text: t('reports.in-time'), sort: 0 },
      ],
    }
  }
  const shown = orgs.length <= MOST_ROWS ? rows : [...new Set([...missing, ...late])].slice(0, MOST_ROWS)
  return {
    id: `reports-${year}`,
    title: t(missing.length === 0 ? 'reports.title.all' : 'reports.title', {
      year,
      held: wholeNumber(orgs.length - missing.length),
      total: wholeNumber(orgs.length),
      names: namesOf(missing),
    }),
    subtitle: ctx.scopeName,
    height: 520,
    footnotes: [
      ...(late.length > 0 ? [t('reports.late', { n: wholeNumber(late.length), names: namesOf(late) })] : []),
      t('reports.days', { known: wholeNumber(known.length), total: wholeNumber(orgs.length) }),
      ...(shown.length < orgs.length ? [t('reports.cut', { n: wholeNumber(shown.length) })] : []),
    ],
    source: t('reports.source'),
    table: {
      columns: [
        { key: 'office', label: t('common.office') },
        ...years.map((one) => ({ key: String(one), label: String(one) })),
        { key: 'day', label: t('reports.in-time-of', { year }) },
      ],
      rows: shown.map(rowOf),
    },
    name: { metric: t('reports.name'), scope: ctx.scopeName, years: String(year) },
  }
}
