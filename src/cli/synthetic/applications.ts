import { APPLICANTS, applicationCode, applicationRows } from '../../domain/metrics'
import type { Applicant, ApplicationCode, ApplicationRow, Form } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import type { Random } from './random'

const KINDS: Partial<Record<Applicant, number>> = {
  natural: 80,
  business: 13,
  research: 0.5,
  welfare: 1,
  legal: 4,
  other: 1.5,
}

/** How often applications to street offices end so; 2019's single row takes what 2021 splits. */
const OUTCOMES: Partial<Record<ApplicationRow, number>> = {
  granted: 38,
  partial: 7,
  'denied.law-forbidden': 0.5,
  'denied.third-party': 2,
  'denied.internal': 2,
  'denied.process': 1.5,
  'denied.case-file': 1,
  'denied.query': 1.5,
  'unable.not-held': 26,
  'unable.must-create': 5,
  'unable.unclear': 2,
  'unprocessed.petition': 5,
  'unprocessed.repeat': 2,
  'unprocessed.excessive': 0.3,
  'unprocessed.reissue': 0.2,
  'other.not-supplemented': 3,
  'other.fee-unpaid': 0.3,
  'other.misc': 2.7,
}

const inForm = (row: ApplicationRow, form: Form): ApplicationRow =>
  form === '2019' && row.startsWith('other.') ? 'other' : row

const CARRIED_OUT = 0.07

type Counts = Partial<Record<ApplicationCode, number>>

const zeros = (form: Form): Counts =>
  Object.fromEntries(
    applicationRows(form).flatMap((row) => APPLICANTS.map((column) => [applicationCode(row, column), 0])),
  )
const ZEROS: Record<Form, Counts> = { 2019: zeros('2019'), 2021: zeros('2021') }

/** Table 三 for a year with `mean` new applications, after what was carried in; every row and column reconciles. */
export function applications(
  random: Random,
  mean: number,
  carriedIn: Record<Applicant, number>,
  form: Form,
): {
  cells: Report['cells']
  carried: Record<Applicant, number>
  closed: number
} {
  const cells: Counts = { ...ZEROS[form] }
  const count = (row: ApplicationRow, column: Applicant): number => cells[applicationCode(row, column)] ?? 0
  const add = (row: ApplicationRow, column: Applicant): void => {
    for (const c of [column, 'total'] as const) cells[applicationCode(row, c)] = count(row, c) + 1
  }
  const fresh = Math.min(60, random.poisson(mean))
  const applicants: Applicant[] = Array.from({ length: fresh }, () => random.weighted(KINDS))
  for (const column of applicants) add('new', column)
  for (const column of APPLICANTS) {
    for (let i = 0; column !== 'total' && i < carriedIn[column]; i++) {
      add('carried-in', column)
      applicants.push(column)
    }
  }
  for (const column of applicants) {
    if (random.chance(CARRIED_OUT)) {
      add('carried-out', column)
      continue
    }
    add(inForm(random.weighted(OUTCOMES), form), column)
    add('closed', column)
  }
  const carried = Object.fromEntries(APPLICANTS.map((column) => [column, count('carried-out', column)])) as Record<
    Applicant,
    number
  >
  return { cells, carried, closed: count('closed', 'total') }
}
