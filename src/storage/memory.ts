import { KEY_PATHS, TABLES } from './records'
import type { Records, TableName } from './records'
import type { Key, Reading, Tables, Writing } from './tables'

type Parts = readonly (string | number)[]

const partsOf = (key: Key): Parts => (typeof key === 'string' ? [key] : key)
const keyOf = (table: TableName, record: Records[TableName]): Parts =>
  KEY_PATHS[table].map((path) => (record as unknown as Record<string, string | number | undefined>)[path]!)

/** Numbers sort before texts, as in a database. */
function compare(a: Parts, b: Parts): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [one, other] = [a[i]!, b[i]!]
    if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1
    if (one !== other) return one < other ? -1 : 1
  }
  return a.length - b.length
}

class Table {
  readonly records = new Map<string, { key: Parts; record: Records[TableName] }>()

  under(prefix: Parts): { key: Parts; record: Records[TableName] }[] {
    return [...this.records.values()]
      .filter(({ key }) => prefix.every((part, i) => key[i] === part))
      .sort((a, b) => compare(a.key, b.key))
  }
}

/** Records kept in this page until it closes: where there is no IndexedDB. They are handed over, not copied. */
export function memoryTables(): Tables {
  const tables = Object.fromEntries(TABLES.map((name) => [name, new Table()])) as Record<TableName, Table>
  const watchers = new Set<{ of: readonly TableName[]; onChange: () => void }>()
  /** One transaction after another. */
  let last: Promise<unknown> = Promise.resolve()

  async function run<R>(
    allowed: readonly TableName[],
    work: (writing: Writing) => Promise<R>,
  ): Promise<{ result: R; changed: Set<TableName> }> {
    const undo: (() => void)[] = []
    const changed = new Set<TableName>()
    const of = (name: TableName): Table => {
      if (!allowed.includes(name)) throw new RangeError(`${name} is no part of this transaction`)
      return tables[name]
    }
    const set = (name: TableName, id: string, now: { key: Parts; record: Records[TableName] } | undefined): void => {
      const { records } = of(name)
      const before = records.get(id)
      undo.push(() => (before ? records.set(id, before) : records.delete(id)))
      changed.add(name)
      if (now) records.set(id, now)
      else records.delete(id)
    }
    const get: Reading['get'] = async <T extends TableName>(table: T, key: Key) =>
      of(table).records.get(JSON.stringify(partsOf(key)))?.record as Records[T] | undefined
    const under: Reading['under'] = async <T extends TableName>(table: T, prefix: Parts) =>
      of(table)
        .under(prefix)
        .map(({ record }) => record as Records[T])
    const writing: Writing = {
      get,
      under,
      getMany: (table, keys) => Promise.all(keys.map((key) => get(table, key))),
      all: (table) => under(table, []),
      page: async (table, most, after) => {
        const records = await under(table, [])
        const from =
          after === undefined ? 0 : records.findIndex((record) => compare(keyOf(table, record), partsOf(after)) > 0)
        return from < 0 ? [] : records.slice(from, from + most)
      },
      hold: (work) => work(),
      keys: async (table) =>
        of(table)
          .under([])
          .map(({ key }) => [...key]),
      async put(table, records) {
        for (const record of records) {
          const key = keyOf(table, record)
          if (key.some((part) => typeof part !== 'string' && typeof part !== 'number'))
            throw new TypeError(`a record of ${table} without its key`)
          set(table, JSON.stringify(key), { key, record })
        }
      },
      async remove(table, key) {
        if (of(table).records.has(JSON.stringify(partsOf(key)))) set(table, JSON.stringify(partsOf(key)), undefined)
      },
      clear: (table) => writing.removeUnder(table, []),
      async removeUnder(table, prefix) {
        for (const { key } of of(table).under(prefix)) set(table, JSON.stringify(key), undefined)
      },
    }
    try {
      return { result: await work(writing), changed }
    } catch (error) {
      for (const step of undo.reverse()) step()
      throw error
    }
  }

  async function inTurn<R>(allowed: readonly TableName[], work: (writing: Writing) => Promise<R>): Promise<R> {
    const turn = last.then(() => run(allowed, work))
    last = turn.catch(() => undefined)
    const { result, changed } = await turn
    if (changed.size > 0) for (const { of, onChange } of watchers) if (of.some((name) => changed.has(name))) onChange()
    return result
  }

  return {
    kind: 'memory',
    read: inTurn,
    write: inTurn,
    watch(of, onChange) {
      const watcher = { of, onChange }
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    close: () => watchers.clear(),
  }
}
