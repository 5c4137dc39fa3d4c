import type { MetricCode } from '../../domain/metrics'
import { judgeWith } from './change'
import type { SuggestedChange } from './change'
import type { ReportEquation } from './equation'
import type { SearchLimits } from './leastCells'
import { linked } from './linked'
import { isBinding, leastChanges, ownCells } from './system'

/** Equations that fail together, and the least sets of changes that would make them hold; none where out of reach. */
export interface Failing {
  equations: ReportEquation[]
  sets: SuggestedChange[][]
}

const fails = ({ verdict }: ReportEquation): boolean => verdict.status === 'fails'

const namesOf = (set: readonly SuggestedChange[]): string => set.map(({ code, to }) => `${code}=${to}`).join()

/**
 * Takes apart what has nothing to do with each other: where every choice for some of the failing equations goes with
 * every choice for the others, they are two matters.
 */
function apart(
  equations: readonly ReportEquation[],
  failing: readonly ReportEquation[],
  sets: SuggestedChange[][],
): Failing[] {
  const holders = new Map<string, ReportEquation[]>()
  for (const equation of equations) {
    for (const code of ownCells(equation)) holders.set(code, [...(holders.get(code) ?? []), equation])
  }
  // Changes that meet in an equation make one block; each block mends some of the failing equations.
  const blocks = sets.map((set) =>
    linked(set, ({ code }) => holders.get(code) ?? []).map((changes) => ({
      changes,
      mended: failing.filter((equation) => changes.some(({ code }) => holders.get(code)?.includes(equation))),
    })),
  )
  const all = blocks.flat()
  const groups = linked(failing, (equation) => all.filter(({ mended }) => mended.includes(equation)))
  const parts = groups.map((group): Failing => {
    const choices = blocks.map((each) =>
      each
        .filter(({ mended }) => mended.some((equation) => group.includes(equation)))
        .flatMap(({ changes }) => changes),
    )
    return { equations: group, sets: [...new Map(choices.map((set) => [namesOf(set), set])).values()] }
  })
  const combinations = parts.reduce((product, part) => product * part.sets.length, 1)
  return combinations === sets.length ? parts : [{ equations: [...failing], sets }]
}

/**
 * The equations of the form that fail, each matter by itself, with the least changes that settle it. An equation that
 * lacks a figure which may be anything is in no search, but no change may make it fail.
 */
export function formFaults(equations: readonly ReportEquation[], limits: SearchLimits): Failing[] {
  return linked(equations, ownCells)
    .filter((group) => group.some(fails))
    .flatMap((group) => {
      const failing = group.filter(fails)
      const [searched, open] = [group.filter(isBinding), group.filter((equation) => !isBinding(equation))]
      const holdsAfter = (set: SuggestedChange[], equation: ReportEquation): boolean =>
        judgeWith(equation, set).status !== 'fails'
      const sets = leastChanges(searched, limits).sets.filter((set) =>
        open.every((equation) => fails(equation) || holdsAfter(set, equation)),
      )
      const mending = sets.filter((set) => open.every((equation) => holdsAfter(set, equation)))
      if (sets.length === 0) return [{ equations: failing, sets: [] }]
      const found = apart(searched, failing.filter(isBinding), mending.length > 0 ? mending : sets)
      // What a search left out and its changes settle belongs to the matter that settles it.
      const isSettledBy = (equation: ReportEquation, { sets }: Failing): boolean =>
        mending.length > 0 &&
        sets.some((set) => set.some(({ code }) => ownCells(equation).includes(code as MetricCode)))
      const matters = found.map((one) => ({ ...one, equations: [...one.equations] }))
      for (const equation of open.filter(fails)) {
        const owner = matters.find((one) => isSettledBy(equation, one))
        if (owner) owner.equations.push(equation)
        else matters.push({ equations: [equation], sets: [] })
      }
      return matters
    })
}
