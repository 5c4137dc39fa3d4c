import { dsvFormat } from 'd3-dsv'
import type { Cell, CellMissing } from '../domain/cell'
import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { METRICS, formInForce } from '../domain/metrics'
import type { Form, MetricCode, TableCode, TableId } from '../domain/metrics'
import { possibleCell } from '../domain/possible'
import type { Forms } from '../domain/report'
import type { ParsedReport } from './types'

/** What the columns may be called. */
export const HEADINGS = {
  org: ['org', 'office', '机关', '单位', '单位名称', '机关名称'],
  year: ['year', '年度', '年份', '报告年度'],
  metric: ['metric', 'code', '指标', '指标代码'],
  value: ['value', '数值', '数量', '值'],
  district: ['district', 'area', '所属县区', '区县', '地区'],
} as const
type Heading = keyof typeof HEADINGS
export const NEEDED = ['org', 'year', 'metric', 'value'] as const satisfies readonly Heading[]

const MISSING: Readonly<Record<string, CellMissing>> = {
  '': 'blank',
  '-': 'dash',
  '—': 'dash',
  '－': 'dash',
  '/': 'dash',
  无: 'dash',
  blank: 'blank',
  dash: 'dash',
  unreadable: 'unreadable',
  'not-extracted': 'not-extracted',
}

/** A comma, a tab or a semicolon, whichever the first line has most of. */
export function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/\r?\n|$/u))
  return [',', '\t', ';'].reduce((best, mark) => (first.split(mark).length > first.split(best).length ? mark : best))
}

/** Money and counts: thousands separators and full-width digits are read, anything else is a text. */
export function cellOf(raw: string): Cell {
  const text = raw
    .normalize('NFKC')
    .trim()
    .replace(/^\u2212(?=.)/u, '-')
  const kind = MISSING[text]
  if (kind) return { missing: kind, ...(raw !== '' && { raw }) }
  const digits = text.replace(/,(?=\d{3}(?:\D|$))/gu, '')
  return /^[+-]?\d+(?:\.\d+)?$/u.test(digits) ? { value: Number(digits) } : { missing: 'unreadable', raw }
}

const said = ({ value, missing, raw }: Cell): string | number => value ?? raw ?? missing ?? ''

/** The form whose cells these are; where both have them all, the one in force that year. */
export function formsOf(codes: readonly MetricCode[], year: number): Forms {
  const forms: Forms = {}
  for (const table of ['2', '3', '4'] as const satisfies readonly TableId[]) {
    const own = codes.filter((code) => METRICS[code].table === table)
    if (own.length === 0) continue
    const fits = (form: Form) => own.every((code) => (METRICS[code].forms as readonly Form[]).includes(form))
    const likely = formInForce(year)
    forms[table] = fits(likely) ? likely : ((['2019', '2021'] as const).find(fits) ?? likely)
  }
  return forms
}

/** The headings of a text's first line, and the column each stands in; -1 where it has none. */
export function columnsOf(first: readonly string[]): Record<Heading, number> {
  const headings = first.map((heading) => heading.trim().toLowerCase())
  const at = (heading: Heading): number =>
    headings.findIndex((text) => (HEADINGS[heading] as readonly string[]).includes(text))
  return { org: at('org'), year: at('year'), metric: at('metric'), value: at('value'), district: at('district') }
}

const MOST_HEADINGS = 2000
/**
 * Whether a CSV is a long table, and not a sheet with a report's own tables: its first line has at least two of the
 * four headings.
 */
export function isLongTable(text: string): boolean {
  const plain = text.replace(/^\uFEFF/u, '')
  const first = plain.slice(0, Math.min(MOST_HEADINGS, plain.search(/\r?\n|$/u)))
  const columns = columnsOf(dsvFormat(delimiterOf(first)).parseRows(first)[0] ?? [])
  return NEEDED.filter((heading) => columns[heading] >= 0).length >= 2
}

/**
 * Reads a long table, one figure a line: org, year, metric, value, and district where it is given. Money in yuan.
 * `metricOf` knows metrics by code and by name. A line that cannot be read is an issue with its number; the rest still
 * come. Of two figures for one cell the first is kept.
 */
export function readLongCsv(
  text: string,
  metricOf: (name: string) => MetricCode | undefined,
): { reports: ParsedReport[]; issues: Issue[] } {
  const rows = dsvFormat(delimiterOf(text)).parseRows(text.replace(/^\uFEFF/u, ''))
  const columns = columnsOf(rows[0] ?? [])
  const lost = NEEDED.filter((heading) => columns[heading] < 0)
  if (lost.length > 0)
    return {
      reports: [],
      issues: lost.map((heading) => issue('csv-column', { line: 1 }, { column: HEADINGS[heading].at(2) ?? heading })),
    }

  const issues: Issue[] = []
  const reports = new Map<string, ParsedReport>()
  rows.slice(1).forEach((row, i) => {
    if (row.every((field) => field.trim() === '')) return
    const field = (column: number): string => (column < 0 ? '' : (row[column] ?? '')).trim()
    const [org, year, code] = [
      field(columns.org),
      Number(field(columns.year).normalize('NFKC').replace(/年.*$/u, '')),
      metricOf(field(columns.metric)),
    ]
    if (org === '' || !Number.isInteger(year) || year < 2008 || year > 2100 || code === undefined) {
      issues.push(issue('csv-row', { line: i + 2 }, { line: i + 2, text: row.join(',').slice(0, 60) }))
      return
    }
    const district = field(columns.district)
    const key = JSON.stringify([org, year, district])
    const report = reports.get(key) ?? { org, year, ...(district && { district }), forms: {}, cells: {}, prose: {} }
    reports.set(key, report)
    const at = { line: i + 2 }
    const cell = possibleCell(code, cellOf(row[columns.value] ?? ''))
    const held = report.cells[code as TableCode] ?? report.prose[code]
    if (cell.missing === 'unreadable') issues.push(issue('cell-unreadable', { ...at, code }, { raw: cell.raw ?? '' }))
    if (held) {
      if (said(held) !== said(cell))
        issues.push(issue('cell-conflict', { ...at, code }, { first: said(held), second: said(cell) }))
    } else if (METRICS[code].table !== undefined) report.cells[code as TableCode] = { ...cell, at }
    else if (cell.value !== undefined) report.prose[code] = { value: cell.value, at }
  })
  for (const report of reports.values()) report.forms = formsOf(Object.keys(report.cells) as MetricCode[], report.year!)
  return { reports: [...reports.values()], issues: issues.slice(0, 50) }
}
