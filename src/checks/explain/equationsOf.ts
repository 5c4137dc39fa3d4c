import type { Report } from '../../domain/report'
import type { ExplainContext } from './context'
import type { ReportEquation } from './equation'
import { evidenceEquations } from './evidenceEquations'
import { formEquations } from './formEquations'
import { sourceEquations } from './sourceEquations'

/**
 * Every equation that a report's figures stand in, with its verdict: what its forms demand, what last year's report and
 * its own sentences state, and what the next year's and those above and below say.
 */
export const equationsOf = (report: Report, context: ExplainContext = {}): ReportEquation[] => [
  ...formEquations(report),
  ...sourceEquations(report, context),
  ...evidenceEquations(report, context),
]
