import { checksum } from '../../pack/checksum'
import type { Prepared } from '../../pack/records'
import type { Frame } from '../../frame/frame'
import { frameOf } from '../../query/load'
import { nativeBlock, numbersColumn, textsColumn } from '../native'
import { eachRow } from '../rows'
import { LOADED, SCHEMA, creations } from '../schema'
import { identifier, sql } from '../sql'
import type { Sql } from '../sql'
import { versionsAt } from '../versions'
import type { Version } from '../versions'
import { RemoteError, ask } from '../wire'
import type { Address } from '../wire'
import { BLOCK_ROWS, reportBlock } from './reportRows'
import { smallBlocks } from './smallTables'
import type { SmallBlock } from './smallTables'

export interface PublishOptions {
  /** The cluster's name, as every server's configuration has it; without one, a single server. */
  cluster?: string
  /** Further servers of each shard, to which it sends on what it is given. */
  replicas?: readonly (readonly Address[])[]
  /** Rows that the servers hold, of all. */
  onProgress?: (done: number, total: number) => void
  signal?: AbortSignal
}

export interface Published {
  load: string
  /** The very same was there already: nothing was sent. */
  isUnchanged: boolean
  rows: number
}

/** Pauses before a block is tried again, in milliseconds: a server takes so long to come back. */
const PAUSES = [500, 1000, 2000, 4000, 8000, 16_000]
const INSERT_PATIENCE = 600_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Equal for the same content, schema and number of shards: the version's name. */
const loadOf = ({ manifest, corrections }: Prepared, shards: number): string =>
  checksum([JSON.stringify([SCHEMA, shards, manifest.id, manifest.title, manifest.checksum, corrections])])

/** One server of those that a dataset is published to: the shard of this number. */
class Node {
  constructor(
    readonly address: Address,
    readonly shard: number,
    private readonly signal?: AbortSignal,
    private readonly replicas: readonly Address[] = [],
  ) {}

  run(query: Sql, body?: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    return ask(this.address, query, {
      patience: INSERT_PATIENCE,
      // Whether rows that were on their way have arrived must be asked first.
      ...(body && { body, retries: 0 }),
      // What a reader may see is then on every server that it may be asked of.
      ...(body && this.replicas.length > 0 && { settings: { insert_quorum: String(this.replicas.length + 1) } }),
      ...(this.signal && { signal: this.signal }),
    })
  }

  insert(table: string, body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
    return this.run(sql`INSERT INTO ${identifier(table)} FORMAT Native`, body)
  }

  async drop(table: string, partition: Sql): Promise<void> {
    await this.run(sql`ALTER TABLE ${identifier(table)} DROP PARTITION ${partition}`)
  }

  /** Rows held of a version, by year and block. */
  async blocks(load: string): Promise<Map<string, number>> {
    const bytes = await this.run(
      sql`SELECT year, block, count() FROM reports WHERE load = ${load} GROUP BY year, block FORMAT RowBinary`,
    )
    return new Map(eachRow(bytes, (row) => [`${row.u16()} ${row.u32()}`, row.u64()]))
  }

  async count(table: string, load: string): Promise<number> {
    return eachRow(
      await this.run(sql`SELECT count() FROM ${identifier(table)} WHERE load = ${load} FORMAT RowBinary`),
      (row) => row.u64(),
    )[0]!
  }

  async say(version: Version, manifest: string, corrections: string): Promise<void> {
    const { dataset, load, state, at, schema } = version
    const stamp = new BigUint64Array([BigInt(at)])
    const row = nativeBlock(1, [
      textsColumn('dataset', [dataset]),
      textsColumn('load', [load]),
      textsColumn('state', [state]),
      { name: 'at', type: 'UInt64', bytes: [new Uint8Array(stamp.buffer)] },
      numbersColumn('schema', Uint32Array.of(schema)),
      textsColumn('manifest', [manifest]),
      textsColumn('corrections', [corrections]),
    ])
    // Said twice, it is said.
    await this.insert('versions', row).catch(async (error: unknown) => {
      if (!(error instanceof RemoteError) || error.reason !== 'away') throw error
      await back(this, () => this.insert('versions', row))
    })
  }

