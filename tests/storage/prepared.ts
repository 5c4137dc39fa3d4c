import type { Prepared } from '../../src/pack/records'
import { report } from '../query/small'

/** A stored dataset of literal bytes: what they mean is no concern of the storage. */
export const prepared = (id: string, { title = id, offices = ['甲', '乙'], byte = 1 } = {}): Prepared => ({
  manifest: {
    id,
    title,
    synthetic: false,
    shipped: false,
    checksum: `sum of ${title}`,
    version: 1,
    counts: { orgs: offices.length, reports: offices.length, cells: 0 },
    years: [2021],
  },
  meta: { dataset: id, orgs: JSON.stringify(offices) },
  segments: [
    {
      dataset: id,
      part: 0,
      first: 0,
      index: { rows: 1, keys: 'k', table: Uint32Array.of(0, 1, 2, 3) },
      bytes: Uint8Array.of(byte, 2).buffer,
    },
  ],
  evidence: offices.map((org) => ({
    dataset: id,
    org,
    year: 2021,
    report: report(org, 2021, { cells: { 'penalty.decisions': { value: byte, raw: `${title}` } } }),
  })),
  corrections: [],
})
