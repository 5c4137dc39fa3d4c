import type { ApplicationCode, ApplicationRow, DerivedCode, MetricCode, MetricId } from './codes'
import { isMetricCode } from './catalogue'
import type { Unit } from './catalogue'
import { isBaseCode, isOwnCode, ownDefinition } from './own'
import type { BaseCode } from './own'
import { APPLICATION_ROWS } from './tableThree'

/**
 * A figure computed from published ones: the sum of `numerator`, over the sum of `denominator` where there is one.
 * A term that lists alternatives takes the first that the report's form has (2019's `other`, else 2021's three).
 */
export interface DerivedDef {
  numerator: readonly SumTerm[]
  denominator?: readonly SumTerm[]
  /** What the quotient is multiplied by: taken over so many of the denominator. */
  per?: number
  unit: Unit
}
export type SumTerm = MetricCode | BaseCode | { either: readonly [MetricCode, readonly MetricCode[]] }

const totals = (prefix: string): ApplicationCode[] =>
  (Object.keys(APPLICATION_ROWS) as ApplicationRow[])
    .filter((row) => row.startsWith(`${prefix}.`))
    .map((row): ApplicationCode => `applications.${row}.total`)

const DENIED = totals('denied')
const UNABLE = totals('unable')
const CLOSED = ['applications.closed.total'] as const
const OTHER: SumTerm = { either: ['applications.other.total', totals('other')] }

const share = (code: MetricCode): DerivedDef => ({
  numerator: [code],
  denominator: ['published.total'],
  unit: 'percent',
})

/** One definition for each derived figure; numerator and denominator are shown wherever it is. */
export const DERIVED = {
  'sum.denied': { numerator: DENIED, unit: 'case' },
  'sum.unable': { numerator: UNABLE, unit: 'case' },
  'sum.unprocessed': { numerator: totals('unprocessed'), unit: 'case' },
  'sum.other': { numerator: [OTHER], unit: 'case' },
  'sum.suits': { numerator: ['suit-direct.total', 'suit-reviewed.total'], unit: 'case' },
  'rate.granted': { numerator: ['applications.granted.total'], denominator: CLOSED, unit: 'percent' },
  'rate.denied': { numerator: DENIED, denominator: CLOSED, unit: 'percent' },
  'rate.unable': { numerator: UNABLE, denominator: CLOSED, unit: 'percent' },
  'rate.carried-out': {
    numerator: ['applications.carried-out.total'],
    denominator: ['applications.new.total', 'applications.carried-in.total'],
    unit: 'percent',
  },
  'rate.review-corrected': {
    numerator: ['review.corrected'],
    denominator: ['review.upheld', 'review.corrected', 'review.other'],
    unit: 'percent',
  },
  'rate.suits-lost': {
    numerator: ['suit-direct.corrected', 'suit-reviewed.corrected'],
    denominator: [
      'suit-direct.upheld',
      'suit-direct.corrected',
      'suit-direct.other',
      'suit-reviewed.upheld',
      'suit-reviewed.corrected',
      'suit-reviewed.other',
    ],
    unit: 'percent',
  },
  'procurement.per-project': { numerator: ['procurement.amount'], denominator: ['procurement.projects'], unit: 'yuan' },
  'share.website': share('published.website'),
  'share.wechat': share('published.wechat'),
  'share.weibo': share('published.weibo'),
  'share.new-media': share('published.new-media'),
  'share.press': share('published.press'),
  'share.noticeboard': share('published.noticeboard'),
  'share.other': share('published.other'),
} satisfies Record<DerivedCode, DerivedDef>

export const DERIVED_CODES = Object.keys(DERIVED) as DerivedCode[]

export const isDerivedCode = (code: string): code is DerivedCode => Object.hasOwn(DERIVED, code)

/** The definition of a derived figure, or nothing for a published one. */
export const definitionOf = (metric: MetricId): DerivedDef | undefined =>
  isDerivedCode(metric) ? DERIVED[metric] : isMetricCode(metric) ? undefined : ownDefinition(metric)

export const isMetricId = (code: string): code is MetricId =>
  isMetricCode(code) || isDerivedCode(code) || isOwnCode(code)

/** Every published code a derived figure may read. */
export const termCodes = (terms: readonly SumTerm[]): MetricCode[] =>
  terms.flatMap((term) => {
    if (typeof term !== 'string') return [term.either[0], ...term.either[1]]
    return isBaseCode(term) ? [] : [term]
  })
