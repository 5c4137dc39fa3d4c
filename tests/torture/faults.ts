import type { TableName } from '../../src/storage/records'
import type { Key, Tables, Writing } from '../../src/storage/tables'

/** What may fail within a transaction that writes. */
export type Operation = 'put' | 'remove' | 'removeUnder' | 'clear' | 'get' | 'under' | 'all'

/** The n-th such operation of a table fails, counted from when the fault was set. */
export interface Fault {
  operation: Operation
  table: TableName
  nth: number
  error: () => Error
}

/** Fails as a full disk does. */
export const full = (): Error => Object.assign(new Error('full'), { name: 'QuotaExceededError' })
/** Fails as a browser does that gives no reason. */
export const unknown = (): Error => Object.assign(new Error('unknown'), { name: 'UnknownError' })

/** Tables over others, with a fault in their writing: `hits` counts how often the operation came up. */
export function faulty(tables: Tables): {
  tables: Tables
  set: (fault: Fault | undefined) => void
  hits: () => number
} {
  let fault: Fault | undefined
  let hits = 0
  const meet = (operation: Operation, table: TableName): void => {
    if (fault?.operation !== operation || fault.table !== table) return
    if (++hits === fault.nth) throw fault.error()
  }
  const over = (tx: Writing): Writing => ({
    ...tx,
    get: async (table, key) => {
      meet('get', table)
      return tx.get(table, key)
    },
    all: async (table) => {
      meet('all', table)
      return tx.all(table)
    },
    under: async (table, prefix) => {
      meet('under', table)
      return tx.under(table, prefix)
    },
    put: async (table, records) => {
      meet('put', table)
      await tx.put(table, records)
    },
    remove: async (table: TableName, key: Key) => {
      meet('remove', table)
      await tx.remove(table, key)
    },
    removeUnder: async (table, prefix) => {
      meet('removeUnder', table)
      await tx.removeUnder(table, prefix)
    },
    clear: async (table) => {
      meet('clear', table)
      await tx.clear(table)
    },
  })
  return {
    tables: {
      kind: tables.kind,
      read: (of, work) => tables.read(of, work),
      write: (of, work) => tables.write(of, (tx) => work(over(tx))),
      watch: (of, onChange) => tables.watch(of, onChange),
      close: () => tables.close(),
    },
    set: (next) => {
      fault = next
      hits = 0
    },
    hits: () => hits,
  }
}
