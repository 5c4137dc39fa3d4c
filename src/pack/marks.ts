import type { Cell, ProseFigure } from '../domain/cell'

/**
 * What is known of a printed figure beside its value, as bits of one small number. Stored: the bits are fixed.
 * `approx`: a sentence says 约 or 余. `unitInferred`: an amount whose unit is stated nowhere.
 */
export const MARK = { approx: 1, unitInferred: 2 } as const

/** The marks of a figure as its report gives it; 0 for none. */
export const marksOf = ({ approx, unitInferred }: Pick<ProseFigure, 'approx'> & Pick<Cell, 'unitInferred'>): number =>
  (approx ? MARK.approx : 0) | (unitInferred ? MARK.unitInferred : 0)

/** The same back as what a figure carries. */
export const withMarks = (
  value: number,
  marks: number,
): number | { value: number; approx?: true; unitInferred?: true } =>
  marks === 0
    ? value
    : {
        value,
        ...((marks & MARK.approx) !== 0 && { approx: true as const }),
        ...((marks & MARK.unitInferred) !== 0 && { unitInferred: true as const }),
      }
