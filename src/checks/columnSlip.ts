import type { DisclosureCode } from '../domain/metrics'
import { readFigure } from '../domain/report'
import { failed } from './rule'
import type { Rule } from './rule'
import { eachBit } from '../engine/bitset'
import { figureAt, presentIn } from '../frame/yearColumns'

export const SLIPPING = ['license', 'service', 'penalty', 'coercion'] as const

/**
 * Form 2019, table 二: a figure under 本年增/减 while 上一年项目数量 and 处理决定数量 are empty was most likely meant for 处理决定数量
 * (a report of 2019 prints 288 penalties so). The figure stays where it was printed.
 */
export const columnSlip: Rule = {
  check: (report) =>
    SLIPPING.flatMap((row) => {
      const codes: DisclosureCode[] = [`${row}.change`, `${row}.decisions`, `${row}.previous`]
      const [change, ...rest] = codes.map((code) => readFigure(report, code))
      const empty = rest.every((reading) => reading === 'dash' || reading === 'blank')
      if (typeof change !== 'number' || change <= 0 || !empty) return []
      return [failed('column-slip', codes, { published: change, operand: `${row}.decisions` })]
    }),
  screen: ({ now }, visit, about) => {
    for (const name of SLIPPING) {
      if (about !== undefined && about !== `${name}.change`) continue
      const change = now.of(`${name}.change`)
      const present = presentIn(now, change)
      const rest = [now.of(`${name}.decisions`), now.of(`${name}.previous`)]
      if (!change || !present || rest.some((column) => column === undefined)) continue
      eachBit(
        present,
        (row) => {
          if (rest.every((column) => figureAt(now, column, row) === undefined)) visit(row)
        },
        now.owned,
      )
    }
  },
  about: (code) => {
    const row = SLIPPING.find((one) => code === `${one}.change`)
    return row && [`${row}.change`, `${row}.decisions`, `${row}.previous`]
  },
}
