import { APPLICANTS, applicationCode } from '../domain/metrics'
import { equations } from './equation'
import type { Equation } from './equation'

/** One for every column of table 三. */
export const BALANCES = APPLICANTS.map((column): Equation => ({
  stated: [applicationCode('closed', column), applicationCode('carried-out', column)],
  parts: [applicationCode('new', column), applicationCode('carried-in', column)],
}))

/** Table 三, every column: 第一项加第二项之和，等于第三项加第四项之和, as the head of the table says. */
export const sumBalance = equations('sum-balance', BALANCES)
