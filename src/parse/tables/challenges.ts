import { CHALLENGE_ROWS, OUTCOMES, challengeRows, outcomes } from '../../domain/metrics'
import type { ChallengeCode, ChallengeRow, Outcome } from '../../domain/metrics'
import { remembered } from '../../readers/text/remembered'
import { areWide, leavesOf, rowStart } from './headings'
import type { Leaf } from './headings'
import { labelOf } from './labels'
import { nearest } from './likeness'
import type { Places } from './rows'
import { spell, spelling } from './stream'
import type { Token } from '../types'

/** A column of table 四: nothing where its headings do not say what it counts. */
export interface ChallengeColumn {
  code?: ChallengeCode
  heading: string
  token?: Token
}

/** The columns that the headings of table 四 name, in the order of its figures. */
export interface ChallengeColumns {
  columns: ChallengeColumn[]
  /** Where the layout shows places. */
  places?: Places
}

/** As `ChallengeColumns`, of a table with a row for each block. */
export interface OutcomeColumns {
  columns: (Outcome | undefined)[]
  places?: Places
}

type Heading = ChallengeRow | Outcome | 'suits'
const LABELS: Record<string, Heading> = {
  ...Object.fromEntries(challengeRows.map((row) => [CHALLENGE_ROWS[row].label, row])),
  ...Object.fromEntries(outcomes.map((outcome) => [OUTCOMES[outcome].label, outcome])),
  行政诉讼: 'suits',
  其它结果: 'other',
  合计: 'total',
}

const SPELLED = spelling(Object.keys(LABELS), (text) => LABELS[labelOf(text)])

const BLOCKS: ReadonlySet<string> = new Set<Heading>([...challengeRows, 'suits'])
const OUTCOME_NAMES: ReadonlySet<string> = new Set(outcomes)
export const isOutcome = (heading: Heading | undefined): heading is Outcome => OUTCOME_NAMES.has(heading ?? '')

/** The heading that a word is; a character of it may be wrong. */
export const headingOf = remembered((text): Heading | undefined => {
  const plain = labelOf(text)
  const near = LABELS[plain] ? plain : nearest(plain, Object.keys(LABELS))
  return near === undefined ? undefined : LABELS[near]
})

/** The heading that begins at a place, whole. */
export const challengeHeadingAt = (
  tokens: readonly Token[],
  at: number,
): { found: Heading; next: number } | undefined => spell(tokens, at, SPELLED)

const isBlock = (text: string): boolean => BLOCKS.has(headingOf(text) ?? '')

function codeOf({ text, above }: Leaf): ChallengeCode | undefined {
  const outcome = headingOf(text)
  const blocks = above.map(headingOf).filter((heading) => BLOCKS.has(heading ?? '') && heading !== 'suits')
  const block = blocks[blocks.length - 1] as ChallengeRow | undefined
  return isOutcome(outcome) && block !== undefined ? `${block}.${outcome}` : undefined
}

function inGrid(tokens: readonly Token[], from: number, to: number): ChallengeColumns | undefined {
  const grid = leavesOf(tokens, from, to, isBlock)
  if (!grid?.leaves.some((leaf) => codeOf(leaf))) return undefined
  let end = grid.leaves.length
  while (end > 0 && grid.leaves[end - 1]!.text === '') end--
  const own = grid.leaves.slice(0, end)
  return {
    columns: own.map((leaf) => {
      const code = areWide(own, isBlock) ? undefined : codeOf(leaf)
      return { heading: leaf.text, ...(code && { code }), ...(leaf.token && { token: leaf.token }) }
    }),
    places: { columns: own, width: grid.width, from: own[0]!.x },
  }
}

/**
 * Cuts a row of outcomes into as many runs without a repetition as given; nothing where that can be done in more ways.
 */
function runsOf(row: readonly Outcome[], count: number): Outcome[][] | undefined {
  const ways: Outcome[][][] = []
  const cut = (at: number, runs: Outcome[][]): void => {
    if (ways.length > 1) return
    if (runs.length === count) {
      if (at === row.length) ways.push(runs)
      return
    }
    for (let end = at + 1; end <= row.length; end++) {
      const run = row.slice(at, end)
      if (new Set(run).size < run.length) break
      cut(end, [...runs, run])
    }
  }
  cut(0, [])
  return ways.length === 1 ? ways[0] : undefined
}