  /** Takes a version away, and what was left of it: first the word that it can be read. */
  async forget(version: Version, at: number): Promise<void> {
    await this.say({ ...version, state: 'retired', at }, '{}', '[]')
    const years = eachRow(
      await this.run(sql`SELECT DISTINCT year FROM reports WHERE load = ${version.load} FORMAT RowBinary`),
      (row) => row.u16(),
    )
    for (const year of years) await this.drop('reports', sql`(${version.load}, ${year})`)
    for (const table of LOADED)
      if ((await this.count(table, version.load)) > 0) await this.drop(table, sql`${version.load}`)
  }
}

/** Waits until a server that was away answers a question again. Rejects where it does not come back. */
async function back<T>(node: Node, question: () => Promise<T>, from = 0): Promise<T> {
  for (let wait = from; ; wait++) {
    if (wait >= PAUSES.length) throw new RemoteError('away', node.address.url)
    await pause(PAUSES[wait]!)
    try {
      return await question()
    } catch (error) {
      if (!(error instanceof RemoteError) || error.reason !== 'away') throw error
    }
  }
}

/** Puts rows of a small table; where it is not known whether they arrived, the server is asked. */
async function putSmall(node: Node, load: string, { table, rows, bytes }: SmallBlock, before: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await node.insert(table, bytes())
      return
    } catch (error) {
      if (!(error instanceof RemoteError) || error.reason !== 'away' || attempt >= PAUSES.length) throw error
    }
    if ((await back(node, () => node.count(table, load))) === before + rows) return
  }
}

/** Puts one block, and waits for a server that is away. `bytes`: what is sent at first. */
async function put(node: Node, load: string, one: Planned, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await node.insert('reports', attempt === 0 ? bytes : one.of.bytes())
      return
    } catch (error) {
      if (!(error instanceof RemoteError) || error.reason !== 'away' || attempt >= PAUSES.length) throw error
    }
    const held = await back(node, () => node.blocks(load), attempt)
    if (await isThere(node, load, one, held)) return
  }
}

/**
 * Whether a server has a block. A block is one part of the server's and whole; whatever else is there is none of ours.
 */
async function isThere(
  node: Node,
  load: string,
  { key, year, of }: Planned,
  held: ReadonlyMap<string, number>,
): Promise<boolean> {
  const rows = held.get(key) ?? 0
  if (rows === of.rows) return true
  if (rows === 0) return false
  await node.drop('reports', sql`(${load}, ${year})`)
  throw new RemoteError('failed', node.address.url, `block ${key}: ${rows} rows, not ${of.rows}; try again`)
}

interface Planned {
  year: number
  block: number
  key: string
  of: ReturnType<typeof reportBlock>
}

/** The blocks of reports that belong to one shard, by year. */
function* planned(frame: Frame, load: string, shard: number, shards: number): Generator<Planned> {
  for (const year of frame.years) {
    for (const layer of frame.layers) {
      const first = layer.rows[0] ?? 0
      const [from, to] = [Math.floor(first / BLOCK_ROWS), Math.ceil((first + layer.rows.length) / BLOCK_ROWS)]
      for (let block = from; block < to; block++) {
        // Segments need not end where blocks do: the segment's number keeps the two parts of a block apart.
        const name = block * frame.layers.length + frame.layers.indexOf(layer)
        const of = reportBlock(frame, layer, year, block, name, load, (row) => row % shards === shard)
        if (of.rows > 0) yield { year, block: name, key: `${year} ${name}`, of }
      }
    }
  }
}

/**
 * Publishes a packed dataset to one server, or to one of each shard: office by office on its shard, everything else on
 * all. Readers see the version once every row of it is there, and not before. What an interrupted call left is gone on
 * with; the version before stays for those who read it, older ones are dropped. Rejects with a RemoteError.
 */
