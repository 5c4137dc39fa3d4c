import { computed } from 'vue'
import type { Finding } from '../../../checks'
import { explain, faultFor } from '../../../checks/explain'
import type { Fault } from '../../../checks/explain'
import { figureIn, homeOf } from '../../../domain/correction'
import type { CorrectedIn } from '../../../domain/correction'
import type { Issue } from '../../../domain/issues'
import { METRIC_CODES, isMetricCode } from '../../../domain/metrics'
import type { ProseCode } from '../../../domain/metrics'
import type { Report } from '../../../domain/report'
import { useFindingText } from './useFindingText'
import { useWords } from '../useWords'

/** A figure in one of the two places it may stand in. */
export interface Spot {
  in: CorrectedIn
  code: ProseCode
}
export const sameSpot = (a: Spot | undefined, b: Spot | undefined): boolean =>
  a !== undefined && b !== undefined && a.in === b.in && a.code === b.code

/** Something to look at in a report that was read: a cell in doubt, a sum that fails, a remark. */
export interface Doubt {
  key: string
  tag: string
  text: string
  weighty: boolean
  spot?: Spot
  /** What could be wrong, at the first of the findings that tell of it. */
  fault?: Fault
}

const RANK: Record<Issue['severity'], number> = { error: 0, warning: 1, info: 3 }
const FORM_ORDER = new Map(METRIC_CODES.map((code, i) => [code as ProseCode, i]))
const order = ({ spot }: Doubt): number => (spot ? (FORM_ORDER.get(spot.code) ?? 0) : -1)

/**
 * Doubts in the order to settle them: cells that could not be read well, what does not reconcile, remarks; each in the
 * form's order.
 */
export function useDoubts(
  what: () => { report: Report; issues: readonly Issue[]; findings: readonly Finding[] } | undefined,
) {
  const { words, t } = useWords()
  const { textOf, statusKey } = useFindingText()

  const wordsOf = ({ code, at, params }: Issue): string => {
    const named = {
      path: at?.path ?? '',
      line: at?.line ?? '',
      ...params,
      ...(at?.code && isMetricCode(at.code) && { metric: words.value.metric(at.code) }),
    }
    const line = at?.line === undefined ? '' : `${t('report.line', { line: at.line })}${t('common.colon')}`
    return `${line}${words.value.issue(code, named)}`
  }

  const doubts = computed((): Doubt[] => {
    const { report, issues, findings } = what() ?? {}
    if (!report || !issues || !findings) return []
    const explanation = explain(report)
    const told = new Set<Fault>()
    const untold = (found: Fault | undefined): Fault | undefined => {
      if (!found || told.has(found)) return undefined
      told.add(found)
      return found
    }
    const settled = (spot: Spot): boolean => figureIn(report, spot.in, spot.code)?.correction !== undefined
    const ofIssues = issues
      .map((one, i): Doubt & { rank: number } => {
        const code = one.at?.code as ProseCode | undefined
        const spot = code && { in: one.at?.table === undefined ? homeOf(code) : ('cells' as const), code }
        // What no rule has found is told where it was not read.
        const fault = untold(
          explanation.faults.find(
            ({ rules, codes }) => rules.length === 0 && code !== undefined && codes.includes(code),
          ),
        )
        return {
          key: `i${i}`,
          tag: t('data.issues'),
          text: wordsOf(one),
          weighty: one.severity !== 'info',
          rank: RANK[one.severity],
          ...(spot && { spot }),
          ...(fault && { fault }),
        }
      })
      .filter(({ spot }) => !spot || !settled(spot))
    const ofFindings = findings.map((finding, i): Doubt & { rank: number } => {
      const code = finding.codes[0]
      const fault = untold(finding.status === 'failed' ? faultFor(explanation, finding) : undefined)
      return {
        key: `f${i}`,
        tag: t(statusKey(finding)),
        text: textOf(finding),
        weighty: finding.status === 'failed',
        rank: finding.status === 'failed' ? 2 : 3,
        ...(code && { spot: { in: homeOf(code), code } }),
        ...(fault && { fault }),
      }
    })
    return [...ofIssues, ...ofFindings].sort((a, b) => a.rank - b.rank || order(a) - order(b))
  })
  return { doubts, wordsOf }
}
