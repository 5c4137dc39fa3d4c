import type { Dataset } from '../../domain/dataset'
import { collectionOf } from '../../pack/records'
import type { Prepared } from '../../pack/records'
import type { FileReading } from '../reading/readFile'

/** A dataset that was found in a file and waits to be saved: as it is, or a large one packed already. */
export interface FoundSet {
  key: number
  file: string
  title: string
  synthetic: boolean
  offices: number
  reports: number
  /** What is shown once it is saved. */
  first?: { org: string; year: number; collection: string }
  dataset?: Dataset
  prepared?: Prepared
}

export function foundIn({ file, dataset, prepared, first: given }: FileReading, key: number): FoundSet | undefined {
  const shipped = false
  if (dataset) {
    const first = dataset.start ?? dataset.reports[0]
    return {
      key,
      file,
      title: dataset.title,
      synthetic: dataset.synthetic,
      offices: dataset.orgs.length,
      reports: dataset.reports.length,
      dataset,
      ...(first && { first: { org: first.org, year: first.year, collection: collectionOf({ ...dataset, shipped }) } }),
    }
  }
  if (!prepared) return undefined
  const { title, synthetic, counts } = prepared.manifest
  return {
    key,
    file,
    title,
    synthetic,
    offices: counts.orgs,
    reports: counts.reports,
    prepared,
    ...(given && { first: { ...given, collection: collectionOf({ ...prepared.manifest, shipped }) } }),
  }
}
