import { METRICS } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { ADDITIVE } from '../childrenSum'
import { figure, same } from '../figures'
import type { Below } from './context'
import { formEquations } from './formEquations'

/** An office below whose own parts come to more, or less, than the figure it prints; `by`: how much more. */
export interface BelowChange {
  org: string
  by: number
}

/** One figure of an organ against the sum of those directly below it. Money in yuan. */
export interface BelowFigure {
  code: MetricCode
  published: number
  /** The sum of the figures below, as published. */
  below: number
  /** How many below have the figure, of how many there are. */
  reported: number
  total: number
  /** `published` − `below`. */
  difference: number
  /** The fewest offices that make up the difference to the last digit, were their parts what counts. */
  explainedBy?: readonly BelowChange[]
  /** One of the offices states nearly all of it, with two digits in each other's place. */
  swapped?: string
}

/** With more reports below, or more of them failing, too many ways lead to any difference. */
const MOST_REPORTS = 200
const MOST_FAILING = 40
const MOST_OFFICES = 4

/** Whether two amounts have the same digits, of which two stand in each other's place. */
function isSwapped(a: number, b: number): boolean {
  const [one, other] = [a.toFixed(2), b.toFixed(2)]
  if (one.length !== other.length) return false
  const places = [...one].flatMap((digit, i) => (digit === other[i] ? [] : [i]))
  const [first, second] = places
  return places.length === 2 && one[first!] === other[second!] && one[second!] === other[first!]
}

/** By figure, how much more a report's own parts come to than what it prints, for each sum that fails. */
function changesIn(report: Report): Map<string, BelowChange[]> {
  const changes = new Map<string, BelowChange[]>()
  for (const { stated, verdict } of formEquations(report)) {
    if (stated.length !== 1 || verdict.status !== 'fails' || verdict.atLeast) continue
    const { code } = stated[0]!
    const by = -verdict.difference
    const own = changes.get(code) ?? []
    if (own.every((one) => one.by !== by)) changes.set(code, [...own, { org: report.org, by }])
  }
  return changes
}

/** All ways in which so many of the offices, each with one of its changes, make up a difference; two are enough. */
function waysToMakeUp(difference: number, byOffice: readonly BelowChange[][], offices: number): BelowChange[][] {
  const found: BelowChange[][] = []
  const search = (left: number, from: number, chosen: readonly BelowChange[]): void => {
    if (chosen.length === offices) {
      if (same(left, 0)) found.push([...chosen])
      return
    }
    for (let i = from; i < byOffice.length && found.length < 2; i++)
      for (const change of byOffice[i]!) search(left - change.by, i + 1, [...chosen, change])
  }
  search(difference, 0, [])
  return found
}

/** The fewest that make up a difference, where no others as few do. */
function makingUp(difference: number, byOffice: readonly BelowChange[][]): BelowChange[] | undefined {
  if (byOffice.length > MOST_FAILING) return undefined
  for (let offices = 1; offices <= Math.min(MOST_OFFICES, byOffice.length); offices++) {
    const ways = waysToMakeUp(difference, byOffice, offices)
    if (ways.length > 0) return ways.length === 1 ? ways[0] : undefined
  }
  return undefined
}

/**
 * The figures of an organ that add up over levels, against what the organs below it print; where they differ, the
 * offices whose own failing sums explain it. Figures that no organ below has are left out.
 */
export function againstBelow(report: Report, { reports, total }: Below): BelowFigure[] {
  const changes = reports.length > MOST_REPORTS ? [] : reports.map(changesIn)
  return ADDITIVE.flatMap((code) => {
    const published = figure(report, code)
    const figures = reports.flatMap((child) => figure(child, code) ?? [])
    if (published === undefined || figures.length === 0) return []
    const below = figures.reduce((sum, value) => sum + value, 0)
    const compared = { code, published, below, reported: figures.length, total, difference: published - below }
    if (same(published, below)) return [{ ...compared, difference: 0 }]
    if (reports.length > MOST_REPORTS) return [compared]
    const byOffice = changes.flatMap((one) => (one.has(code) ? [one.get(code)!] : []))
    const explainedBy = makingUp(compared.difference, byOffice)
    const swapped =
      METRICS[code].unit === 'yuan' &&
      reports.find((child) => {
        const own = figure(child, code)
        return own !== undefined && isSwapped(own, own + compared.difference)
      })
    return [{ ...compared, ...(explainedBy && { explainedBy }), ...(swapped && { swapped: swapped.org }) }]
  })
}
