import type { Place } from './cell'

/** `error`: a figure or a file is lost. `warning`: look here. `info`: something to know. */
export type Severity = 'error' | 'warning' | 'info'

/**
 * Everything that can be wrong, by code. Wording lives in i18n under `issue.<code>`, filled from `params`.
 */
export const ISSUES = {
  'file-empty': 'error',
  'file-too-large': 'error',
  'file-kind-unsupported': 'error',
  'file-not-text': 'error',
  'file-not-json': 'error',
  'file-broke-reader': 'error',
  'file-legacy-word': 'error',
  'file-legacy-sheet': 'error',
  'file-other-office': 'error',
  'file-picture': 'error',
  'file-packed': 'error',
  'file-program': 'error',
  'file-password': 'error',
  'file-bomb': 'error',
  'file-broken': 'error',
  'archive-empty': 'error',
  'archive-too-many': 'warning',
  'pdf-password': 'error',
  'pdf-broken': 'error',
  'pdf-damaged': 'warning',
  'pdf-unchecked': 'info',
  'pdf-scanned': 'error',
  'pdf-recognised': 'warning',
  'pdf-form': 'error',
  'pdf-too-many-pages': 'error',
  'pdf-too-much': 'error',
  'file-damaged': 'error',
  'no-report-found': 'error',
  'org-unknown': 'warning',
  'org-conflict': 'warning',
  'year-unknown': 'warning',
  'year-conflict': 'warning',
  'table-not-found': 'warning',
  'table-cut': 'warning',
  'headings-unread': 'warning',
  'heading-missing': 'warning',
  'row-missing': 'warning',
  'row-repeated': 'info',
  'table-order': 'info',
  'column-unrecognised': 'warning',
  'cell-unreadable': 'warning',
  'cell-unplaced': 'warning',
  'cell-conflict': 'warning',
  'cell-contradicted': 'warning',
  'table-chosen': 'info',
  'row-extra': 'info',
  'row-unlabelled': 'info',
  'heading-partial': 'info',
  'form-mixed': 'info',
  'unit-inferred': 'info',
  'unit-implausible': 'warning',
  'column-slip': 'warning',
  'unit-slip': 'warning',
  'table-repeated': 'warning',
  outlier: 'info',
  'sum-outcomes': 'warning',
  'sum-balance': 'warning',
  'sum-applicants': 'warning',
  'sum-challenge': 'warning',
  'carry-over': 'warning',
  'in-force-balance': 'warning',
  'prose-table': 'warning',
  'prose-channels': 'warning',
  'children-sum': 'info',
  'check-undecided': 'info',
  'not-dataset': 'error',
  schema: 'error',
  'schema-missing': 'error',
  'dataset-version': 'error',
  'key-duplicate': 'error',
  'value-negative': 'error',
  'value-fraction': 'error',
  'value-too-large': 'error',
  'period-reversed': 'error',
  'day-unknown': 'error',
  'parents-circle': 'error',
  'org-duplicate': 'error',
  'report-duplicate': 'error',
  'org-missing': 'error',
  'csv-column': 'error',
  'csv-row': 'error',
} as const satisfies Record<string, Severity>

export type IssueCode = keyof typeof ISSUES

/** A problem is data with a place. `at.code` names a metric, `at.path` a place in a dataset file. */
export interface Issue {
  code: IssueCode
  severity: Severity
  at?: Place & { code?: string; path?: string; org?: string; year?: number; file?: string }
  params?: Record<string, string | number>
}

export const issue = (code: IssueCode, at?: Issue['at'], params?: Issue['params']): Issue => ({
  code,
  severity: ISSUES[code],
  ...(at && { at }),
  ...(params && { params }),
})
