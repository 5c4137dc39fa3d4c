import type { Translator } from '../../i18n'
import type { DataSheet, Field } from '../figureData'
import { HEADINGS, cellsOf } from './letters'
import type { OfficeList } from './letters'

const numberOf = (value: unknown): Field => (typeof value === 'number' ? value : undefined)

/** The lists as one sheet, a problem a row: years and figures as numbers, everything else as texts. */
export function problemSheet(lists: readonly OfficeList[], words: Translator): DataSheet {
  const head = [
    words.t('common.office'),
    ...HEADINGS.map((column) => words.t(`submit.col-${column}`)),
    words.t('submit.col-published'),
    words.t('submit.col-computed'),
    words.t('submit.col-difference'),
  ]
  const rows = lists.flatMap(({ org, problems }) =>
    problems.map((problem): Field[] => {
      const { published, computed, difference } = problem.finding?.params ?? {}
      const cells = cellsOf(problem, words)
      return [
        org.name,
        ...cells.map((cell, i) => (HEADINGS[i] === 'year' ? Number(cell) : cell || undefined)),
        numberOf(published),
        numberOf(computed),
        numberOf(difference),
      ]
    }),
  )
  return { name: words.t('submit.list'), rows: [head, ...rows], headed: true, shares: new Set() }
}