const columnsOf = (blocks: readonly ChallengeRow[], runs: readonly (readonly Outcome[])[]): ChallengeColumns => ({
  columns: blocks.flatMap((block, i) =>
    runs[i]!.map((outcome) => ({ code: `${block}.${outcome}` as const, heading: OUTCOMES[outcome].label })),
  ),
})

/** Outcomes that each stand behind the name of their block. */
function besideBlocks(headings: readonly Heading[]): ChallengeColumns | undefined {
  const blocks: ChallengeRow[] = []
  const runs: Outcome[][] = []
  for (const heading of headings) {
    if (isOutcome(heading)) runs[runs.length - 1]?.push(heading)
    else if (heading !== 'suits') {
      blocks.push(heading)
      runs.push([])
    }
  }
  const sound = isOutcome(headings[0]) || runs.some((run) => run.length === 0 || new Set(run).size < run.length)
  return sound ? undefined : columnsOf(blocks, runs)
}

/**
 * Headings without places: the blocks in the order of the text, 行政诉讼 in place of its two. Where 行政复议 comes last, its
 * outcomes may stand beside the names of the two or below, so that they must be those of all.
 */
function inText(headings: readonly Heading[]): ChallengeColumns | undefined {
  const at = (heading: Heading): number => headings.indexOf(heading)
  const blocks = [...challengeRows].sort((a, b) => at(a) - at(b))
  const named = headings.filter((heading) => BLOCKS.has(heading))
  if (blocks.some((block) => at(block) < 0) || new Set(named).size < named.length) return undefined
  const beside = besideBlocks(headings)
  if (beside) return beside
  const runs = runsOf(headings.filter(isOutcome), blocks.length)
  if (!runs) return undefined
  const before = headings.slice(0, at(named[named.length - 1]!)).filter(isOutcome)
  if (blocks[0] === 'review' && (at('suits') < 0 || at('suits') > at('review')))
    return before.length === 0 || before.join() === runs[0]!.join() ? columnsOf(blocks, runs) : undefined
  const alike = runs.every((run) => run.join() === runs[0]!.join())
  if (at('suits') < 0 || at('suits') > at('review') || before.length > 0 || !alike) return undefined
  return columnsOf([...blocks.filter((block) => block !== 'review'), 'review'], runs)
}

/** The columns of a table that prints a row for each block: outcomes, each once. */
export function outcomeColumns(tokens: readonly Token[], from: number, to: number): OutcomeColumns | undefined {
  const grid = leavesOf(tokens, rowStart(tokens, from), to, isBlock)
  const first = grid?.leaves.findIndex(({ text }) => isOutcome(headingOf(text))) ?? -1
  if (grid && first > 0) {
    const own = grid.leaves.slice(first, grid.leaves.findLastIndex(({ text }) => text !== '') + 1)
    return {
      columns: own.map(({ text }) => {
        const heading = headingOf(text)
        return isOutcome(heading) ? heading : undefined
      }),
      places: { columns: own, width: grid.width, from: own[0]!.x },
    }
  }
  const headings = headingsIn(tokens, from, to)?.filter(isOutcome) ?? []
  return headings.length === 0 || new Set(headings).size < headings.length ? undefined : { columns: headings }
}

/** The headings from `from` to before `to`; nothing where another word stands among them. */
export function headingsIn(tokens: readonly Token[], from: number, to: number): Heading[] | undefined {
  const headings: Heading[] = []
  for (let i = from; i < to;) {
    const token = tokens[i]!
    const whole = challengeHeadingAt(tokens, i)
    const heading = whole?.found ?? (token.merged ? undefined : headingOf(token.text))
    if (heading) headings.push(heading)
    // A word that is no heading may be one of a column of the organ's own.
    else if (token.text !== '' && !token.merged) return undefined
    i = whole?.next ?? i + 1
  }
  return headings
}

/**
 * The columns of table 四 by its headings, from `from` to before `to`: each read, none assumed. Nothing where they
 * cannot be told.
 */
export function challengeColumns(tokens: readonly Token[], from: number, to: number): ChallengeColumns | undefined {
  const grid = inGrid(tokens, rowStart(tokens, from), to)
  if (grid) return grid
  const headings = headingsIn(tokens, from, to)
  return headings && inText(headings)
}
