import { asCell, asProse } from './cell'
import type { Reading, StoredCell, StoredProse } from './cell'
import { METRICS } from './metrics'
import type { Form, MetricCode, ProseCode, TableCode, TableId } from './metrics'

export interface Source {
  title?: string
  url?: string
  file?: string
  retrieved?: string
  /** The day on which its page says that it was published (发布时间), as YYYY-MM-DD. */
  published?: string
  /** `typed`: entered by hand from a paper, a scan or by telephone, as no file could be read. */
  origin?: 'typed'
}

/** Months from the first to the last, both included, as YYYY-MM. */
export interface Months {
  from: string
  to: string
}

/** The form of each table as its own headers show it; a table that was not seen has none. */
export type Forms = Partial<Record<TableId, Form>>

/** One organ's annual report for one report year. */
export interface Report {
  org: string
  year: number
  forms: Forms
  source?: Source
  /** The months it covers, where they are not the whole year: an organ that began in September. */
  covers?: Months
  cells: Partial<Record<TableCode, StoredCell>>
  prose: Partial<Record<ProseCode, StoredProse>>
}

/**
 * A published figure, or why there is none. A cell the report does not list is `not-in-form` where its table's form is
 * known and lacks it, else `not-extracted`. `published.*` comes from prose, everything else from tables only.
 */
export function readFigure(report: Report, code: MetricCode): Reading {
  const { table, forms } = METRICS[code]
  if (table === undefined) {
    const stated = report.prose[code]
    return stated === undefined ? 'not-extracted' : asProse(stated).value
  }
  const stored = report.cells[code as TableCode]
  if (stored !== undefined) {
    const cell = asCell(stored)
    return cell.value ?? cell.missing ?? 'not-extracted'
  }
  const form = report.forms[table]
  return form !== undefined && !(forms as readonly Form[]).includes(form) ? 'not-in-form' : 'not-extracted'
}
