import type { DisclosureCode } from '../domain/metrics'
import type { Report } from '../domain/report'
import { figure, formOf, same } from './figures'
import { failed, undecided } from './rule'
import type { Finding, Rule } from './rule'
import { eachBit, inBoth } from '../engine/bitset'
import { eachUnbalanced } from './equation'

/** Rows of table 二 that count documents in force. */
export const DOCUMENTS = ['rules', 'normative'] as const

function balance(report: Report, previous: Report, row: 'rules' | 'normative'): Finding[] {
  const codes = [`${row}.in-force`, `${row}.issued`, `${row}.repealed`] as const satisfies readonly DisclosureCode[]
  const [published, issued, repealed] = codes.map((code) => figure(report, code))
  const before = figure(previous, codes[0])
  const year = previous.year
  if ([published, issued, repealed].every((value) => value === undefined)) return []
  const missing = codes.filter((code) => figure(report, code) === undefined)
  if (missing.length > 0) return [undecided('in-force-balance', [...codes], missing)]
  if (before === undefined) return [undecided('in-force-balance', [...codes], [codes[0]], { year })]
  const computed = before + (issued ?? 0) - (repealed ?? 0)
  if (published === undefined || same(published, computed)) return []
  return [
    failed('in-force-balance', [...codes], {
      published,
      computed,
      difference: published - computed,
      previous: before,
      year,
    }),
  ]
}

/**
 * Table 二 of form 2021: 现行有效件数 equals last year's plus 本年制发 minus 本年废止. Form 2019 counts other things, so both
 * years must be in the later form.
 */
export const inForceBalance: Rule = {
  check: (report, { previous }) => {
    if (previous?.year !== report.year - 1) return []
    if (formOf(report, '2') !== '2021' || formOf(previous, '2') !== '2021') return []
    return [...balance(report, previous, 'rules'), ...balance(report, previous, 'normative')]
  },
  screen: ({ now, before }, visit) => {
    const among = inBoth(now.inForm('2', '2021'), before.inForm('2', '2021'))
    for (const row of DOCUMENTS) {
      eachUnbalanced(
        [
          { columns: now, code: `${row}.in-force`, sign: 1 },
          { columns: before, code: `${row}.in-force`, sign: -1 },
          { columns: now, code: `${row}.issued`, sign: -1 },
          { columns: now, code: `${row}.repealed`, sign: 1 },
        ],
        among,
        visit,
      )
    }
    eachBit(now.unsure, visit)
    eachBit(before.unsure, visit, now.owned)
  },
  about: (code) => {
    const row = DOCUMENTS.find((one) => code === `${one}.in-force`)
    return row && [`${row}.in-force`, `${row}.issued`, `${row}.repealed`]
  },
}
