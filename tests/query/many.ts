import { seeded } from '../../src/cli/synthetic/random'
import type { CellMissing, StoredCell } from '../../src/domain/cell'
import type { Dataset } from '../../src/domain/dataset'
import { METRICS, METRIC_CODES } from '../../src/domain/metrics'
import type { TableCode } from '../../src/domain/metrics'
import type { Report } from '../../src/domain/report'
import { dataset, org } from './small'

const KINDS: readonly CellMissing[] = ['blank', 'dash', 'unreadable', 'not-extracted']
const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined) as TableCode[]

export const shuffled = <T>(items: readonly T[], seed: string): T[] => {
  const random = seeded(seed)
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/**
 * A set of all kinds of reports: few or many cells of the whole catalogue, every kind of absence, numbers of every
 * width, forms that mix.
 */
export function manyReports(seed: string, offices: number, years: readonly number[]): Dataset {
  const random = seeded(seed)
  const orgs = Array.from({ length: offices }, (_, i) => ({
    ...org(`机关${i}`),
    parents: i > 9 ? [{ org: `机关${random.int(0, 9)}` }] : [],
  }))
  const cell = (code: TableCode): StoredCell => {
    const luck = random.next()
    if (luck < 0.6) return 0
    if (luck < 0.8) return random.int(code.endsWith('.change') ? -3 : 0, 300)
    if (luck < 0.9) return random.int(0, 4_000_000_000) / (METRICS[code].unit === 'yuan' ? 100 : 1)
    return { missing: random.pick(KINDS) }
  }
  const reports = orgs.flatMap(({ id }) =>
    years.flatMap((year): Report[] => {
      if (random.chance(0.2)) return []
      const share = random.pick([0.02, 0.5, 1])
      const codes = TABLE_CODES.filter(() => random.chance(share))
      // Most reports keep an order, some have one of their own.
      const ordered = random.chance(0.2) ? shuffled(codes, `${seed} ${id} ${year}`) : codes
      const cells = Object.fromEntries(ordered.map((code) => [code, cell(code)])) as Report['cells']
      const form = random.pick(['2019', '2021'] as const)
      return [
        {
          org: id,
          year,
          forms: { 2: form, ...(random.chance(0.9) && { 3: random.pick(['2019', '2021'] as const) }) },
          cells,
          prose: random.chance(0.5)
            ? {
                'published.total': random.int(0, 9),
                ...(random.chance(0.5) && { 'review.total': 0, 'litigation.total': random.int(0, 1) }),
              }
            : {},
        },
      ]
    }),
  )
  return { ...dataset('many', orgs, reports), title: 'many', synthetic: true }
}
