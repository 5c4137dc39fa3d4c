import { APPLICANTS, applicationCode } from '../domain/metrics'
import { equation } from './equation'
import type { Rule } from './finding'

/** Table 三, every column: 第一项加第二项之和，等于第三项加第四项之和, as the head of the table says. */
export const sumBalance: Rule = (report) => APPLICANTS.flatMap((column) => equation(
  'sum-balance', report,
  [applicationCode('closed', column), applicationCode('carried-out', column)],
  [applicationCode('new', column), applicationCode('carried-in', column)],
))
