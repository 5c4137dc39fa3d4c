import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inMapOrder } from '../../src/domain/mapOrder'
import { prepare } from '../../src/pack/prepare'
import { firstReport } from '../../src/pack/firstReport'
import { datasets } from '../query/arbitrary'

it('shows first where a set says it begins, else the first office that reports in the last year', () => {
  fc.assert(
    fc.property(datasets(['penalty.decisions']), ([set]) => {
      const { start: _, ...open } = set!
      const year = Math.max(...set!.reports.map((report) => report.year))
      const org = inMapOrder(set!.orgs, year).find(({ id }) =>
        set!.reports.some((report) => report.org === id && report.year === year),
      )
      expect(firstReport(prepare(open))).toEqual(org && { org: org.id, year })
      expect(firstReport(prepare({ ...set!, start: { org: '甲', year: 2019 } }))).toEqual({ org: '甲', year: 2019 })
    }),
    { numRuns: 50 },
  )
})
