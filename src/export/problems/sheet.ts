import type { Translator } from '../../i18n'
import { HEADINGS, cellsOf } from './letters'
import type { OfficeList } from './letters'

/** One cell of a sheet: a text is never read as a formula. */
export interface SheetCell {
  value: string | number
  type: StringConstructor | NumberConstructor
  fontWeight?: 'bold'
  wrap?: boolean
  alignVertical?: 'top'
}

/** The lists as rows of one sheet, the year and the numbers as numbers, a heading first. */
export function problemRows(lists: readonly OfficeList[], words: Translator): (SheetCell | null)[][] {
  const text = (value: string): SheetCell | null =>
    value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' }
  const number = (value: unknown): SheetCell | null =>
    typeof value === 'number' ? { value, type: Number, alignVertical: 'top' } : null
  const head = [
    words.t('common.office'),
    ...HEADINGS.map((column) => words.t(`submit.col-${column}`)),
    words.t('submit.col-published'),
    words.t('submit.col-computed'),
    words.t('submit.col-difference'),
  ]
  return [
    head.map((value): SheetCell => ({ value, type: String, fontWeight: 'bold' })),
    ...lists.flatMap(({ org, problems }) =>
      problems.map((problem) => {
        const { published, computed, difference } = problem.finding?.params ?? {}
        const cells = cellsOf(problem, words)
        return [
          text(org.name),
          ...cells.map((cell, i) => (HEADINGS[i] === 'year' ? number(Number(cell)) : text(cell))),
          number(published),
          number(computed),
          number(difference),
        ]
      }),
    ),
  ]
}

/** Widths of the columns, in characters. */
export const PROBLEM_WIDTHS = [18, 10, 7, 22, 60, 10, 12, 30, 12, 12, 10]
