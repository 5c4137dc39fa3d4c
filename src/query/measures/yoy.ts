import type { MatrixResult } from '../spec'
import { change } from './change'
import type { Change } from './change'

/** 同比: the change from the year before, which the matrix must hold, else the base is missing. */
export const yoy = (matrix: MatrixResult, row: number, year: number): Change => change(matrix, row, year - 1, year)
