import type { Report } from '../domain/report'
import { findExtras } from '../pack/extras'
import type { Reading } from './tables'

/** A report as its dataset gave it; of a large set, only what its columns do not hold. */
export type Evidence = { dataset: string; report: Report } | { dataset: string; extras: Partial<Report> }

/**
 * The report of an office and year as its dataset gave it, from the last dataset of `ids` that holds one. `part`: where
 * the last of them keeps what its columns do not hold, as its column `@texts` says.
 */
export async function readEvidence(
  tx: Reading,
  ids: readonly string[],
  org: string,
  year: number,
  part?: number,
): Promise<Evidence | undefined> {
  const held = await tx.getMany(
    'evidence',
    ids.map((id) => [id, org, year]),
  )
  const last = held.findLast((record) => record !== undefined)
  if (last) return { report: last.report, dataset: last.dataset }
  const dataset = ids.at(-1)
  const texts = part === undefined || dataset === undefined ? undefined : await tx.get('texts', [dataset, part])
  const extras = texts && findExtras(texts.bytes, org, year)
  return extras && { dataset: texts.dataset, extras }
}
