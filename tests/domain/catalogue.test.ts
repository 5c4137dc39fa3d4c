import { describe, expect, it } from 'vitest'
import {
  APPLICANTS,
  DERIVED,
  DERIVED_CODES,
  METRICS,
  METRIC_CODES,
  TABLE_TWO,
  applicationRows,
  cellsOf,
  challengeCodes,
  comparabilityOf,
  isMetricCode,
  isMetricId,
  operandsOf,
  unitOf,
} from '../../src/domain/metrics'
import type { DerivedDef, Form, MetricCode, MetricDef, MetricId } from '../../src/domain/metrics'

/** Written by hand from the annexes of 国办公开办函〔2019〕60号 and 〔2021〕30号. */
const TWO: Record<Form, string[]> = {
  2019: [
    'rules.made',
    'rules.disclosed',
    'rules.public',
    'normative.made',
    'normative.disclosed',
    'normative.public',
    'license.previous',
    'license.change',
    'license.decisions',
    'service.previous',
    'service.change',
    'service.decisions',
    'penalty.previous',
    'penalty.change',
    'penalty.decisions',
    'coercion.previous',
    'coercion.change',
    'coercion.decisions',
    'fee.previous',
    'fee.change',
    'procurement.projects',
    'procurement.amount',
  ],
  2021: [
    'rules.issued',
    'rules.repealed',
    'rules.in-force',
    'normative.issued',
    'normative.repealed',
    'normative.in-force',
    'license.decisions',
    'penalty.decisions',
    'coercion.decisions',
    'fee.amount',
  ],
}
const START = [
  'new',
  'carried-in',
  'granted',
  'partial',
  'denied.state-secret',
  'denied.law-forbidden',
  'denied.stability',
  'denied.third-party',
  'denied.internal',
  'denied.process',
  'denied.case-file',
  'denied.query',
  'unable.not-held',
  'unable.must-create',
  'unable.unclear',
  'unprocessed.petition',
  'unprocessed.repeat',
  'unprocessed.publication',
  'unprocessed.excessive',
  'unprocessed.reissue',
]
const ROWS: Record<Form, string[]> = {
  2019: [...START, 'other', 'closed', 'carried-out'],
  2021: [...START, 'other.not-supplemented', 'other.fee-unpaid', 'other.misc', 'closed', 'carried-out'],
}
const COLUMNS = ['natural', 'business', 'research', 'welfare', 'legal', 'other', 'total']
const THREE = (form: Form) => ROWS[form].flatMap((row) => COLUMNS.map((column) => `applications.${row}.${column}`))
const FOUR = ['review', 'suit-direct', 'suit-reviewed'].flatMap((row) =>
  ['upheld', 'corrected', 'other', 'pending', 'total'].map((outcome) => `${row}.${outcome}`),
)
const PROSE = ['total', 'website', 'wechat', 'weibo', 'new-media', 'press', 'noticeboard', 'other'].map(
  (channel) => `published.${channel}`,
)

describe.each<[Form, number, number]>([
  ['2019', 161, 198],
  ['2021', 175, 200],
])('the form of %s', (form, three, all) => {
  it('has its cells, in any order of the catalogue', () => {
    expect([...cellsOf('2', form)].sort()).toEqual([...TWO[form]].sort())
    expect([...cellsOf('3', form)].sort()).toEqual([...THREE(form)].sort())
    expect([...cellsOf('4', form)].sort()).toEqual([...FOUR].sort())
  })
  it('prints them in its own order', () => {
    expect(TABLE_TWO[form].flatMap(({ rows }) => rows.flatMap(({ codes }) => codes))).toEqual(TWO[form])
    expect(applicationRows(form)).toEqual(ROWS[form])
    expect([APPLICANTS, challengeCodes]).toEqual([COLUMNS, FOUR])
    for (const { columns, rows } of TABLE_TWO[form])
      for (const { codes } of rows) expect(codes).toHaveLength(columns.length)
  })
  it('has as many cells as it says', () => {
    expect(cellsOf('3', form)).toHaveLength(three)
    expect((['2', '3', '4'] as const).flatMap((table) => cellsOf(table, form))).toHaveLength(all)
  })
})

