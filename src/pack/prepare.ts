import { splitCorrections } from '../domain/correction'
import type { Dataset } from '../domain/dataset'
import { checksum } from './checksum'
import { Packer } from './packer'
import type { Prepared } from './records'

export interface PrepareOptions {
  shipped?: boolean
}

/**
 * Packs a validated dataset for storage: offices in map order, a column for every figure and year as published, the
 * reports as evidence, and beside them the corrections they carry. Pure. The dataset must have passed `readDataset`.
 */
export function prepare(dataset: Dataset, { shipped = false }: PrepareOptions = {}): Prepared {
  const { id, title, synthetic, extent, start } = dataset
  const packer = new Packer()
  for (const office of dataset.orgs) packer.office(office)
  const split = dataset.reports.map(splitCorrections)
  for (const { published } of split) packer.report(published)
  const packed = packer.finish({ id, title, synthetic, ...(extent && { extent }), ...(start && { start }) })
  return {
    ...packed,
    manifest: { ...packed.manifest, shipped, checksum: checksumOf(dataset) },
    evidence: split.map(({ published }) => ({
      dataset: id,
      org: published.org,
      year: published.year,
      report: published,
    })),
    corrections: split.flatMap(({ corrections }) => corrections),
  }
}

/** Equal for equal content, whatever the packing. */
export function checksumOf({ title, synthetic, extent, start, orgs, reports }: Dataset): string {
  return checksum(
    (function* () {
      yield JSON.stringify([title, synthetic, start, ...(extent ? [extent] : [])])
      for (const part of [orgs, reports]) for (const item of part) yield JSON.stringify(item)
    })(),
  )
}
