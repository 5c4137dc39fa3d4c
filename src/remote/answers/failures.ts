import type { FailuresResult, FailuresSpec } from '../../query/answers/failures'
import type { OfficeRows } from '../officeRows'
import { eachRow } from '../rows'
import type { Ask } from '../segment'
import type { Asked } from '../wire'
import { sql } from '../sql'

/** Which reports of a year fail a rule, as was found when they were published. */
export async function failuresAt(
  ask: Ask,
  load: string,
  { here }: OfficeRows,
  { rule, year }: FailuresSpec,
  asked: Asked = {},
): Promise<FailuresResult> {
  const bytes = await ask(
    sql`SELECT row, count
      FROM failures WHERE load = ${load} AND rule = ${rule} AND year = ${year} ORDER BY row FORMAT RowBinary`,
    asked,
  )
  const found = eachRow(bytes, (row) => ({ row: here(row.u32()), count: row.u16() })).filter(
    (one): one is { row: number; count: number } => one.row !== undefined,
  )
  return {
    kind: 'failures',
    rule,
    year,
    rows: Uint32Array.from(found, ({ row }) => row),
    counts: Uint16Array.from(found, ({ count }) => count),
  }
}
