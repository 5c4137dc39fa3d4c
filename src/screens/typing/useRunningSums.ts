import { computed } from 'vue'
import { checkReport } from '../../checks'
import type { Finding } from '../../checks'
import { equationsOf } from '../../checks/explain'
import type { ReportEquation } from '../../checks/explain'
import { failed } from '../../checks/rule'
import type { MetricCode, TableCode } from '../../domain/metrics'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { placeOf, sentenceOf } from '../../export/problems/sentence'
import { fullNumber } from '../../i18n/format'
import { finishedReport } from '../../parse/typed'
import { problemsOfDraft } from '../../query/problems'
import { useWords } from '../shared/useWords'

/** A sum that does not come out, in a sentence. */
interface Failure {
  key: string
  text: string
  place: string
  codes: readonly MetricCode[]
}
/** How a sum that the cell at hand stands in comes out so far. */
interface Sum {
  key: string
  status: 'holds' | 'fails' | 'open'
  text: string
}

const codesIn = ({ stated, parts }: ReportEquation): MetricCode[] =>
  [...stated, ...parts].map(({ code }) => code as MetricCode)
const isEmpty = ({ stated, parts }: ReportEquation): boolean =>
  [...stated, ...parts].every(({ reading }) => typeof reading !== 'number')
const sideOf = (operands: ReportEquation['parts']): number =>
  operands.reduce((sum, { reading, sign }) => sum + (typeof reading === 'number' ? sign * reading : 0), 0)

/** The sums of a form as they stand while it is typed: those that fail, and those of the cell at hand. */
export function useRunningSums(
  what: () => { report: Report; org: Org; previous?: Report | undefined; code?: TableCode | undefined } | undefined,
) {
  const { words, t } = useWords()
  const report = computed(() => {
    const given = what()
    return given && finishedReport({ ...given.report, org: given.org.id })
  })
  const context = computed(() => {
    const previous = what()?.previous
    return previous ? { previous } : {}
  })
  const equations = computed(() =>
    report.value ? equationsOf(report.value).filter(({ role }) => role === 'form') : [],
  )
  /** Sums of the form fail as soon as what is typed exceeds them; what other places say, once all of it is there. */
  const findings = computed((): Finding[] => {
    if (!report.value) return []
    const sums = equations.value.flatMap((one) =>
      one.verdict.status === 'fails'
        ? [
            failed(one.rule, codesIn(one), {
              published: one.verdict.published,
              computed: one.verdict.computed,
              difference: one.verdict.difference,
            }),
          ]
        : [],
    )
    const others = checkReport(report.value, context.value).filter(
      ({ status, rule }) => status === 'failed' && !rule.startsWith('sum-'),
    )
    return [...sums, ...others]
  })
  const failures = computed((): Failure[] => {
    const given = what()
    if (!given || !report.value) return []
    return problemsOfDraft(given.org, report.value, findings.value).map((problem) => ({
      key: problem.key,
      text: sentenceOf(problem, words.value),
      place: placeOf(problem, words.value),
      codes: (problem.finding?.codes ?? []) as MetricCode[],
    }))
  })
  /** The cells to mark: of each sum that fails, what is stated. */
  const marked = computed(() => new Set<string>(findings.value.flatMap(({ codes }) => codes[0] ?? [])))
  const near = computed((): Sum[] => {
    const code = what()?.code
    if (code === undefined) return []
    return equations.value
      .filter((one) => codesIn(one).includes(code) && !isEmpty(one))
      .map((one, i): Sum => {
        const { verdict, stated, parts } = one
        const finding = failed(one.rule, codesIn(one), {})
        const said = {
          place: placeOf({ finding }, words.value),
          computed: fullNumber(sideOf(parts), 'case'),
          published: fullNumber(sideOf(stated), 'case'),
          blank: verdict.status === 'unbound' ? verdict.missing.length : 0,
        }
        const status = verdict.status === 'unbound' ? 'open' : verdict.status
        const kind = one.rule === 'sum-balance' ? 'balance' : 'sum'
        return { key: `${one.rule} ${i}`, status, text: t(`typing.${kind}-${status}`, said) }
      })
  })
  return { failures, marked, near }
}
