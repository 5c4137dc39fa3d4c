import { asCell, asProse } from '../../domain/cell'
import { cellsOf } from '../../domain/metrics'
import type { TableCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { Carried } from './office'

/** Office and year of the reports that were never submitted, and of one not submitted yet. */
export const SUBMITTED_NOTHING: ReadonlySet<string> = new Set(['望江街道2020', '槐荫里街道2022', '清溪街道2025'])

type Flaw = (report: Report, carried: Carried) => void

const valueOf = (report: Report, code: TableCode): number => asCell(report.cells[code] ?? 0).value ?? 0

const dash = { missing: 'dash', raw: '—' } as const

/** The decisions stand under 本年增/减, and their own cell is empty. */
const slipColumn: Flaw = (report) => {
  report.cells['penalty.change'] = valueOf(report, 'penalty.decisions')
  report.cells['penalty.previous'] = dash
  report.cells['penalty.decisions'] = dash
}

/** An amount in 元 under a heading that says 万元. */
const slipUnit: Flaw = (report) => {
  const yuan = valueOf(report, 'fee.amount')
  report.cells['fee.amount'] = { value: yuan * 10_000, raw: String(yuan) }
}

const addTo =
  (code: TableCode, by: number): Flaw =>
  (report) => {
    report.cells[code] = valueOf(report, code) + by
  }

/** A total printed as 0 over parts that are not. */
const loseTotal: Flaw = (report) => {
  Object.assign(report.cells, {
    'review.upheld': 2,
    'review.corrected': 1,
    'review.other': 0,
    'review.pending': 0,
    'review.total': 0,
  })
  report.prose['review.total'] = { value: 0, raw: '0件', label: '行政复议' }
}

/** One application was carried over that the next report does not know of. */
const forgetCarried: Flaw = (report) => {
  for (const column of ['natural', 'total'] as const) {
    for (const row of ['new', 'carried-out'] as const) addTo(`applications.${row}.${column}`, 1)(report, {} as Carried)
  }
  const stated = report.prose['applications.new.total']
  if (stated !== undefined)
    report.prose['applications.new.total'] = {
      ...asProse(stated),
      value: asProse(stated).value + 1,
      raw: `${asProse(stated).value + 1}件`,
    }
}

const roundTotal: Flaw = (report) => {
  const stated = report.prose['published.total']
  if (stated === undefined) return
  const value = Math.floor(asProse(stated).value / 100) * 100
  report.prose['published.total'] = { ...asProse(stated), value, raw: `${value}余条`, approx: true }
}

const dashTable: Flaw = (report) => {
  for (const code of cellsOf('4', '2019')) report.cells[code as TableCode] = dash
}

/** What real reports get wrong, each once, by office and year. */
export const FLAWS: Readonly<Record<string, Flaw>> = {
  文昌街道2019: slipColumn,
  望江街道2019: dashTable,
  北塔街道2020: roundTotal,
  槐荫里街道2020: (report) => {
    report.cells['applications.carried-out.total'] = { missing: 'blank' }
  },
  文昌街道2021: forgetCarried,
  清溪街道2021: (report) => {
    report.cells['license.decisions'] = { missing: 'unreadable', raw: '见附件' }
  },
  东桥街道2022: (report) => {
    report.cells['coercion.decisions'] = { missing: 'blank' }
  },
  东桥街道2023: slipUnit,
  柳岸街道2023: loseTotal,
  北塔街道2024: addTo('applications.closed.total', -1),
}
