import * as v from 'valibot'
import { FIRST_YEAR, LEVELS, coreName } from './orgs'
import type { Org } from './orgs'
import { placer } from './placement'
import { isDay } from './deadline'

/** An office that must report, while it is on the list. */
export interface RosterEntry {
  /** Of the office held, or the id that its first report will have. */
  id: string
  name: string
  level: Org['level']
  /** Short names, and names it bore before, by which reports may call it. */
  aliases: string[]
  /** First and last report year in which it must report; open where absent. */
  from?: number
  to?: number
  /** The office it went into when it ended, by its name. */
  into?: string
}

/** Who must report in an area (名录), and until when. */
export interface Roster {
  /** Id of the area. */
  area: string
  /** The area and those above it, parents first. */
  areas: Org[]
  entries: RosterEntry[]
  /** Last day in time, as MM-DD of the year after, where the district sets another than the statutory one. */
  deadline?: string
}

/** One line of a list as written. */
export interface RosterLine {
  name: string
  aliases: string[]
  from?: number
  to?: number
  into?: string
}

const year = v.pipe(v.number(), v.integer(), v.minValue(2008), v.maxValue(2100))
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const org = v.object({
  id: text,
  name: text,
  level: v.picklist(LEVELS),
  parents: v.array(v.object({ org: text, from: v.optional(year), to: v.optional(year) })),
})
const schema = v.object({
  area: text,
  areas: v.array(org),
  entries: v.array(
    v.object({
      id: text,
      name: text,
      level: v.picklist(LEVELS),
      aliases: v.array(text),
      from: v.optional(year),
      to: v.optional(year),
      into: v.optional(text),
    }),
  ),
  deadline: v.optional(v.pipe(v.string(), v.regex(/^\d\d-\d\d$/u))),
})

/** A roster as it was stored; nothing where it is none. */
export function readRoster(content: unknown): Roster | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? (parsed.output as Roster) : undefined
}

/** The heading of a column of offices. */
export const OFFICE_HEADING = /^(?:单位|机关|办事处|街道|office|name)(?:名称)?$|名称$|^(?:应报|报送)单位$/iu

const HEADINGS = {
  name: OFFICE_HEADING,
  aliases: /简称|别名|曾用名|原名|alias|former/iu,
  from: /^(?:起始|开始|自).{0,4}|from/iu,
  to: /^(?:截止|结束|终止|至).{0,4}|^to$|until/iu,
  into: /并入|合并|into/iu,
} as const
type Column = keyof typeof HEADINGS

const yearIn = (given: string | undefined): number | undefined => {
  const found = /20\d\d/u.exec(given ?? '')?.[0]
  return found === undefined ? undefined : Number(found)
}
const namesIn = (given: string | undefined): string[] =>
  (given ?? '')
    .split(/[、；;/]|\s{2,}/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
const NUMBER = /^(?:序号|no\.?|\d{1,4}[.、．]?)$/iu

function columnsOf(row: readonly string[]): Partial<Record<Column, number>> | undefined {
  const found: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(HEADINGS) as Column[]) {
    const at = row.findIndex((cell) => HEADINGS[column].test(cell.trim()))
    if (at >= 0) found[column] ??= at
  }
  return found.name === undefined ? undefined : found
}

/**
 * The lines of a list that came as rows of cells: under headings (名称、简称、起始年度、截止年度、并入), or without them the
 * name first, then other names, then years as 2019-2022. Numbers in front, and rows without a name, are passed over.
 */
export function rosterLines(rows: readonly (readonly string[])[]): RosterLine[] {
  const at = rows.findIndex((row) => columnsOf(row) !== undefined && row.some((cell) => cell.trim() !== ''))
  const columns = at >= 0 && rows[at]!.length > 1 ? columnsOf(rows[at]!) : undefined
  const lines = (columns ? rows.slice(at + 1) : rows).map((row): RosterLine => {
    const cells = row.map((cell) => cell.trim())
    const plain = columns ? cells : cells.filter((cell, i) => !(i === 0 && NUMBER.test(cell)))
    const cell = (column: Column, place: number): string | undefined =>
      columns ? (columns[column] === undefined ? undefined : cells[columns[column]]) : plain[place]
    const years = columns ? [] : (/^(20\d\d)?\s*[-—–~至]\s*(20\d\d)?$/u.exec(plain[2] ?? '') ?? [])
    const from = yearIn(columns ? cell('from', 2) : years[1])
    const to = yearIn(columns ? cell('to', 3) : years[2])
    const into = cell('into', 3)
    return {
      name: (cell('name', 0) ?? '').replace(/\s/gu, '').replace(/^\d{1,3}[.、．](?=\p{Script=Han})/u, ''),
      aliases: namesIn(cell('aliases', 1)),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(into && { into }),
    }
  })
  const seen = new Set<string>()
  return lines.filter(({ name }) => {
    const isNew = /\p{L}/u.test(name) && columnsOf([name]) === undefined && !seen.has(name)
    seen.add(name)
    return isNew
  })
}

