import fc from 'fast-check'
import {
  APPLICANTS,
  APPLICANT_LABELS,
  APPLICATION_ROWS,
  CHALLENGE_ROWS,
  OUTCOMES,
  TABLE_TWO,
  applicationCode,
  applicationRows,
  challengeCodes,
  challengeRows,
  outcomes,
} from '../../../src/domain/metrics'
import type { Form, TableCode } from '../../../src/domain/metrics'

/** A printed cell: its text, how many columns and rows it covers. */
export interface Printed {
  text: string
  span?: number
  down?: number
  /** What a figure's cell holds; labels and headings have none. */
  code?: TableCode
}
export type Grid = Printed[][]
/** What the cells say, as printed, by code. */
export type Figures = Partial<Record<TableCode, string>>

export type TableName = 'two' | 'three' | 'four'
/** A table's part on a page, or a line that stands between two. */
export type Part = Grid | string

export interface Model extends Record<TableName, Grid> {
  form: Form
  figures: Figures
  /** The parts of tables in which a page ends. */
  parts?: Partial<Record<TableName, Part[]>>
}

export const partsOf = (model: Model, table: TableName): Part[] => model.parts?.[table] ?? [model[table]]

const cell = (text: string, span = 1, down = 1): Printed => ({ text, span, down })
const figureCell = (figures: Figures, code: TableCode, span = 1): Printed => ({
  ...cell(figures[code] ?? '', span),
  code,
})

function tableTwo(form: Form, figures: Figures): Grid {
  const width = 4
  return TABLE_TWO[form].flatMap(({ item, columns, rows }) => {
    const spread = (index: number): number => (index === columns.length - 1 ? width - columns.length : 1)
    return [
      [cell(`第二十条第（${item}）项`, width)],
      [cell('信息内容'), ...columns.map((column, i) => cell(column, spread(i)))],
      ...rows.map(({ label, codes }) => [cell(label), ...codes.map((code, i) => figureCell(figures, code, spread(i)))]),
    ]
  })
}

function tableThree(form: Form, figures: Figures): Grid {
  const rows = applicationRows(form)
  const inOutcome = rows.filter((row) => !['new', 'carried-in', 'carried-out'].includes(row))
  const body = rows.map((row): Printed[] => {
    const { label, group } = APPLICATION_ROWS[row] as { label: string; group?: string }
    const labels: Printed[] = []
    if (row === inOutcome[0]) labels.push(cell('三、本年度办理结果', 1, inOutcome.length))
    if (group === undefined) labels.push(cell(label, inOutcome.includes(row) ? 2 : 3))
    else {
      const mates = rows.filter((other) => (APPLICATION_ROWS[other] as { group?: string }).group === group)
      if (mates[0] === row) labels.push(cell(group, 1, mates.length))
      labels.push(cell(label))
    }
    return [...labels, ...APPLICANTS.map((applicant) => figureCell(figures, applicationCode(row, applicant)))]
  })
  return [
    [cell('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), cell('申请人情况', 7)],
    [cell('自然人', 1, 2), cell('法人或其他组织', 5), cell('总计', 1, 2)],
    APPLICANTS.slice(1, -1).map((applicant) => cell(APPLICANT_LABELS[applicant])),
    ...body,
  ]
}

function tableFour(figures: Figures): Grid {
  const five = outcomes.map((outcome) => OUTCOMES[outcome].label)
  return [
    [cell('行政复议', 5), cell('行政诉讼', 10)],
    [
      ...five.map((label) => cell(label, 1, 2)),
      cell(CHALLENGE_ROWS[challengeRows[1]!].label, 5),
      cell(CHALLENGE_ROWS[challengeRows[2]!].label, 5),
    ],
    [...five, ...five].map((label) => cell(label)),
    challengeCodes.map((code) => figureCell(figures, code)),
  ]
}

export const codesOf = (form: Form): TableCode[] => [
  ...TABLE_TWO[form].flatMap(({ rows }) => rows.flatMap(({ codes }) => codes)),
  ...applicationRows(form).flatMap((row) => APPLICANTS.map((applicant) => applicationCode(row, applicant))),
  ...challengeCodes,
]

/** A report of these figures; the form of table 三 may be another. */
export const modelOf = (form: Form, figures: Figures, formOfThree = form): Model => ({
  form,
  figures,
  two: tableTwo(form, figures),
  three: tableThree(formOfThree, figures),
  four: tableFour(figures),
  // A counterexample of two hundred cells is read by nobody: the difference says more.
  ...{ [fc.toStringMethod]: () => `form ${form}` },
})

const isMoney = (code: TableCode): boolean => code.endsWith('.amount')
const isChange = (code: TableCode): boolean => code.endsWith('.change')

const figure = (code: TableCode, blanks: boolean): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: isMoney(code)
        ? fc.integer({ min: 0, max: 10_000_000 }).map((cents) => `${cents / 100}`)
        : fc.integer({ min: 0, max: 99_999 }).map(String),
    },
    { weight: 2, arbitrary: fc.constantFrom('-', '—', '/') },
    ...(isChange(code)
      ? [{ weight: 2, arbitrary: fc.integer({ min: 1, max: 300 }).chain((n) => fc.constantFrom(`+${n}`, `-${n}`)) }]
      : []),
    ...(blanks ? [{ weight: 2, arbitrary: fc.constant('') }] : []),
  )

/** Whole reports of either form with random figures; `blanks` where the layout shows an empty cell. */
export const models = (blanks: boolean): fc.Arbitrary<Model> =>
  fc
    .constantFrom<Form>('2019', '2021')
    .chain((form) =>
      fc
        .tuple(...codesOf(form).map((code) => figure(code, blanks)))
        .map((texts) =>
          modelOf(form, Object.fromEntries(codesOf(form).map((code, i) => [code, texts[i]!])) as Figures),
        ),
    )

/** What a printed figure must be read as. */
export function meaning(code: TableCode, text: string): { value: number } | { missing: string } {
  if (text === '') return { missing: 'blank' }
  if (/^[-—/]$/u.test(text)) return { missing: 'dash' }
  // Form 2021 prints 万元 in the heading of its only amount.
  return { value: code === 'fee.amount' ? Math.round(Number(text) * 1e6) / 100 : Number(text) }
}
