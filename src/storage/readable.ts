import { KEY_PATHS } from './records'
import type { TableName } from './records'

/** Whether the browser still has a file that it keeps: both of its ends can be read. */
async function isThere(file: Blob): Promise<boolean> {
  try {
    await Promise.all([file.slice(0, 1).arrayBuffer(), file.slice(-1).arrayBuffer()])
    return true
  } catch {
    return false
  }
}

/**
 * What stands in place of a record whose file is lost: a segment without bytes, nothing for an original, else no file.
 */
function without(table: TableName, record: Record<string, unknown>): unknown {
  if (table === 'segments') return { ...record, bytes: new ArrayBuffer(0) }
  if (table === 'sources') return undefined
  const { file: _lost, ...rest } = record
  return rest
}

/** Records as far as their files can be read; once a file is found to be lost, it stays so. */
export class Readable {
  private readonly lost = new Map<string, unknown>()

  /** Ids of the datasets that have lost a file. */
  get datasets(): Set<string> {
    return new Set([...this.lost.values()].filter((id) => typeof id === 'string'))
  }

  private async one(table: TableName, record: unknown): Promise<unknown> {
    const fields = record as Record<string, unknown>
    const file = table === 'segments' ? fields.bytes : fields.file
    if (!(file instanceof Blob)) return record
    const key = JSON.stringify([table, ...KEY_PATHS[table].map((path) => fields[path])])
    if (!this.lost.has(key) && (await isThere(file))) return record
    this.lost.set(key, fields.dataset)
    return without(table, fields)
  }

  async of<T>(table: TableName, records: readonly T[]): Promise<T[]> {
    const all = await Promise.all(records.map((record) => this.one(table, record)))
    return all.filter((record) => record !== undefined) as T[]
  }
}
