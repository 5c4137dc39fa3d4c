import type { FigureCorrection } from '../domain/correction'
import type { Prepared } from '../pack/records'
import { eachRow } from './rows'
import { SCHEMA } from './schema'
import { sql } from './sql'
import { RemoteError, ask } from './wire'
import type { Address, AskOptions } from './wire'

/** What is known of a dataset that a server holds, as its version says. */
export type RemoteManifest = Prepared['manifest']

/** One version of a dataset, as far as it got. */
export interface Version {
  dataset: string
  load: string
  state: 'loading' | 'ready' | 'retired'
  /** Milliseconds since 1970; ascending within a dataset. */
  at: number
  schema: number
}

/** Every version that a server knows, each in its last state, oldest first. */
export async function versionsAt(address: Address, options?: AskOptions): Promise<Version[]> {
  const bytes = await ask(
    address,
    sql`SELECT dataset, load, argMax(state, at), max(at) AS last, argMax(schema, at)
      FROM versions GROUP BY dataset, load ORDER BY last FORMAT RowBinary`,
    options,
  )
  return eachRow(bytes, (row) => ({
    dataset: row.text(),
    load: row.text(),
    state: row.text() as Version['state'],
    at: row.u64(),
    schema: row.u32(),
  }))
}

/** A version that can be read. */
export interface Current {
  dataset: string
  load: string
  manifest: RemoteManifest
  corrections: readonly FigureCorrection[]
}

/**
 * The datasets that a server holds, each in its latest whole version. Rejects with a RemoteError; `other-schema` where
 * all that it holds was written by another release.
 */
export async function currentAt(address: Address, options?: AskOptions): Promise<Current[]> {
  const all = await versionsAt(address, options)
  const ready = new Map(all.filter(({ state }) => state === 'ready').map((one) => [one.dataset, one]))
  const readable = [...ready.values()].filter(({ schema }) => schema === SCHEMA)
  if (readable.length === 0 && ready.size > 0)
    throw new RemoteError('other-schema', address.database, `schema ${[...ready.values()][0]!.schema}, not ${SCHEMA}`)
  if (readable.length === 0) return []
  const loads = readable.map(({ load }) => load)
  const bytes = await ask(
    address,
    sql`SELECT dataset, load, manifest, corrections
      FROM versions WHERE state = ${'ready'} AND has(${loads}, load) FORMAT RowBinary`,
    options,
  )
  return eachRow(bytes, (row) => ({
    dataset: row.text(),
    load: row.text(),
    manifest: JSON.parse(row.text()) as RemoteManifest,
    corrections: JSON.parse(row.text()) as FigureCorrection[],
  })).sort((a, b) => loads.indexOf(a.load) - loads.indexOf(b.load))
}

/** Rejects with `replaced` where a version can no longer be read, so that what was read meanwhile may lack a part. */
export async function stillThere(address: Address, load: string, options?: AskOptions): Promise<void> {
  const found = await ask(
    address,
    sql`SELECT count()
      FROM versions WHERE load = ${load} GROUP BY load HAVING argMax(state, at) = ${'ready'} FORMAT RowBinary`,
    options,
  )
  if (found.byteLength === 0) throw new RemoteError('replaced', address.database)
}
