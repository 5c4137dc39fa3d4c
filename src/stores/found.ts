import type { Dataset } from '../domain/dataset'
import { frameOf } from '../query/load'
import type { Prepared } from '../query/prepare'
import type { FileReading } from './readFile'

/** A dataset that was found in a file and waits to be saved: as it is, or a large one packed already. */
export interface FoundSet {
  file: string
  title: string
  synthetic: boolean
  offices: number
  reports: number
  /** What is shown once it is saved. */
  first?: { org: string; year: number; world: string }
  dataset?: Dataset
  prepared?: Prepared
}

/** Where a packed set begins: where it says, else the first office that reports in the last year. For the worker: it takes a moment. */
export function firstOf({ manifest, meta, segments }: Prepared): { org: string; year: number } | undefined {
  if (manifest.start) return manifest.start
  const frame = frameOf([{ manifest, meta, segments: segments.slice(0, 1), corrections: [] }])
  const year = frame.years.at(-1)
  const row = year === undefined ? -1 : frame.byYear.get(year)!.owner.findIndex((owner) => owner > 0)
  return year === undefined || row < 0 ? undefined : { org: frame.orgs[row]!.id, year }
}

export function foundIn({ file, dataset, prepared, first: given }: FileReading): FoundSet | undefined {
  const worldOf = (of: { id: string; synthetic: boolean }): string => (of.synthetic ? of.id : 'real')
  if (dataset) {
    const first = dataset.start ?? dataset.reports[0]
    return {
      file, title: dataset.title, synthetic: dataset.synthetic, offices: dataset.orgs.length, reports: dataset.reports.length, dataset,
      ...(first && { first: { org: first.org, year: first.year, world: worldOf(dataset) } }),
    }
  }
  if (!prepared) return undefined
  const { title, synthetic, counts } = prepared.manifest
  return { file, title, synthetic, offices: counts.orgs, reports: counts.reports, prepared, ...(given && { first: { ...given, world: worldOf(prepared.manifest) } }) }
}
