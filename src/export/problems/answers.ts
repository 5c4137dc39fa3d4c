import { PROBLEM_STATES } from '../../query/problems'
import type { ProblemState } from '../../query/problems'
import { LOCALES, createTranslator } from '../../i18n'

/** What an office wrote beside a problem on the list that was sent to it. */
export interface Answer {
  id: string
  state?: ProblemState
  note: string
}

const ID = /^[0-9A-Z]{7}$/u
const WORDS = LOCALES.map((locale) => createTranslator(locale))

/** The state that a cell names, in either language; of several named none, as on a list still to choose from. */
export function stateIn(text: string): ProblemState | undefined {
  const compact = text.replace(/\s/gu, '').toLowerCase()
  const named = PROBLEM_STATES.filter((state) =>
    WORDS.some((words) => {
      const name = words.t(`submit.state-${state}`).replace(/\s/gu, '').toLowerCase()
      return compact.includes(name)
    }),
  )
  return named.length === 1 ? named[0] : undefined
}

/**
 * The answers in the rows of a list that came back: each row has the problem's id in one cell, and behind the problem
 * the state and the note. Rows without an id are passed over; so is a row that says neither.
 */
export function answersIn(rows: readonly (readonly string[])[]): Answer[] {
  return rows.flatMap((row): Answer[] => {
    const cells = row.map((cell) => cell.replace(/\s+/gu, ' ').trim())
    const id = cells.find((cell) => ID.test(cell))
    if (id === undefined || cells.length < 3) return []
    const [result = '', note = ''] = cells.slice(-2)
    const state = stateIn(result)
    return state === undefined && note === '' ? [] : [{ id, note, ...(state && { state }) }]
  })
}
