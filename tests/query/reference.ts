import type { Missing, Reading } from '../../src/domain/cell'
import { correctReport, correctionsIn, splitCorrections } from '../../src/domain/correction'
import type { Dataset } from '../../src/domain/dataset'
import { APPLICANTS, METRICS, cellsOf, definitionOf, isBaseCode, isMetricCode } from '../../src/domain/metrics'
import type { DerivedDef, Form, MetricCode, MetricId, SumTerm } from '../../src/domain/metrics'
import { ancestorsOf, parentOf } from '../../src/domain/orgs'
import type { Level, Org } from '../../src/domain/orgs'
import { readFigure } from '../../src/domain/report'
import type { Report } from '../../src/domain/report'
import type { Scope } from '../../src/map/scope'

/** Answers straight from the reports, slowly and plainly: what the packed engine must agree with. */

type Answer = Reading | 'undefined-rate'

/** The report that counts, with every correction of its figures, whichever dataset brought it. */
export function heldReport(sets: readonly Dataset[], org: string, year: number): Report | undefined {
  const versions = sets.flatMap((set) => set.reports.filter((one) => one.org === org && one.year === year))
  const last = versions.at(-1)
  return last && correctReport(splitCorrections(last).published, versions.flatMap(correctionsIn))
}

const TELLING: readonly Missing[] = ['no-report', 'not-extracted', 'unreadable', 'blank', 'dash', 'not-in-form']

function add(readings: readonly Reading[]): Reading {
  const worst = TELLING.find((kind) => readings.includes(kind))
  return worst ?? (readings as number[]).reduce((a, b) => a + b, 0)
}

const OTHERS = ['other.not-supplemented', 'other.fee-unpaid', 'other.misc']

function term(report: Report, of: SumTerm): Reading {
  if (typeof of === 'string') return isBaseCode(of) ? 'not-extracted' : readFigure(report, of)
  const [whole, parts] = of.either
  const { table } = METRICS[whole]
  const form: Form = report.forms[table!] ?? (report.year > 2020 ? '2021' : '2019')
  const stated = readFigure(report, whole)
  const isStated = typeof stated === 'number' || !['not-in-form', 'not-extracted'].includes(stated)
  return isStated || form === '2019'
    ? stated
    : (statedAsUnread(report, whole) ?? add(parts.map((part) => readFigure(report, part))))
}

/** Where the form is known, a cell that is written down as not extracted stays so, whatever the form. */
const statedAsUnread = (report: Report, code: MetricCode): Reading | undefined =>
  report.forms['3'] !== undefined && code in report.cells ? 'not-extracted' : undefined

function definition(metric: MetricId): DerivedDef {
  if (!isMetricCode(metric)) return definitionOf(metric)!
  const column = APPLICANTS.find((name) => metric === `applications.other.${name}`)
  return column
    ? {
        numerator: [{ either: [metric, OTHERS.map((row) => `applications.${row}.${column}` as MetricCode)] }],
        unit: 'case',
      }
    : { numerator: [metric], unit: 'case' }
}

export function answer(sets: readonly Dataset[], metric: MetricId, org: string, year: number): Answer {
  const report = heldReport(sets, org, year)
  if (!report) return 'no-report'
  const { numerator, denominator, per = 1 } = definition(metric)
  const above = add(numerator.map((t) => term(report, t)))
  if (!denominator) return above
  const below = add(denominator.map((t) => term(report, t)))
  const both = TELLING.find((kind) => above === kind || below === kind)
  if (both) return both
  return below === 0 ? 'undefined-rate' : (Number(above) / Number(below)) * per + 0
}

/** Share of a report's statutory cells that hold a number or a dash. */
export function filledShare(report: Report): number {
  const codes = (['2', '3', '4'] as const).flatMap((table) =>
    cellsOf(table, report.forms[table] ?? (report.year > 2020 ? '2021' : '2019')),
  )
  const filled = codes.filter((code) => {
    const reading = code in report.cells ? readFigure(report, code) : 'blank'
    return typeof reading === 'number' || reading === 'dash'
  })
  return filled.length / codes.length
}

/** The later dataset's office, with the last parents anyone gave. */
export function knownOffices(sets: readonly Dataset[]): Map<string, Org> {
  const known = new Map<string, Org>()
  for (const set of sets)
    for (const org of set.orgs)
      known.set(org.id, { ...org, parents: org.parents.length > 0 ? org.parents : (known.get(org.id)?.parents ?? []) })
  return known
}

export function inScope(sets: readonly Dataset[], { area, level, year }: Scope): Set<string> {
  const orgs = knownOffices(sets)
  const isContainer = (id: string) => [...orgs.values()].some((org) => org.parents.some((parent) => parent.org === id))
  const everReports = (id: string) => sets.some((set) => set.reports.some((r) => r.org === id))
  const exists = (org: Org) =>
    org.parents.length === 0 || parentOf(org, year) !== undefined || heldReport(sets, org.id, year) !== undefined
  return new Set(
    [...orgs.values()]
      .filter((org) => (level ? org.level === level : everReports(org.id) || !isContainer(org.id)))
      .filter((org) =>
        area === undefined ? exists(org) : org.id !== area && ancestorsOf(orgs, org.id, year).includes(area),
      )
      .map(({ id }) => id),
  )
}

/** The office itself or the nearest above it of a level, in a year. */
export function areaOf(orgs: ReadonlyMap<string, Org>, id: string, level: Level, year: number): string | undefined {
  return [id, ...ancestorsOf(orgs, id, year)].find((one) => orgs.get(one)?.level === level)
}

/** R: quantile(x, p, type = 7). */
export function slowQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const h = (sorted.length - 1) * p
  const low = sorted[Math.floor(h)]!
  return low + (h - Math.floor(h)) * (sorted[Math.ceil(h)]! - low)
}

/** Numerator and denominator of a quotient, where the report that counts gives both. */
export function slowParts(
  sets: readonly Dataset[],
  metric: MetricId,
  org: string,
  year: number,
): [number, number] | undefined {
  const report = heldReport(sets, org, year)
  const { numerator, denominator } = definition(metric)
  if (!report || !denominator) return undefined
  const [above, below] = [add(numerator.map((t) => term(report, t))), add(denominator.map((t) => term(report, t)))]
  return typeof above === 'number' && typeof below === 'number' ? [above, below] : undefined
}
