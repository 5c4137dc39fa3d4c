import { expect } from 'vitest'
import type { Dataset } from '../../src/domain/dataset'
import { asCell, asProse } from '../../src/domain/cell'
import type { Cell, ProseFigure } from '../../src/domain/cell'
import { splitCorrections } from '../../src/domain/correction'
import { inMapOrder } from '../../src/domain/mapOrder'
import { METRIC_CODES } from '../../src/domain/metrics'
import type { MetricCode } from '../../src/domain/metrics'
import { readFigure } from '../../src/domain/report'
import type { Report } from '../../src/domain/report'
import { readFigures } from '../../src/frame/figures'
import { frameOf } from '../../src/query/load'
import { heldReport } from '../../src/frame/heldReport'
import { PACKING } from '../../src/pack/columnNames'
import { encodeForms, statutoryCells } from '../../src/pack/formCodes'
import { CODE, stateOf } from '../../src/pack/states'
import { runFilled } from '../../src/query/answers/filled'
import type { Prepared } from '../../src/pack/records'

/** Everything that a packed dataset holds of figures, as plain data, by office and year. */
export function figuresOf(prepared: Prepared) {
  const frame = frameOf([prepared])
  const years = prepared.manifest.years
  const filled = runFilled(frame, { kind: 'filled', years })
  return {
    orgs: frame.orgs,
    years,
    manifest: { ...prepared.manifest, checksum: '' },
    figures: METRIC_CODES.flatMap((code) => {
      const byYear = years.map((year) => readFigures(frame, code, year))
      const readings = frame.orgs.flatMap((_, row) =>
        byYear.map(({ values, states }) => (states[row] === CODE.value ? values[row] : stateOf(states, row))),
      )
      return readings.every((reading) => reading === 'no-report') ? [] : [{ code, readings }]
    }),
    filled: frame.orgs.flatMap((_, row) => years.map((_, y) => [filled.filled[y]![row], filled.cells[y]![row]])),
    reports: frame.orgs.flatMap(({ id }) =>
      years.map((year) => {
        const report = heldReport(frame, prepared.manifest.id, id, year)
        return report && { ...report, cells: sorted(report.cells), prose: sorted(report.prose) }
      }),
    ),
  }
}

const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

/** The same read from the reports one by one, without any packing. */
function saidBy({ id, title, synthetic, extent, start, orgs, reports }: Dataset): ReturnType<typeof figuresOf> {
  const years = [...new Set(reports.map(({ year }) => year))].sort((a, b) => a - b)
  const ordered = inMapOrder(orgs, years.at(-1) ?? 0)
  const held = new Map(reports.map((report) => [`${report.org} ${report.year}`, report]))
  const places = ordered.flatMap((org) => years.map((year) => ({ org, year, report: held.get(`${org.id} ${year}`) })))
  const readings = (code: MetricCode) =>
    places.map(({ report }) => {
      const reading = report ? readFigure(report, code) : ('no-report' as const)
      // Columns know no -0.
      return typeof reading === 'number' ? reading + 0 : reading
    })
  const published = reports.map((report) => splitCorrections(report).published)
  const isNumber = (report: Report, code: MetricCode): boolean => typeof readFigure(report, code) === 'number'
  const filled = (report: Report): number[] => {
    const cells = statutoryCells(encodeForms(report.forms), report.year)
    const full = cells.filter((code) => {
      const reading = readFigure(report, code)
      return typeof reading === 'number' || reading === 'dash'
    })
    return [full.length, cells.length]
  }
  return {
    orgs: ordered,
    years,
    manifest: {
      id,
      title,
      synthetic,
      shipped: false,
      years,
      version: PACKING,
      ...(extent && { extent }),
      ...(start && { start }),
      checksum: '',
      counts: {
        orgs: orgs.length,
        reports: reports.length,
        cells: METRIC_CODES.reduce((sum, code) => sum + published.filter((one) => isNumber(one, code)).length, 0),
      },
    },
    figures: METRIC_CODES.flatMap((code) => {
      const all = readings(code)
      return all.every((reading) => reading === 'no-report') ? [] : [{ code, readings: all }]
    }),
    filled: places.map(({ report }) => (report ? filled(report) : [0, 0])),
    reports: places.map(({ report }) => report && bare(splitCorrections(report).published)),
  }
}

/** A report without what columns do not hold: raw text, labels, places. */
function bare({ org, year, forms, cells, prose }: Report) {
  const kept = (figure: Cell & ProseFigure) => {
    const { value, missing = 'not-extracted', approx, unitInferred, uncertain } = figure
    if (value === undefined) return { missing }
    if (!approx && !unitInferred && !uncertain) return value + 0
    return {
      value: value + 0,
      ...(approx && { approx }),
      ...(unitInferred && { unitInferred }),
      ...(uncertain && { uncertain }),
    }
  }
  const all = (figures: Report['cells'] | Report['prose']) =>
    sorted(
      Object.fromEntries(Object.entries(figures).map(([code, stored]) => [code, kept(asCell(stored) as ProseFigure)])),
    )
  return { org, year, forms, cells: all(cells), prose: all(prose) }
}

/** A dataset as a table of figures gives it: no marks, and nothing that a sentence says of a table's figure. */
export const figuresOnly = (dataset: Dataset): Dataset => ({
  ...dataset,
  reports: dataset.reports.map(({ org, year, forms, cells, prose }) => ({
    org,
    year,
    forms,
    cells: Object.fromEntries(
      Object.entries(cells).map(([code, stored]) => {
        const { value, missing = 'not-extracted' } = asCell(stored)
        return [code, value ?? { missing }]
      }),
    ),
    prose: Object.fromEntries(
      Object.entries(prose).flatMap(([code, stored]) =>
        code.startsWith('published.') ? [[code, asProse(stored).value]] : [],
      ),
    ),
  })),
})

/** That a packed dataset says exactly what the dataset does. */
export function expectSame(prepared: Prepared, dataset: Dataset): void {
  expect(figuresOf(prepared)).toEqual(saidBy(dataset))
}

/** Bytes in pieces of a size. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
