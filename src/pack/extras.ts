import { gunzipSync, strFromU8 } from 'fflate'
import type { Report } from '../domain/report'

/** A report's line among those of its part. */
export function findExtras(bytes: ArrayBuffer, org: string, year: number): Partial<Report> | undefined {
  const lines = strFromU8(gunzipSync(new Uint8Array(bytes))).split('\n')
  const head = `"org":${JSON.stringify(org)},"year":${year},`
  for (const line of lines) if (line.includes(head)) return JSON.parse(line) as Partial<Report>
  return undefined
}
