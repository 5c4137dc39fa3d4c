import type {
  Applicant,
  ApplicationCode,
  ApplicationRow,
  ChallengeCode,
  ChallengeRow,
  Channel,
  DisclosureCode,
  Form,
  MetricCode,
  Outcome,
  PublishedCode,
  TableId,
} from './codes'
import { APPLICANTS, APPLICATION_ROWS, applicationCode } from './tableThree'
import { challengeRows, outcomes } from './tableFour'

/** 件, 项, 条, 元. Money is always yuan. */
export type Unit = 'case' | 'entry' | 'record' | 'yuan' | 'percent'

/**
 * How a figure of form 2019 relates to one of form 2021. `continuous`: the same figure. `joins`: 2021's parts add up to
 * 2019's. `reworded`: the same, under a new heading. `broken`: different things are counted. `ends-2020`: not in the
 * later form. `prose`: no form at all, definitions differ.
 */
export type Comparability = 'continuous' | 'joins' | 'reworded' | 'broken' | 'ends-2020' | 'prose'

type DisclosureRow = 'rules' | 'normative' | 'license' | 'service' | 'penalty' | 'coercion' | 'fee' | 'procurement'
type DisclosureColumn =
  | 'made'
  | 'disclosed'
  | 'public'
  | 'issued'
  | 'repealed'
  | 'in-force'
  | 'previous'
  | 'change'
  | 'decisions'
  | 'amount'
  | 'projects'

export type RowName = DisclosureRow | ApplicationRow | ChallengeRow | 'published'
export type ColumnName = DisclosureColumn | Applicant | Outcome | Channel

export interface MetricDef {
  /** Absent for what only prose carries. */
  table?: TableId
  forms: readonly Form[]
  row: RowName
  column: ColumnName
  unit: Unit
  comparability: Comparability
}

const disclosure = (
  row: DisclosureRow,
  column: DisclosureColumn,
  unit: Unit,
  forms: readonly Form[],
  comparability: Comparability,
): MetricDef => ({ table: '2', forms, row, column, unit, comparability })

const OLD = ['2019'] as const
const NEW = ['2021'] as const
const BOTH = ['2019', '2021'] as const

const DISCLOSURE = {
  'rules.made': disclosure('rules', 'made', 'case', OLD, 'broken'),
  'rules.disclosed': disclosure('rules', 'disclosed', 'case', OLD, 'broken'),
  'rules.public': disclosure('rules', 'public', 'case', OLD, 'broken'),
  'rules.issued': disclosure('rules', 'issued', 'case', NEW, 'broken'),
  'rules.repealed': disclosure('rules', 'repealed', 'case', NEW, 'broken'),
  'rules.in-force': disclosure('rules', 'in-force', 'case', NEW, 'broken'),
  'normative.made': disclosure('normative', 'made', 'case', OLD, 'broken'),
  'normative.disclosed': disclosure('normative', 'disclosed', 'case', OLD, 'broken'),
  'normative.public': disclosure('normative', 'public', 'case', OLD, 'broken'),
  'normative.issued': disclosure('normative', 'issued', 'case', NEW, 'broken'),
  'normative.repealed': disclosure('normative', 'repealed', 'case', NEW, 'broken'),
  'normative.in-force': disclosure('normative', 'in-force', 'case', NEW, 'broken'),
  'license.previous': disclosure('license', 'previous', 'entry', OLD, 'ends-2020'),
  'license.change': disclosure('license', 'change', 'entry', OLD, 'ends-2020'),
  'license.decisions': disclosure('license', 'decisions', 'case', BOTH, 'reworded'),
  'service.previous': disclosure('service', 'previous', 'entry', OLD, 'ends-2020'),
  'service.change': disclosure('service', 'change', 'entry', OLD, 'ends-2020'),
  'service.decisions': disclosure('service', 'decisions', 'case', OLD, 'ends-2020'),
  'penalty.previous': disclosure('penalty', 'previous', 'entry', OLD, 'ends-2020'),
  'penalty.change': disclosure('penalty', 'change', 'entry', OLD, 'ends-2020'),
  'penalty.decisions': disclosure('penalty', 'decisions', 'case', BOTH, 'reworded'),
  'coercion.previous': disclosure('coercion', 'previous', 'entry', OLD, 'ends-2020'),
  'coercion.change': disclosure('coercion', 'change', 'entry', OLD, 'ends-2020'),
  'coercion.decisions': disclosure('coercion', 'decisions', 'case', BOTH, 'reworded'),
  'fee.previous': disclosure('fee', 'previous', 'entry', OLD, 'broken'),
  'fee.change': disclosure('fee', 'change', 'entry', OLD, 'broken'),
  'fee.amount': disclosure('fee', 'amount', 'yuan', NEW, 'broken'),
  'procurement.projects': disclosure('procurement', 'projects', 'entry', OLD, 'ends-2020'),
  'procurement.amount': disclosure('procurement', 'amount', 'yuan', OLD, 'ends-2020'),
} satisfies Record<DisclosureCode, MetricDef>

const rows = Object.keys(APPLICATION_ROWS) as ApplicationRow[]

const APPLICATIONS = Object.fromEntries(
  rows.flatMap((row) =>
    APPLICANTS.map((column): [ApplicationCode, MetricDef] => [
      applicationCode(row, column),
      {
        table: '3',
        forms: APPLICATION_ROWS[row].forms,
        row,
        column,
        unit: 'case',
        comparability: row === 'other' || row.startsWith('other.') ? 'joins' : 'continuous',
      },
    ]),
  ),
) as Record<ApplicationCode, MetricDef>

const CHALLENGES = Object.fromEntries(
  challengeRows.flatMap((row) =>
    outcomes.map((column): [ChallengeCode, MetricDef] => [
      `${row}.${column}`,
      { table: '4', forms: BOTH, row, column, unit: 'case', comparability: 'continuous' },
    ]),
  ),
) as Record<ChallengeCode, MetricDef>

const published = (column: Channel): MetricDef => ({
  forms: [],
  row: 'published',
  column,
  unit: 'record',
  comparability: 'prose',
})

const PUBLISHED = {
  'published.total': published('total'),
  'published.website': published('website'),
  'published.wechat': published('wechat'),
  'published.weibo': published('weibo'),
  'published.new-media': published('new-media'),
  'published.press': published('press'),
  'published.noticeboard': published('noticeboard'),
  'published.other': published('other'),
} satisfies Record<PublishedCode, MetricDef>

/**
 * Every figure a report states itself: 29 in table 二, 182 in table 三, 15 in table 四 (both forms together), 8 in prose.
 */
export const METRICS = { ...DISCLOSURE, ...APPLICATIONS, ...CHALLENGES, ...PUBLISHED } satisfies Record<
  MetricCode,
  MetricDef
>

export const METRIC_CODES = Object.keys(METRICS) as MetricCode[]

export const isMetricCode = (code: string): code is MetricCode => Object.hasOwn(METRICS, code)