describe('the catalogue', () => {
  it('has the codes of the forms and of prose, and no others', () => {
    expect([...METRIC_CODES].sort()).toEqual(
      [...new Set([...TWO[2019], ...TWO[2021], ...THREE('2019'), ...THREE('2021'), ...FOUR, ...PROSE])].sort(),
    )
  })
  it('names each by its row and column', () => {
    for (const code of METRIC_CODES)
      expect(code).toBe(
        `${METRICS[code].table === '3' ? 'applications.' : ''}${METRICS[code].row}.${METRICS[code].column}`,
      )
  })
  it('counts money in yuan, and nothing else', () => {
    expect(METRIC_CODES.filter((code) => METRICS[code].unit === 'yuan').sort()).toEqual([
      'fee.amount',
      'procurement.amount',
    ])
  })
  it.each<[string, RegExp]>([
    ['broken', /^(?:rules|normative|fee)\./u],
    ['ends-2020', /\.(?:previous|change)$|^service\.|^procurement\./u],
    ['reworded', /^(?:license|penalty|coercion)\.decisions$/u],
    ['joins', /^applications\.other/u],
    ['prose', /^published\./u],
    ['continuous', /./u],
  ])('says which are %s', (kind, pattern) => {
    const earlier = [
      /^(?:rules|normative|fee)\./u,
      /\.(?:previous|change)$|^service\.|^procurement\./u,
      /^(?:license|penalty|coercion)\.decisions$/u,
      /^applications\.other/u,
      /^published\./u,
    ]
    for (const code of METRIC_CODES) {
      const first = [...earlier, /./u].find((one) => one.test(code))!
      expect([code, METRICS[code].comparability === kind]).toEqual([code, first.source === pattern.source])
    }
  })
  it('knows its own codes only', () => {
    for (const name of ['constructor', '__proto__', 'toString', '', 'applications', 'fee', 'Fee.amount'])
      expect([isMetricCode(name), isMetricId(name)]).toEqual([false, false])
    expect(isMetricId('rate.granted') && !isMetricCode('rate.granted')).toBe(true)
  })
})

describe('computed figures', () => {
  it('use published ones only, each once a side', () => {
    for (const code of DERIVED_CODES) {
      const { numerator, denominator = [] }: DerivedDef = DERIVED[code]
      for (const side of [numerator, denominator]) {
        const terms = side.flatMap((term) => (typeof term === 'string' ? [term] : [term.either[0], ...term.either[1]]))
        expect(terms.filter((term) => !isMetricCode(term))).toEqual([])
        expect(new Set(terms).size).toBe(terms.length)
      }
      expect(operandsOf(code).length).toBeGreaterThan(0)
    }
  })
  it.each<[MetricId, string, string]>([
    ['rate.granted', 'percent', 'continuous'],
    ['sum.other', 'case', 'joins'],
    ['procurement.per-project', 'yuan', 'ends-2020'],
    ['share.wechat', 'percent', 'prose'],
    ['sum.denied', 'case', 'continuous'],
  ])('%s is in %s and %s', (metric, unit, kind) =>
    expect([unitOf(metric), comparabilityOf(metric)]).toEqual([unit, kind]),
  )
  it('of a sum have every ground', () =>
    expect(
      [operandsOf('sum.denied'), operandsOf('sum.unable'), operandsOf('sum.unprocessed')].map(({ length }) => length),
    ).toEqual([8, 3, 5]))
})

it('fails the type check where a code is forgotten', () => {
  const { 'fee.amount': _forgotten, ...rest } = METRICS
  // @ts-expect-error fee.amount is missing
  const incomplete: Record<MetricCode, MetricDef> = rest
  expect(incomplete).not.toHaveProperty(['fee.amount'])
})
