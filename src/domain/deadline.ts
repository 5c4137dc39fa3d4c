import type { Level, Org } from './orgs'
import type { Report } from './report'

/** Organs below the government of an area. Every other level is an area, whose report is its government's own. */
const ORGANS: ReadonlySet<Level> = new Set(['street', 'department'])

/**
 * The last day on which an organ's report for a year is in time, as YYYY-MM-DD: 31 January of the next year, and 31
 * March for the report of a government that sums up its area. Source: 政府信息公开条例, Article 49.
 */
export const deadlineOf = ({ level }: Pick<Org, 'level'>, year: number): string =>
  `${year + 1}-${ORGANS.has(level) ? '01-31' : '03-31'}`

/**
 * The day a report was published, and how it is known: `page`, its page says so; `address`, it stands in the page's
 * address, which is a later one where a site was moved.
 */
export interface PublishedDay {
  /** YYYY-MM-DD. */
  day: string
  from: 'page' | 'address'
}

const DAY = /(?<!\d)(20\d\d)([-/_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/gu

/** A moment's day here, as YYYY-MM-DD. */
export const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-')

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

/** The last day of the calendar that stands in a page's address: t20240308_87885.htm, /2024/03/08/. */
const dayInAddress = (url: string): string | undefined =>
  [...url.matchAll(DAY)]
    .map(([, year, , month, day]) => `${year}-${month}-${day}`)
    .filter(isDay)
    .at(-1)

/**
 * The day a report was published; nothing where neither its page nor the page's address says, or where that day lies
 * within the year it reports on.
 */
export function publishedDay({ source, year }: Pick<Report, 'source' | 'year'>): PublishedDay | undefined {
  if (source?.published !== undefined) return { day: source.published, from: 'page' }
  const day = dayInAddress(source?.url ?? '')
  return day !== undefined && day > `${year}-12-31` ? { day, from: 'address' } : undefined
}

const MS_OF_DAY = 24 * 60 * 60 * 1000

/** A day as a number for a column: days since 1970 twice over, plus one where it comes from the page's address. */
export const dayCode = ({ day, from }: PublishedDay): number =>
  (Date.parse(day) / MS_OF_DAY) * 2 + Number(from === 'address')

/** The day back from its number. */
export const dayOfCode = (code: number): PublishedDay => ({
  day: new Date(Math.floor(code / 2) * MS_OF_DAY).toISOString().slice(0, 10),
  from: code % 2 === 1 ? 'address' : 'page',
})

/** How many days after its deadline a report of a year was published: 0 for one in time. */
export const daysLate = ({ day }: Pick<PublishedDay, 'day'>, year: number, org: Pick<Org, 'level'>): number =>
  Math.max(0, Math.round((Date.parse(day) - Date.parse(deadlineOf(org, year))) / MS_OF_DAY))

/**
 * How many days after its deadline a report was published, nothing where the day is not known. `org` is the organ whose
 * report it is.
 */
export function latenessOf(report: Pick<Report, 'source' | 'year'>, org: Pick<Org, 'level'>): number | undefined {
  const published = publishedDay(report)
  return published && daysLate(published, report.year, org)
}
