import type { Cell, ProseFigure } from '../domain/cell'

/**
 * What is known of a printed figure beside its value, as bits of one small number. Stored: the bits are fixed.
 * `approx`: a sentence says 约 or 余. `unitInferred`: an amount whose unit is stated nowhere. `uncertain`: one of several
 * readings of what is printed.
 */
export const MARK = { approx: 1, unitInferred: 2, uncertain: 4 } as const

type Marked = Pick<ProseFigure, 'approx'> & Pick<Cell, 'unitInferred' | 'uncertain'>

/** The marks of a figure as its report gives it; 0 for none. */
export const markBitsOf = ({ approx, unitInferred, uncertain }: Marked): number =>
  (approx ? MARK.approx : 0) | (unitInferred ? MARK.unitInferred : 0) | (uncertain ? MARK.uncertain : 0)

/** The same back as what a figure carries. */
export const withMarks = (
  value: number,
  marks: number,
): number | { value: number; approx?: true; unitInferred?: true; uncertain?: true } =>
  marks === 0
    ? value
    : {
        value,
        ...((marks & MARK.approx) !== 0 && { approx: true as const }),
        ...((marks & MARK.unitInferred) !== 0 && { unitInferred: true as const }),
        ...((marks & MARK.uncertain) !== 0 && { uncertain: true as const }),
      }
