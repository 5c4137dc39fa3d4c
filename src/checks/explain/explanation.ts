import type { ProseCode, TableId } from '../../domain/metrics'
import type { RuleCode } from '../rule'
import type { SuggestedChange } from './change'
import type { ReportEquation } from './equation'

/**
 * What bears on a change. `left-standing`: last year's figure stands in the cell; `range`: the most that an organ of
 * the level is likely to have.
 */
export type Witness = 'last-year' | 'next-year' | 'sentence' | 'above' | 'below' | 'peers' | 'range' | 'left-standing'

export interface ExplanationEvidence {
  witness: Witness
  agrees: boolean
  /** The report's own figures that it speaks of. */
  codes: ProseCode[]
  /** What the witness says, and what the change makes of the report's side. Money in yuan. */
  says: number
  becomes: number
  year?: number
}

/**
 * How figures came to be wrong. `cells`: single cells, of which the fewest are changed; `shift`: a line stands one
 * place aside; `exchange`: two neighbouring rows stand in each other's place; `row`: a row was left as last year;
 * `totals`: the column 总计 is 0 over figures that are not; `column`: a figure stands in the column beside;
 * `unit`: 元 and 万元 mixed up; `places`: no figure is wrong, but which column each belongs to was not to be told.
 */
export type Way = 'cells' | 'shift' | 'exchange' | 'row' | 'totals' | 'column' | 'unit' | 'places'

/** Changes that together would settle a fault, and what speaks for and against them. */
export interface ExplanationSet {
  way: Way
  changes: SuggestedChange[]
  evidence: ExplanationEvidence[]
  /** Cells left empty that are taken for nothing in it. */
  assumed: ProseCode[]
}

/** What was found wrong in one place of a report, and what could be wrong there. Offered, never made. */
export interface Fault {
  /** `one`: there is a single smallest change. `several`: there are more. `beyond`: none within reach. */
  kind: 'one' | 'several' | 'beyond'
  rules: RuleCode[]
  /** The cells concerned, in the order of the form. */
  codes: ProseCode[]
  equations: ReportEquation[]
  sets: ExplanationSet[]
  /** Set where the whole table is last year's, so that what should stand there is not known. */
  repeats?: { table: TableId; year: number }
  /** Figures of other reports that may be what is wrong instead. */
  elsewhere: { code: ProseCode; org: string; year: number }[]
  /** The set, by its place, that other evidence chooses; see `favouredOf`. */
  favoured?: number
}

/** `none`: nothing is wrong; else what is said of the fault of which the least can be said. */
export interface Explanation {
  kind: 'none' | Fault['kind']
  faults: Fault[]
}
