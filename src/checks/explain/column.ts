import { countedAt } from '../../domain/correction'
import type { ProseCode } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { SLIPPING, columnSlip } from '../columnSlip'
import { changeOf } from './change'
import type { SuggestedChange } from './change'

/** The figure goes where it was meant to; its cell is left as the cell beside it. */
function moved(report: Report, row: (typeof SLIPPING)[number]): SuggestedChange[] {
  const figure = countedAt(report, 'cells', `${row}.change`)
  const beside = countedAt(report, 'cells', `${row}.previous`)
  return [changeOf(report, 'cells', `${row}.decisions`, figure), changeOf(report, 'cells', `${row}.change`, beside)]
}

/** Figures of table 二 that stand under 本年增/减 and were meant for 处理决定数量. */
export const columnSlips = (report: Report): { codes: ProseCode[]; changes: SuggestedChange[] }[] =>
  columnSlip
    .check(report, {})
    .flatMap(({ codes }) =>
      SLIPPING.filter((row) => codes[0] === `${row}.change`).map((row) => ({ codes, changes: moved(report, row) })),
    )
