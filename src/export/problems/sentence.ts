import { METRICS, TABLE_TWO, isMetricCode } from '../../domain/metrics'
import type { MetricCode, ProseCode } from '../../domain/metrics'
import { APPLICANT_LABELS, APPLICATION_ROWS, CHALLENGE_ROWS } from '../../domain/metrics'
import type { Applicant, ApplicationRow, ChallengeRow } from '../../domain/metrics'
import type { Finding } from '../../checks'
import type { Translator } from '../../i18n'
import { fullNumber } from '../../i18n/format'
import type { Problem } from '../../query/problems'

/** So many parts of a sum are named; the rest are one number. */
const MOST_PARTS = 6
const FEW_PARTS = 2

const unitOf = (code: ProseCode | undefined) =>
  code !== undefined && isMetricCode(code) ? METRICS[code].unit : ('case' as const)

/** Where a figure stands in the form: 表三“总计”列. */
export function placeOf(problem: Pick<Problem, 'finding' | 'issue'>, words: Translator): string {
  const { finding } = problem
  const code = finding?.codes[0]
  if (!finding || code === undefined || !isMetricCode(code)) return words.t('submit.place-text')
  const { table, row, column } = METRICS[code]
  if (finding.rule === 'table-repeated') return words.t('submit.place-table', { table: String(finding.params.table) })
  if (table === undefined) return words.t('submit.place-one')
  if (table === '3') {
    const byColumn = finding.rule === 'sum-balance' || finding.rule === 'sum-outcomes'
    return byColumn
      ? words.t('submit.place-column', { column: APPLICANT_LABELS[column as Applicant] })
      : words.t('submit.place-row', { row: APPLICATION_ROWS[row as ApplicationRow].label })
  }
  if (table === '4') return words.t('submit.place-four', { row: CHALLENGE_ROWS[row as ChallengeRow].label })
  const block = [...TABLE_TWO['2021'], ...TABLE_TWO['2019']].find(({ rows }) =>
    rows.some(({ codes }) => codes.includes(code as never)),
  )
  return words.t('submit.place-two', { item: block?.item ?? '', row: words.row(row) })
}

/** A figure's short name in a sum: its row, or of a row's parts its column. */
function partName(code: MetricCode, finding: Finding, words: Translator): string {
  const { row, column } = METRICS[code]
  const byColumn = finding.rule === 'sum-applicants' || finding.rule === 'sum-challenge' || row === 'published'
  return byColumn ? words.column(column) : words.row(row)
}

function sumOf(codes: readonly ProseCode[], finding: Finding, figures: Problem['figures'], words: Translator): string {
  const parts = codes.flatMap((code) => {
    const value = figures[code]
    // Of a few terms each is said, of many those that count.
    const isSaid = value !== undefined && (value !== 0 || codes.length <= FEW_PARTS)
    return isMetricCode(code) && isSaid ? [{ code, value }] : []
  })
  if (parts.length === 0) return '0'
  const named = parts.slice(0, parts.length > MOST_PARTS ? MOST_PARTS - 1 : MOST_PARTS)
  const rest = parts.slice(named.length).reduce((sum, { value }) => sum + value, 0)
  const texts = named.map(({ code, value }) => `${partName(code, finding, words)} ${fullNumber(value, unitOf(code))}`)
  if (rest > 0) texts.push(words.t('submit.rest', { value: fullNumber(rest, unitOf(codes[0])) }))
  return texts.join(words.t('submit.plus'))
}

/** 少 1 件, 多 2 件. */
function gap(finding: Finding, words: Translator): string {
  const difference = Number(finding.params.difference ?? 0)
  const unit = unitOf(finding.codes[0])
  const n = fullNumber(Math.abs(difference), unit)
  return words.t(difference < 0 ? 'submit.less' : 'submit.more', { n, unit: words.t(`unit.${unit}`) })
}

/** The issue's own words, with names and numbers put in. */
function plainly(finding: Finding, words: Translator): string {
  const unit = unitOf(finding.codes[0])
  const params = Object.fromEntries(
    Object.entries(finding.params).map(([name, value]) => {
      if (name === 'metric' || name === 'operand')
        return [name, isMetricCode(String(value)) ? words.metric(String(value) as MetricCode) : String(value)]
      if (name === 'difference' && typeof value === 'number') return [name, gap(finding, words)]
      return [name, typeof value === 'number' && name !== 'year' ? fullNumber(value, unit) : value]
    }),
  )
  return words.issue(finding.rule, params)
}

function arithmetic(finding: Finding, figures: Problem['figures'], year: number, words: Translator): string {
  const { rule, codes, params } = finding
  const number = (name: string): string => fullNumber(Number(params[name]), unitOf(codes[0]))
  const own = { published: number('published'), computed: number('computed'), gap: gap(finding, words), year }
  const first = codes[0]
  const unit = words.t(`unit.${unitOf(first)}`)
  const name = first !== undefined && isMetricCode(first) ? words.metric(first) : ''
  switch (rule) {
    case 'sum-balance':
      return words.t('submit.say-balance', {
        ...own,
        left: sumOf(codes.slice(2), finding, figures, words),
        right: sumOf(codes.slice(0, 2), finding, figures, words),
      })
    case 'sum-outcomes':
    case 'sum-applicants':
    case 'sum-challenge':
      return words.t('submit.say-sum', {
        ...own,
        parts: sumOf(codes.slice(1), finding, figures, words),
        name: first !== undefined && isMetricCode(first) ? words.row(METRICS[first].row) : '',
      })
    case 'carry-over':
      return words.t('submit.say-carry', { ...own, from: Number(params.year) })
    case 'in-force-balance':
      return words.t('submit.say-in-force', {
        ...own,
        name: first !== undefined && isMetricCode(first) ? words.row(METRICS[first].row) : '',
        previous: number('previous'),
        issued: fullNumber(figures[codes[1]!] ?? 0, 'case'),
        repealed: fullNumber(figures[codes[2]!] ?? 0, 'case'),
      })
    case 'prose-table':
      return words.t('submit.say-prose', { ...own, name, unit })
    default:
      return plainly(finding, words)
  }
}

/** A problem in one plain sentence with its arithmetic; the place stands apart. */
export function sentenceOf({ finding, figures, issue, year }: Problem, words: Translator): string {
  if (issue) return words.issue(issue.code, issue.params ?? {})
  return finding ? arithmetic(finding, figures, year, words) : ''
}

/** What closed a problem: the figures as they were, and as the version that counts has them. */
export function proofOf({ finding, figures, closed }: Problem, words: Translator): string {
  if (!closed || !finding) return ''
  const changes = finding.codes.flatMap((code) => {
    const [was, now] = [figures[code], closed.now[code]]
    return isMetricCode(code) && was !== now
      ? [
          `${partName(code, finding, words)} ${was === undefined ? '—' : fullNumber(was, unitOf(code))} → ${
            now === undefined ? '—' : fullNumber(now, unitOf(code))
          }`,
        ]
      : []
  })
  return changes.length > 0
    ? words.t('submit.proof', { changes: words.list(changes.slice(0, 4)) })
    : words.t('submit.proof-other')
}

/** One line to paste: number, place, sentence, state, note. */
export function problemLine(problem: Problem, n: number, words: Translator): string {
  const { state, note } = problem
  const said = [words.t(`submit.state-${state}`), note].filter(Boolean).join(words.t('common.clause-sep'))
  return words.t('submit.line', { n, place: placeOf(problem, words), text: sentenceOf(problem, words), state: said })
}