export async function publish(
  prepared: Prepared,
  addresses: readonly Address[],
  { cluster, replicas = [], onProgress = () => undefined, signal }: PublishOptions = {},
): Promise<Published> {
  const nodes = addresses.map((address, shard) => new Node(address, shard, signal, replicas[shard] ?? []))
  const frame = frameOf([prepared])
  const load = loadOf(prepared, nodes.length)
  const dataset = prepared.manifest.id
  const isReplicated = replicas.some((of) => of.length > 0)
  for (const { address, shard } of [...nodes, ...replicas.flat().map((one) => ({ address: one, shard: 0 }))]) {
    const [first, ...others] = creations(
      address.database,
      nodes.length > 1 || isReplicated ? cluster : undefined,
      isReplicated,
    )
    const bare = new Node({ ...address, database: 'default' }, shard, signal)
    await bare.run(first!)
    for (const query of others) await bare.run(query)
  }
  const known = await Promise.all(nodes.map(({ address }) => versionsAt(address)))
  const isCurrent = (versions: readonly Version[]): boolean =>
    versions.findLast((one) => one.dataset === dataset && one.state === 'ready')?.load === load
  if (known.every(isCurrent)) return { load, isUnchanged: true, rows: 0 }
  const last = Math.max(0, ...known.flat().map(({ at }) => at))
  let at = Math.max(Date.now(), last + 1)
  const version = (state: Version['state']): Version => ({ dataset, load, state, at: at++, schema: SCHEMA })
  const manifest = JSON.stringify({ ...prepared.manifest, evidence: prepared.evidence.length })
  const corrections = JSON.stringify(prepared.corrections)

  const begun = version('loading')
  const sizes = new Map<Node, number>()
  let total = 0
  for (const node of nodes) {
    // What another content's interrupted call left of this dataset.
    for (const one of known[node.shard]!)
      if (one.dataset === dataset && one.state === 'loading' && one.load !== load) await node.forget(one, at++)
    await node.say(begun, manifest, corrections)
    let rows = 0
    for (const { of } of planned(frame, load, node.shard, nodes.length)) rows += of.rows
    sizes.set(node, rows)
    total += rows
  }
  let done = 0
  const small = new Map<string, number>()
  for (const node of nodes) {
    for (const table of LOADED) if ((await node.count(table, load)) > 0) await node.drop(table, sql`${load}`)
    small.clear()
    for (const block of smallBlocks(frame, prepared, load)) {
      const before = small.get(block.table) ?? 0
      await putSmall(node, load, block, before)
      small.set(block.table, before + block.rows)
    }
    const held = await node.blocks(load)
    // While a server takes one block, the next is made.
    let sending = Promise.resolve()
    for (const one of planned(frame, load, node.shard, nodes.length)) {
      signal?.throwIfAborted()
      const isHeld = await isThere(node, load, one, held)
      const bytes = isHeld ? undefined : one.of.bytes()
      await sending
      sending = (bytes ? put(node, load, one, bytes) : Promise.resolve()).then(() =>
        onProgress((done += one.of.rows), total),
      )
      // Told when it is waited for.
      sending.catch(() => undefined)
    }
    await sending
  }
  for (const node of nodes) {
    const held = await node.count('reports', load)
    if (held !== sizes.get(node))
      throw new RemoteError('failed', node.address.url, `${held} of ${sizes.get(node)} rows`)
    for (const [table, rows] of small)
      if ((await node.count(table, load)) !== rows) throw new RemoteError('failed', node.address.url, table)
  }
  const ready = version('ready')
  for (const node of nodes) await node.say(ready, manifest, corrections)
  for (const node of nodes) {
    const former = known[node.shard]!.filter(
      (one) => one.dataset === dataset && one.state === 'ready' && one.load !== load,
    )
    for (const one of former.slice(0, -1)) await node.forget(one, at++)
  }
  return { load, isUnchanged: false, rows: total }
}
