import { prepare } from '../../src/pack/prepare'
import type { CorrectionRecord, Prepared } from '../../src/pack/records'
import { dataset, org, report } from '../query/small'

/** A real dataset of one figure. */
export const setOf = (id: string, value: number, office = '甲'): Prepared =>
  prepare({
    ...dataset(id, [org(office)], [report(office, 2021, { cells: { 'penalty.decisions': value } })]),
    synthetic: false,
  })

export const correctionOf = (value: number, office = '甲', time = 50): CorrectionRecord => ({
  collection: 'real',
  org: office,
  year: 2021,
  in: 'cells',
  code: 'penalty.decisions',
  now: { value },
  was: 1,
  reason: '核对',
  time,
})
