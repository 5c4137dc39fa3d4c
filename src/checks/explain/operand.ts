import { asProse } from '../../domain/cell'
import type { Reading } from '../../domain/cell'
import type { CorrectedIn } from '../../domain/correction'
import type { MetricCode, ProseCode } from '../../domain/metrics'
import { readFigure } from '../../domain/report'
import type { Report } from '../../domain/report'

/** A figure that an equation adds up, as it was published. */
export interface Operand {
  in: CorrectedIn
  code: ProseCode
  /** Whether it is added on its side, or taken away. */
  sign: 1 | -1
  reading: Reading
  /** Set where the figure is another report's: of which organ and year. Such a figure is never changed here. */
  of?: { org: string; year: number }
  /** Left empty with the whole of its row, or of its kind of applicant: there was nothing to print. */
  leftOut?: true
}

/** What tells a figure of one report from its others: a table's cell and the sentence that repeats it are two. */
export type OperandKey = `${CorrectedIn}:${ProseCode}`
export const keyOf = ({ in: where, code }: Pick<Operand, 'in' | 'code'>): OperandKey => `${where}:${code}`

const sentence = (report: Report, code: ProseCode): Reading => {
  const stated = report.prose[code]
  return stated === undefined ? 'not-extracted' : asProse(stated).value
}

/** A cell of the report itself. */
export const ownOperand = (report: Report, code: MetricCode, sign: Operand['sign'] = 1): Operand => ({
  in: 'cells',
  code,
  sign,
  reading: readFigure(report, code),
})

/** A cell of another report. */
export const foreign = (report: Report, code: MetricCode, sign: Operand['sign'] = 1): Operand => ({
  ...ownOperand(report, code, sign),
  of: { org: report.org, year: report.year },
})

/** A figure of a sentence. */
export const stated = (report: Report, code: ProseCode): Operand => ({
  in: 'prose',
  code,
  sign: 1,
  reading: sentence(report, code),
})
