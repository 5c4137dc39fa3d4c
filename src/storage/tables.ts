import type { Records, TableName } from './records'

/** A record's key: of several fields in order, as `KEY_PATHS` names them. */
export type Key = string | readonly (string | number)[]

/** Records within one transaction. A text as key stands for a key of one field. */
export interface Reading {
  get<T extends TableName>(table: T, key: Key): Promise<Records[T] | undefined>
  getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<(Records[T] | undefined)[]>
  all<T extends TableName>(table: T): Promise<Records[T][]>
  /** The records whose key begins with these fields, in the order of their keys. */
  under<T extends TableName>(table: T, prefix: readonly (string | number)[]): Promise<Records[T][]>
  /** At most so many records in the order of their keys: those after a key, the first ones without it. */
  page<T extends TableName>(table: T, most: number, after?: Key): Promise<Records[T][]>
  /** Keys of all records, without reading these. */
  keys(table: TableName): Promise<readonly (string | number)[][]>
}

export interface Writing extends Reading {
  /** Puts records in place of those of the same keys. */
  put<T extends TableName>(table: T, records: readonly Records[T][]): Promise<void>
  remove(table: TableName, key: Key): Promise<void>
  clear(table: TableName): Promise<void>
  removeUnder(table: TableName, prefix: readonly (string | number)[]): Promise<void>
  /** Waits for work that has nothing to do with the tables; the transaction stays open. */
  hold<R>(work: () => Promise<R>): Promise<R>
}

/**
 * A place that keeps records: what a store is made of. A transaction sees one moment; one that writes leaves all of its
 * changes or, where its work rejects, none.
 */
export interface Tables {
  readonly kind: 'indexedDb' | 'memory'
  read<R>(tables: readonly TableName[], work: (reading: Reading) => Promise<R>): Promise<R>
  write<R>(tables: readonly TableName[], work: (writing: Writing) => Promise<R>): Promise<R>
  /**
   * Calls back after each change of these tables, whoever made it, in this page or another. Gives a way to end that.
   */
  watch(tables: readonly TableName[], onChange: () => void): () => void
  close(): void
}
