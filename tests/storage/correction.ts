import type { CorrectionRecord } from '../../src/pack/records'

/** A correction as it is stored. */
export const correction = (extra: Partial<CorrectionRecord> = {}): CorrectionRecord => ({
  collection: 'real',
  org: '甲',
  year: 2021,
  in: 'cells',
  code: 'penalty.decisions',
  now: { value: 288 },
  was: 1,
  reason: '错列',
  time: 100,
  ...extra,
})
