import { defineStore } from 'pinia'
import { isOwnCode } from '../domain/metrics'
import type { OwnCode } from '../domain/metrics'
import type { BaseTable } from '../domain/bases'
import { baseTablesIn } from '../query/ledger'
import { useDatasets } from './datasets'

/** What users add to the figures of reports: ratios and sums they define, and what figures are divided by. */
export const useOwnFigures = defineStore('own-figures', () => {
  const datasets = useDatasets()

  /** Codes of the figures that were defined and kept, first to last. */
  const kept = (collection: string): OwnCode[] =>
    datasets.ledger
      .filter((one) => one.collection === collection && one.kind === 'metric')
      .sort((a, b) => a.time - b.time)
      .flatMap(({ key }) => (isOwnCode(key) ? [key] : []))
  const keep = (collection: string, code: OwnCode): Promise<void> =>
    datasets.note([{ collection, kind: 'metric', key: code, time: Date.now(), content: {} }])
  const drop = (collection: string, code: OwnCode): Promise<void> =>
    datasets.forget([{ collection, kind: 'metric', key: code }])

  const tables = (collection: string): BaseTable[] => baseTablesIn(collection, datasets.ledger)
  const keepTable = (collection: string, table: BaseTable): Promise<void> =>
    datasets.note([{ collection, kind: 'bases', key: table.id, time: Date.now(), content: table }])
  const dropTable = (collection: string, id: string): Promise<void> =>
    datasets.forget([{ collection, kind: 'bases', key: id }])

  return { kept, keep, drop, tables, keepTable, dropTable }
})
