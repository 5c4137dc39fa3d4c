import type { Dataset } from '../../domain/dataset'
import { openSegment } from '../../engine/codec'
import type { Column } from '../../engine/column'
import { unpackOffices } from '../../pack/offices'
import { FORMS_COLUMN, columnKey } from '../../pack/columnNames'
import type { Prepared } from '../../pack/records'
import type { FileReading } from '../reading/readFile'

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

/**
 * Where a packed set begins: where it says, else the first office that reports in the last year. Its segments must be
 * in memory.
 */
export function firstOf({ manifest, meta, segments }: Prepared): { org: string; year: number } | undefined {
  if (manifest.start) return manifest.start
  const year = manifest.years.at(-1)
  if (year === undefined) return undefined
  for (const { first, index, bytes } of segments) {
    const forms = openSegment({ index, bytes }).column(columnKey(year, FORMS_COLUMN))
    const row = forms && firstRow(forms)
    const org = row === undefined ? undefined : unpackOffices(meta.orgs)[first + row]
    if (org) return { org: org.id, year }
  }
  return undefined
}

/** The first row that has a value. */
function firstRow({ present, rows }: Column): number | undefined {
  if (!present) return rows > 0 ? 0 : undefined
  const word = present.findIndex((bits) => bits !== 0)
  return word < 0 ? undefined : word * 32 + 31 - Math.clz32(present[word]! & -present[word]!)
}

export function foundIn({ file, dataset, prepared, first: given }: FileReading): FoundSet | undefined {
  const worldOf = (of: { id: string; synthetic: boolean }): string => (of.synthetic ? of.id : 'real')
  if (dataset) {
    const first = dataset.start ?? dataset.reports[0]
    return {
      file,
      title: dataset.title,
      synthetic: dataset.synthetic,
      offices: dataset.orgs.length,
      reports: dataset.reports.length,
      dataset,
      ...(first && { first: { org: first.org, year: first.year, world: worldOf(dataset) } }),
    }
  }
  if (!prepared) return undefined
  const { title, synthetic, counts } = prepared.manifest
  return {
    file,
    title,
    synthetic,
    offices: counts.orgs,
    reports: counts.reports,
    prepared,
    ...(given && { first: { ...given, world: worldOf(prepared.manifest) } }),
  }
}
