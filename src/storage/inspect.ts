import type { TableName } from './records'
import { PARTS } from './streamed'
import type { Key, Reading, Writing } from './tables'

/** What is wrong with what is stored, as far as keys tell. */
export interface Inspection {
  /** Reports of each dataset whose raw text is lost, and parts of texts that are. */
  lost: Map<string, { evidence: number; texts: number }>
  /** Records of datasets that are not held: nothing leads to them. */
  orphans: { table: TableName; key: Key }[]
}

/** Compares what each dataset should have with what is there. Reads keys only. */
export async function inspect(tx: Reading): Promise<Inspection> {
  const manifests = await tx.all('datasets')
  const held = new Set(manifests.map(({ id }) => id))
  const counts = new Map<string, number>()
  const orphans: Inspection['orphans'] = []
  for (const table of PARTS) {
    for (const key of await tx.keys(table)) {
      const dataset = String(key[0])
      if (held.has(dataset)) counts.set(`${table} ${dataset}`, (counts.get(`${table} ${dataset}`) ?? 0) + 1)
      else orphans.push({ table, key: key.length === 1 ? dataset : key })
    }
  }
  const lost: Inspection['lost'] = new Map()
  for (const { id, evidence = 0, parts } of manifests) {
    const missing = {
      evidence: Math.max(0, evidence - (counts.get(`evidence ${id}`) ?? 0)),
      texts: Math.max(0, (parts?.texts ?? 0) - (counts.get(`texts ${id}`) ?? 0)),
    }
    if (missing.evidence + missing.texts > 0) lost.set(id, missing)
  }
  return { lost, orphans }
}

/** Removes what nothing leads to. Gives how many records that were. */
export async function sweep(tx: Writing): Promise<number> {
  const { orphans } = await inspect(tx)
  for (const { table, key } of orphans) await tx.remove(table, key)
  return orphans.length
}
