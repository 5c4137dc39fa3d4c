import type { ProseCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { figure } from '../figures'
import { judgeWith } from './change'
import type { SuggestedChange } from './change'
import type { ReportEquation, Verdict } from './equation'
import type { ExplanationEvidence, Witness } from './explanation'
import { operandsIn } from './equation'
import { isOwnCell, ownCells } from './system'

const witnessOf = ({ rule, stated, parts }: ReportEquation, year: number): Witness => {
  if (rule === 'prose-table') return 'sentence'
  const other = [...stated, ...parts].find(({ of }) => of)?.of
  if (rule === 'children-sum') return stated.some(isOwnCell) ? 'below' : 'above'
  return (other?.year ?? year) < year ? 'last-year' : 'next-year'
}

/** Whether a witness agrees; nothing where it cannot tell. */
function agreement(verdict: Verdict, { coverage }: ReportEquation): boolean | undefined {
  if (verdict.status === 'unbound') return undefined
  if (!coverage) return verdict.status === 'holds'
  if (verdict.status === 'fails') return false
  // An organ above may have more than those below it: only the very sum bears anything out.
  const isWhole = coverage.reported === coverage.total && verdict.published === verdict.computed
  return isWhole ? true : undefined
}

function said(
  equation: ReportEquation,
  changes: readonly SuggestedChange[],
  year: number,
): ExplanationEvidence | undefined {
  const verdict = judgeWith(equation, changes)
  const agrees = agreement(verdict, equation)
  if (agrees === undefined || verdict.status === 'unbound') return undefined
  const isStated = equation.stated.some(isOwnCell)
  const other = operandsIn(equation).find(({ of }) => of)?.of
  return {
    witness: witnessOf(equation, year),
    agrees,
    codes: ownCells(equation),
    says: isStated ? verdict.computed : verdict.published,
    becomes: isStated ? verdict.published : verdict.computed,
    ...(other && other.year !== year && { year: other.year }),
  }
}

/** Last year's figures that stand in cells to be changed; zeros are common and tell nothing. */
function leftStanding(changes: readonly SuggestedChange[], previous: Report | undefined): ExplanationEvidence[] {
  if (!previous) return []
  const same = changes.filter(
    ({ in: where, code, from }) =>
      where === 'cells' && code !== 'litigation.total' && from !== 0 && figure(previous, code) === from,
  )
  const [first] = same
  return first && typeof first.from === 'number' && typeof first.to === 'number'
    ? [
        {
          witness: 'left-standing',
          agrees: true,
          codes: same.map(({ code }) => code),
          says: first.from,
          becomes: first.to,
          year: previous.year,
        },
      ]
    : []
}

/**
 * For each of several sets of changes, what bears on it. A witness that says the same of every set and of what was
 * published speaks of something else, and is left out.
 */
export function evidenceFor(
  sets: readonly (readonly SuggestedChange[])[],
  witnesses: readonly ReportEquation[],
  report: Report,
  previous: Report | undefined,
): ExplanationEvidence[][] {
  const heard = witnesses.map((equation) => {
    const opinions = [[], ...sets].map((changes) => said(equation, changes, report.year))
    return new Set(opinions.map((opinion) => opinion?.agrees)).size > 1 ? opinions.slice(1) : []
  })
  return sets.map((changes, i) => {
    const touched = new Set<ProseCode>(changes.map(({ code }) => code))
    // That others agree with what a set leaves as it is says nothing for it.
    const telling = heard
      .flatMap((opinions) => opinions[i] ?? [])
      .filter(({ agrees, codes }) => !agrees || codes.some((code) => touched.has(code)))
    return [...telling, ...leftStanding(changes, previous)]
  })
}

const nameOf = ({ witness, codes, year }: ExplanationEvidence): string => [witness, year, ...codes].join()

/** The report's own sentences and the same office's other years; what is above and below has faults of its own. */
const isNear = ({ witness }: ExplanationEvidence): boolean =>
  witness === 'sentence' || witness === 'last-year' || witness === 'next-year'
const isOfHierarchy = ({ witness }: ExplanationEvidence): boolean => witness === 'above' || witness === 'below'

/** The one that less speaks against: all that does also speaks against each other one, and something more. */
function leastOpposed(evidence: readonly (readonly ExplanationEvidence[])[]): number | 'alike' | undefined {
  const against = evidence.map((each) => new Set(each.filter((one) => isNear(one) && !one.agrees).map(nameOf)))
  const isWithin = (one: Set<string>, other: Set<string>): boolean => [...one].every((name) => other.has(name))
  if (against.every((one) => one.size === against[0]!.size && isWithin(one, against[0]!))) return 'alike'
  const at = against.findIndex((one, i) =>
    against.every((other, k) => k === i || (one.size < other.size && isWithin(one, other))),
  )
  return at < 0 ? undefined : at
}

/**
 * The set that other evidence chooses. Sentences and other years come first: less must speak against it than against
 * every other. Where they tell nothing apart, the sums of what is above and below choose the only set that makes one of
 * them hold to the case and breaks none. A figure left standing chooses nothing, as small figures return by chance.
 */
export function favouredOf(evidence: readonly (readonly ExplanationEvidence[])[]): number | undefined {
  if (evidence.length < 2) return undefined
  const least = leastOpposed(evidence)
  if (least !== 'alike') return least
  const borneOut = evidence.flatMap((each, i) => {
    const sums = each.filter(isOfHierarchy)
    return sums.some(({ says }) => says > 0) && sums.every(({ agrees }) => agrees) ? [i] : []
  })
  return borneOut.length === 1 ? borneOut[0] : undefined
}
