import { figure, same } from './figures'
import { failed, undecided } from './rule'
import type { Rule } from './rule'
import { eachUnbalanced } from './equation'

const IN = 'applications.carried-in.total'
const OUT = 'applications.carried-out.total'

/** 上年结转 equals what last year's report carried over (结转下年度继续办理). Says nothing without last year's report. */
export const carryOver: Rule = {
  check: (report, { previous }) => {
    if (previous?.year !== report.year - 1) return []
    const published = figure(report, IN)
    const computed = figure(previous, OUT)
    const year = previous.year
    if (published === undefined && computed === undefined) return []
    if (published === undefined) return [undecided('carry-over', [IN], [IN])]
    if (computed === undefined) return [undecided('carry-over', [IN], [OUT], { year })]
    if (same(published, computed)) return []
    return [failed('carry-over', [IN], { published, computed, difference: published - computed, year })]
  },
  screen: ({ now, before }, visit) =>
    eachUnbalanced(
      [
        { columns: now, code: IN, sign: 1 },
        { columns: before, code: OUT, sign: -1 },
      ],
      now.owned,
      visit,
    ),
  about: (code) => (code === IN ? [IN, OUT] : undefined),
}
