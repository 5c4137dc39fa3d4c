import { openSegment } from '../engine/codec'
import type { Column } from '../engine/column'
import { FORMS_COLUMN, columnKey } from './columnNames'
import { unpackOffices } from './offices'
import type { Prepared } from './records'

/**
 * Where a packed set begins: where it says, else the first office that reports in the last year. Its segments must be
 * in memory.
 */
export function firstReport({ manifest, meta, segments }: Prepared): { org: string; year: number } | undefined {
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