/** Rows of a list that was typed or pasted: a line each, cells parted by tabs, | or commas. */
export const rosterRows = (typed: string): string[][] =>
  typed
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(/\t|[|｜,，]/u))

/** Lines as a text to be edited; `rosterRows` reads it back. */
export const rosterText = (entries: readonly RosterLine[]): string =>
  entries
    .map(({ name, aliases, from, to, into }) => {
      const years = from === undefined && to === undefined ? '' : `${from ?? ''}-${to ?? ''}`
      return [name, aliases.join('、'), years, into ?? ''].join('｜').replace(/｜+$/u, '')
    })
    .join('\n')

/**
 * A roster of an area: each line is an office held, however its name is written, or one to come. `district`: the area's
 * name as written.
 */
export function rosterOf(district: string, lines: readonly RosterLine[], known: readonly Org[]): Roster | undefined {
  const places = placer(known)
  const head = places.place({ district })
  if (head.org.level === 'street' || head.org.level === 'department') return undefined
  const entries = new Map<string, RosterEntry>()
  for (const line of lines) {
    const { org: office } =
      [line.name, ...line.aliases]
        .map((name) => placer([...places.orgs()]).place({ org: name, district }))
        .find(({ isNew }) => !isNew) ?? places.place({ org: line.name, district })
    if (!entries.has(office.id)) entries.set(office.id, { ...line, id: office.id, level: office.level })
  }
  const above = new Map(places.orgs().map((one) => [one.id, one]))
  const areas: Org[] = []
  for (let at: Org | undefined = head.org; at && !areas.includes(at); at = above.get(at.parents.at(-1)?.org ?? ''))
    areas.unshift({ id: at.id, name: at.name, level: at.level, parents: at.parents })
  return { area: head.org.id, areas, entries: [...entries.values()] }
}

/** Whether an office on the list must report for a year. */
export const isDue = ({ from = -Infinity, to = Infinity }: RosterEntry, of: number): boolean => from <= of && of <= to

/** An office held under the name that the roster gives it; the one it is known by stays a name it had before. */
const renamed = (held: Org, name: string): Org =>
  coreName(held.name) === coreName(name)
    ? held
    : { ...held, name, formerNames: [...(held.formerNames ?? []), { name: held.name, to: FIRST_YEAR - 1 }] }

/**
 * The offices of a roster as the map has them: each under the area in the years in which it must report. `held`: what
 * the datasets say of an office.
 */
export const rosterOrgs = ({ area, areas, entries }: Roster, held: (id: string) => Org | undefined): Org[] => [
  ...areas.filter(({ id }) => !held(id)),
  ...entries
    .filter(({ id }) => id !== area)
    .map(({ id, name, level, from, to }): Org => {
      const known = held(id)
      const own = { org: area, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
      const others = (known?.parents ?? []).filter(({ org: parent }) => parent !== area)
      const isOpen = from === undefined && to === undefined
      const parents = known && isOpen && known.parents.some(({ org: parent }) => parent === area)
      return parents
        ? renamed(known, name)
        : { ...(known ? renamed(known, name) : { id, name, level }), parents: [...others, own] }
    }),
]

/** Other names of offices on rosters, by id. */
export const rosterAliases = (rosters: readonly Roster[]): Map<string, string[]> =>
  new Map(
    rosters.flatMap(({ entries }) =>
      entries.filter(({ aliases }) => aliases.length > 0).map(({ id, aliases }): [string, string[]] => [id, aliases]),
    ),
  )

/** The last day in time for reports of a year, where the district sets one. */
export function deadlineIn({ deadline }: Roster, of: number): string | undefined {
  const day = deadline === undefined ? undefined : `${of + 1}-${deadline}`
  return day !== undefined && isDay(day) ? day : undefined
}

/** The offices whose name, or another name of which, stands in a text, the longest name first. */
export function namedIn(written: string, { entries }: Roster): RosterEntry | undefined {
  const compact = written.replace(/\s/gu, '')
  return entries
    .flatMap((entry) =>
      [entry.name, ...entry.aliases, entry.name.replace(/(?:街道办事处|街道|人民政府)$/u, '')]
        .filter((name) => name.length > 1 && compact.includes(name))
        .map((name) => ({ entry, length: name.length })),
    )
    .sort((a, b) => b.length - a.length)[0]?.entry
}
