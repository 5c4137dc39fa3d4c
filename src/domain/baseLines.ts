import type { BaseRow } from './bases'
import type { BaseCode } from './metrics'
import type { Org } from './orgs'
import { placer } from './placement'
import { OFFICE_HEADING } from './roster'

/** One line of a table of bases as written. */
export interface BaseLine {
  name: string
  year?: number
  values: Partial<Record<BaseCode, number>>
}

/** What was understood of a table, and the cells that hold something else than a number. */
export interface BaseLines {
  lines: BaseLine[]
  unreadable: { name: string; text: string }[]
}

const YEAR_HEADING = /^(?:年份|年度|统计年度|year)$/iu
const BASE_HEADINGS: readonly (readonly [BaseCode, RegExp])[] = [
  ['base.population', /人口|居民|residents?|population/iu],
  ['base.staff', /编制|职工|工作人员|在编|在职|staff|employees/iu],
  ['base.businesses', /企业|市场主体|经营主体|business|enterprises?|compan(?:y|ies)/iu],
]
const TEN_THOUSAND = 10_000
const YEAR = /(?<!\d)20[0-4]\d(?!\d)/u

interface Column {
  at: number
  code: BaseCode
  year?: number
  factor: number
}

const baseIn = (text: string): BaseCode | undefined => BASE_HEADINGS.find(([, heading]) => heading.test(text))?.[0]
const factorIn = (text: string): number => (/万|10,?000/u.test(text) ? TEN_THOUSAND : 1)

/** A heading names its base; one that is only a year takes what the lines above the table are about. */
function columnsOf(headings: readonly string[], above: string): Column[] {
  return headings.flatMap((heading, at): Column[] => {
    const year = YEAR.exec(heading)?.[0]
    const own = baseIn(heading)
    const isYearAlone = year !== undefined && /^\D?20\d\d\D{0,2}$/u.test(heading)
    const code = own ?? (isYearAlone ? baseIn(above) : undefined)
    if (code === undefined) return []
    const factor = factorIn(own ? heading : above)
    return [{ at, code, factor, ...(year !== undefined && { year: Number(year) }) }]
  })
}

/** A count as tables write it: 12,345; 1.2万; nothing for blanks and dashes. */
function numberIn(text: string): number | undefined | 'unreadable' {
  const plain = text.replace(/[,，\s]/gu, '')
  if (/^[-—–/／]*$/u.test(plain)) return undefined
  const found = /^(\d+(?:\.\d+)?)(万)?(?:人|名|户|家|个)?$/u.exec(plain)
  if (!found) return 'unreadable'
  const [, digits, isTenThousand] = found
  return Number(digits) * (isTenThousand ? TEN_THOUSAND : 1)
}

/**
 * The lines of a table of bases that came as rows of cells: a column of offices, one of years where there is one, and
 * columns of residents, staff or businesses, by their headings; a heading may name its year. Nothing where no row has
 * such headings.
 */
export function baseLines(rows: readonly (readonly string[])[]): BaseLines | undefined {
  const cells = rows.map((row) => row.map((cell) => cell.trim()))
  for (const [i, headings] of cells.entries()) {
    const name = headings.findIndex((heading) => OFFICE_HEADING.test(heading))
    const columns = name < 0 ? [] : columnsOf(headings, cells.slice(0, i).flat().join(' '))
    if (columns.length === 0) continue
    return linesBelow(
      cells.slice(i + 1),
      name,
      headings.findIndex((heading) => YEAR_HEADING.test(heading)),
      columns,
    )
  }
  return undefined
}

function linesBelow(rows: readonly string[][], name: number, yearAt: number, columns: readonly Column[]): BaseLines {
  const lines = new Map<string, BaseLine>()
  const unreadable: BaseLines['unreadable'] = []
  for (const row of rows) {
    const office = (row[name] ?? '').replace(/\s/gu, '')
    if (!/\p{L}/u.test(office)) continue
    const ofRow = YEAR.exec(row[yearAt] ?? '')?.[0]
    for (const { at, code, year = ofRow === undefined ? undefined : Number(ofRow), factor } of columns) {
      const value = numberIn(row[at] ?? '')
      if (value === 'unreadable') unreadable.push({ name: office, text: row[at]! })
      if (typeof value !== 'number') continue
      const key = JSON.stringify([office, year])
      const line = lines.get(key) ?? { name: office, ...(year !== undefined && { year }), values: {} }
      line.values[code] = Math.round(value * factor * 100) / 100
      lines.set(key, line)
    }
  }
  return { lines: [...lines.values()], unreadable }
}

/**
 * Lines as rows of the offices that their names mean, however they are written, and the names that mean none, or more
 * than one, of those known. `district`: the area whose offices are meant where a name alone does not tell.
 */
export function placeLines(
  lines: readonly BaseLine[],
  known: readonly Org[],
  district?: string,
): { rows: BaseRow[]; unknown: string[] } {
  const places = placer(known)
  const held = new Set(known.map(({ id }) => id))
  const idOf = (org: string): string | undefined =>
    [{ org }, ...(district === undefined ? [] : [{ org, district }])]
      .map((said) => places.place(said))
      .find(({ org: { id }, confidence }) => confidence === 'known' && held.has(id))?.org.id
  const ids = new Map([...new Set(lines.map(({ name }) => name))].map((name) => [name, idOf(name)]))
  return {
    rows: lines.flatMap(({ name, year, values }) => {
      const org = ids.get(name)
      return org === undefined ? [] : [{ org, ...(year !== undefined && { year }), values }]
    }),
    unknown: [...ids].flatMap(([name, id]) => (id === undefined ? [name] : [])),
  }
}
