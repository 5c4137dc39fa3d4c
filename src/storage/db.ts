import { Dexie } from 'dexie'
import type { DexieOptions, Transaction } from 'dexie'
import { latest } from '../domain/correction'
import type { FigureCorrection } from '../domain/correction'
import { REAL, collectionOf } from '../pack/records'
import type { Manifest } from '../pack/records'
import { DB_VERSION } from './records'

/**
 * Names of the database, its tables and indexes. Users' data stands behind them: change nothing here
 * without adding a version below, with its upgrade, and a case to tests/storage/upgrade.test.ts.
 */
export const DB_NAME = 'disclosure-lens'

/** What version 4 called a collection. */
type OfVersion4 = FigureCorrection & { world: string }

/**
 * Corrections of version 2 and 3 belonged to a dataset; those of one that is gone are kept as of the real collection.
 */
async function freeCorrections(upgrade: Transaction): Promise<void> {
  const held = (await upgrade.table('corrections').toArray()) as (FigureCorrection & { dataset: string })[]
  if (held.length === 0) return
  const manifests = new Map(((await upgrade.table('datasets').toArray()) as Manifest[]).map((one) => [one.id, one]))
  const freed = held
    .map(({ dataset, ...correction }): OfVersion4 => {
      const manifest = manifests.get(dataset)
      return { ...correction, world: manifest ? collectionOf(manifest) : REAL }
    })
    .sort((a, b) => a.time - b.time)
  const worlds = new Set(freed.map(({ world }) => world))
  const current = [...worlds].flatMap((world) => latest(freed.filter((one) => one.world === world)))
  await upgrade.table('figureCorrections').bulkPut(current)
  // Two datasets may have had a correction of one figure: both are part of its history.
  const times = new Set<string>()
  for (const one of freed) {
    const own = JSON.stringify([one.world, one.org, one.year, one.in, one.code])
    let { time } = one
    while (times.has(`${own} ${time}`)) time++
    times.add(`${own} ${time}`)
    await upgrade.table('history').put({ ...one, time })
  }
}

/** Version 5 says `collection`, and a key cannot be renamed: the records move to tables of their own. */
async function renameCollections(upgrade: Transaction): Promise<void> {
  for (const [from, to] of [
    ['figureCorrections', 'currentCorrections'],
    ['history', 'correctionHistory'],
  ] as const) {
    const held = (await upgrade.table(from).toArray()) as OfVersion4[]
    await upgrade.table(to).bulkPut(held.map(({ world, ...one }) => ({ ...one, collection: world })))
  }
}

interface Version {
  stores: Record<string, string | null>
  upgrade?: (upgrade: Transaction) => Promise<void>
}

/** What each version changed, the first version first. */
const VERSIONS: readonly Version[] = [
  {
    stores: {
      datasets: 'id',
      segments: '[dataset+part]',
      meta: 'dataset',
      evidence: '[dataset+org+year]',
      settings: 'key',
    },
  },
  {
    stores: {
      corrections: '[dataset+org+year+in+code]',
      choices: '[org+year], dataset',
      sources: '[dataset+org+year]',
    },
  },
  { stores: { texts: '[dataset+part]' } },
  {
    stores: {
      corrections: null,
      figureCorrections: '[world+org+year+in+code]',
      history: '[world+org+year+in+code+time]',
      drafts: 'key',
    },
    upgrade: freeCorrections,
  },
  {
    stores: {
      figureCorrections: null,
      history: null,
      currentCorrections: '[collection+org+year+in+code]',
      correctionHistory: '[collection+org+year+in+code+time]',
    },
    upgrade: renameCollections,
  },
  { stores: { ledger: '[collection+kind+key]' } },
  { stores: { decks: 'id' } },
]

/** The database with all its versions, or those up to a former one, to be opened. */
export function lensDb(name: string, options?: DexieOptions, newest = DB_VERSION): Dexie {
  const db = new Dexie(name, options)
  VERSIONS.slice(0, newest).forEach(({ stores, upgrade }, i) => {
    const version = db.version(i + 1).stores(stores)
    if (upgrade) version.upgrade(upgrade)
  })
  return db
}
