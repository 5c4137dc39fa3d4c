import type { Org } from '../../domain/orgs'
import type { Translator } from '../../i18n'
import { isPending } from '../../query/problems'
import type { Problem } from '../../query/problems'
import { placeOf, problemLine, sentenceOf } from './sentence'

/** What one office gets: its problems, and the years for which nothing came. */
export interface OfficeList {
  org: Org
  problems: readonly Problem[]
  /** Report years in which a report is due and none came. */
  missing: readonly number[]
}

/** Problems by office, in the order in which these come. */
export function listsOf(problems: readonly Problem[]): OfficeList[] {
  const byOffice = new Map<string, { org: Org; problems: Problem[] }>()
  for (const problem of problems) {
    const list = byOffice.get(problem.org.id) ?? { org: problem.org, problems: [] }
    list.problems.push(problem)
    byOffice.set(problem.org.id, list)
  }
  return [...byOffice.values()].map((list) => ({ ...list, missing: [] }))
}

export const HEADINGS = ['id', 'year', 'place', 'what', 'grade', 'state', 'note'] as const

/** A problem as the cells of a row, in the order of `HEADINGS`. */
export const cellsOf = (problem: Problem, words: Translator): string[] => [
  problem.id,
  String(problem.year),
  placeOf(problem, words),
  sentenceOf(problem, words),
  words.t(`submit.grade-${problem.grade}`),
  problem.state === 'open' ? '' : words.t(`submit.state-${problem.state}`),
  problem.note,
]

/** What opens a list: how many things wait, and what did not come. */
export function openingOf({ problems, missing }: OfficeList, words: Translator): string[] {
  const pending = problems.filter(isPending).length
  return [
    ...(problems.length > 0 ? [words.t('submit.letter-opening', { n: problems.length, pending })] : []),
    ...missing.map((year) => words.t('submit.letter-missing', { year, next: String(year + 1) })),
  ]
}

/** Lists as a text to paste. */
export const textOf = (lists: readonly OfficeList[], words: Translator): string =>
  lists
    .map((list) =>
      [
        list.org.name,
        ...openingOf(list, words),
        ...list.problems.map((problem, i) =>
          problemLine(problem, i + 1, words).replace(
            /^/u,
            list.problems.some(({ year }) => year !== problem.year) ? `${problem.year} ` : '',
          ),
        ),
      ].join('\n'),
    )
    .join('\n\n')
