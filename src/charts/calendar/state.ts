import { deadlineOf } from '../../domain/deadline'
import { daysBetween } from '../../domain/submission'
import type { CompletenessResult, PublishedReport } from '../../query/spec'
import type { ChartContext } from '../figure'

/** A report whose day is known. */
export interface Mark {
  /** Position of its office. */
  row: number
  day: string
  /** Days from 1 January of the year after the one it reports on; held within that year. */
  at: number
  daysLate: number
  isFocus: boolean
}

export interface CalendarYear {
  /** The year reported on. */
  year: number
  held: number
  marks: readonly Mark[]
  late: number
  /** Positions of the offices whose report is held without a day. */
  undated: readonly number[]
  /** The days after which reports are late, from 1 January: of organs, of governments, where there are any. */
  deadlines: readonly number[]
}

/** What is computed of an answer. */
export interface CalendarState {
  result: CompletenessResult
  year: number
  /** The newest first. */
  years: readonly CalendarYear[]
  /** Days that the axis runs over: whole months. */
  span: number
  /** The most reports on one day. */
  most: number
  /** They are few enough for a dot each. */
  isDots: boolean
  /** Days known by the address of a page only. */
  byAddress: number
  /** Days that were noted here as those of receipt. */
  received: number
  /** Days that lie before or after the year in which the report was due. */
  outside: number
}

/** Of more reports on a day than can stand one on another, a column is drawn. */
const MOST_DOTS = 16
const LONGEST = 366
/** The axis shows at least so much of the year: to the end of April. */
const SHORTEST = 120

const monthEnd = (days: number): number => {
  for (let month = 4; month <= 12; month++) {
    const end = daysBetween('2024-01-01', month === 12 ? '2025-01-01' : `2024-${String(month + 1).padStart(2, '0')}-01`)
    if (end > days) return end
  }
  return LONGEST
}

export function stateOf(result: CompletenessResult, year: number, { focus }: ChartContext): CalendarState {
  const { orgs, years, held, published } = result
  const width = years.length
  const byYear: PublishedReport[][] = years.map(() => [])
  for (const one of published) byYear[one.at % width]?.push(one)
  let outside = 0
  const shown = years.map((of, column): CalendarYear => {
    const dated = new Set(byYear[column]!.map(({ at }) => Math.floor(at / width)))
    const marks = byYear[column]!.map(({ at, day, daysLate }): Mark => {
      const row = Math.floor(at / width)
      const days = daysBetween(`${of + 1}-01-01`, day)
      const kept = Math.max(0, Math.min(LONGEST - 1, days))
      if (kept !== days) outside++
      return { row, day, at: kept, daysLate, isFocus: orgs[row]!.id === focus }
    })
    const rows = orgs.flatMap((_, row) => (held[row * width + column] === 1 ? [row] : []))
    const ends = new Set(rows.map((row) => daysBetween(`${of + 1}-01-01`, deadlineOf(orgs[row]!, of)) + 1))
    return {
      year: of,
      held: rows.length,
      marks,
      late: marks.filter(({ daysLate }) => daysLate > 0).length,
      undated: rows.filter((row) => !dated.has(row)),
      deadlines: [...ends].sort((a, b) => a - b),
    }
  })
  const counts = shown.flatMap(({ marks }) => {
    const onDay = new Map<number, number>()
    for (const { at } of marks) onDay.set(at, (onDay.get(at) ?? 0) + 1)
    return [...onDay.values()]
  })
  const last = shown.reduce((most, { marks }) => marks.reduce((far, { at }) => Math.max(far, at), most), SHORTEST)
  const most = counts.reduce((held, n) => Math.max(held, n), 0)
  return {
    result,
    year,
    years: [...shown].reverse(),
    span: monthEnd(last),
    most,
    isDots: most <= MOST_DOTS,
    byAddress: published.filter(({ from }) => from === 'address').length,
    received: published.filter(({ from }) => from === 'received').length,
    outside,
  }
}
