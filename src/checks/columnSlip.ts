import type { DisclosureCode } from '../domain/metrics'
import { readFigure } from '../domain/report'
import { failed } from './finding'
import type { Rule } from './finding'

export const SLIPPING = ['license', 'service', 'penalty', 'coercion'] as const

/**
 * Form 2019, table 二: a figure under 本年增/减 while 上一年项目数量 and 处理决定数量 are empty was most likely meant for 处理决定数量
 * (a report of 2019 prints 288 penalties so). The figure stays where it was printed.
 */
export const columnSlip: Rule = (report) =>
  SLIPPING.flatMap((row) => {
    const codes: DisclosureCode[] = [`${row}.change`, `${row}.decisions`, `${row}.previous`]
    const [change, ...rest] = codes.map((code) => readFigure(report, code))
    const empty = rest.every((reading) => reading === 'dash' || reading === 'blank')
    if (typeof change !== 'number' || change <= 0 || !empty) return []
    return [failed('column-slip', codes, { published: change, operand: `${row}.decisions` })]
  })
