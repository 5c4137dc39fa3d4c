import { Dexie } from 'dexie'
import { backupFile, writeBackup } from '../../../../src/formats/backup/backupFile'
import { partedFile } from '../../../../src/formats/backup/partedFile'
import { checkBackup } from '../../../../src/formats/backup/readBackup'
import { prepare } from '../../../../src/pack/prepare'
import type { CorrectionRecord, Prepared } from '../../../../src/pack/records'
import { checkPart, openPart } from '../../../../src/query/load'
import { indexedDbTables, memoryTables, stampOf, storeOver, streamStore } from '../../../../src/storage'
import type { SourceRecord, Store } from '../../../../src/storage'
import { lensDb } from '../../../../src/storage/db'
import { DB_VERSION, TABLES } from '../../../../src/storage/records'
import { saveTarget } from '../../../../src/export/saveTarget'
import { copyOf, returnToCopy } from '../../../../src/stores/copies'
import { WRITTEN_BY } from '../../../storage/writtenBy'
import { dataset, org, report } from '../../../query/small'
import { BACKUP } from '../model'
import type { Act, State } from '../model'

const OFFICES = Array.from({ length: 30 }, (_, i) => `单位${i}`)
const YEARS = [2021, 2022, 2023, 2024]
const FILES = 3
const FILE_BYTES = 400_000
const BACKUP_NAME = 'backup.zip'

const setOf = (id: string, value: number): Prepared => {
  const raw = String(value).repeat(500)
  return prepare({
    ...dataset(
      id,
      OFFICES.map((one) => org(one)),
      OFFICES.flatMap((one) =>
        YEARS.map((year) => report(one, year, { cells: { 'penalty.decisions': { value, raw } } })),
      ),
    ),
    synthetic: false,
    title: `${id} ${value}`,
  })
}
const sourcesOf = (id: string, value: number): SourceRecord[] =>
  OFFICES.slice(0, FILES).map((office) => ({
    dataset: id,
    org: office,
    year: YEARS[0]!,
    name: `${value}`,
    file: new Blob([new Uint8Array(FILE_BYTES).fill(value % 251)]),
  }))
const FIGURE = { collection: 'real', year: 2021, in: 'cells', code: 'penalty.decisions' } as const
const correctionOf = (office: string, value: number, time: number): CorrectionRecord => ({
  ...FIGURE,
  org: office,
  now: { value },
  was: 1,
  reason: '核对',
  time,
})

async function fill(store: Store, { datasets, corrections, drafts, decks }: State): Promise<void> {
  const sets = Object.entries(datasets)
  await store.save({
    prepared: sets.map(([id, value]) => setOf(id, value)),
    sources: sets.flatMap(([id, value]) => sourcesOf(id, value)),
  })
  for (const [office, value] of Object.entries(corrections)) await store.correct(correctionOf(office, value, 5))
  await store.putDrafts(Object.entries(drafts).map(([key, content]) => ({ key, content })))
  for (const [id, content] of Object.entries(decks)) await store.editDeck(id, () => ({ id, time: 1, content }))
}

let made: Promise<Blob> | undefined
/** The backup that is restored, made anew in each page, the same each time but for the moment. */
const backup = (): Promise<Blob> =>
  (made ??= (async () => {
    const store = storeOver(memoryTables())
    await fill(store, BACKUP)
    return backupFile(await streamStore(store, true), { made: 1, originals: true })
  })())

const root = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory()
/** As the browser's own question would be answered. */
const picker = {
  showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
    (await root()).getFileHandle(suggestedName, { create: true }),
}

const WRITES: { [K in Act['kind']]: (store: Store, act: Extract<Act, { kind: K }>) => Promise<unknown> } = {
  save: (store, { ids, value, draft }) =>
    store.save({
      prepared: ids.map((id) => setOf(id, value)),
      sources: ids.flatMap((id) => sourcesOf(id, value)),
      ...(draft !== undefined && { drafts: [draft] }),
    }),
  correct: async (store, { office, value }) => {
    const last = (await store.readEdits()).corrections.find((one) => one.org === office)
    await store.correct(correctionOf(office, value, Date.now()), last ? { correction: last.time } : {})
  },
  takeBack: async (store, { office }) => {
    const last = (await store.readEdits()).corrections.find((one) => one.org === office)
    await store.takeBack({ ...FIGURE, org: office }, Date.now(), last ? { correction: last.time } : {})
  },
  remove: (store, { id }) => store.remove(id),
  draft: (store, { key, value }) =>
    store.putDrafts([{ key, content: value, file: new Blob([new Uint8Array(FILE_BYTES)]) }]),
  deck: (store, { id, value }) => store.editDeck(id, () => ({ id, time: Date.now(), content: value })),
  merge: (store) => restore(store, 'merge'),
  replace: (store) => restore(store, 'replace'),
  undo: async (store) => returnToCopy(store, await backup()),
  wipe: (store) => store.wipe(),
  backup: async (store) => {
    const target = await saveTarget(BACKUP_NAME, 'application/zip', picker)
    await writeBackup(await streamStore(store, true), { made: 1, originals: true }, target.write)
    await target.done()
  },
}
async function restore(store: Store, mode: 'merge' | 'replace'): Promise<void> {
  const { given } = await checkBackup(partedFile(await backup()))
  const seen = stampOf(await store.readCore())
  await store.restore(given, { mode, seen, before: { time: 1, file: await copyOf(store) } })
}

/** All that is wrong with a dataset in itself; nothing where it is whole. */
async function faultsOf(store: Store, id: string, value: number): Promise<string[]> {
  const faults: string[] = []
  const [stored] = await store.readDatasets([id])
  try {
    await checkPart(await openPart(stored!))
  } catch (error) {
    faults.push(`${id}: ${String(error)}`)
  }
  const reports = await store.readReports(id)
  const values = reports.map(({ cells: { 'penalty.decisions': cell } }) =>
    typeof cell === 'object' && 'value' in cell ? cell.value : -1,
  )
  if (reports.length !== OFFICES.length * YEARS.length || values.some((one) => one !== value))
    faults.push(`${id}: ${reports.length} reports, not all of ${value}`)
  const sources = await store.readSources(id)
  if (sources.length !== FILES) faults.push(`${id}: ${sources.length} originals`)
  for (const { file, name } of sources) {
    const bytes = new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0)))
    if (name !== String(value) || bytes.length !== FILE_BYTES || bytes.some((byte) => byte !== value % 251))
      faults.push(`${id}: an original is not whole`)
  }
  return faults
}

let opened: Promise<Store> | undefined
const open = (): Promise<Store> => (opened ??= indexedDbTables().then((tables) => storeOver(tables)))

/** What the database holds, and all that is wrong with it. */
async function look(): Promise<{ state: State; faults: string[] }> {
  const store = await open()
  const faults: string[] = []
  const datasets: Record<string, number> = {}
  for (const { id, title } of await store.listDatasets()) {
    datasets[id] = Number(title.split(' ')[1])
    faults.push(...(await faultsOf(store, id, datasets[id])))
  }
  const { lost, orphans } = await store.inspect()
  if (lost.size > 0) faults.push(`lost parts of ${[...lost.keys()].join()}`)
  if (orphans.length > 0) faults.push(`${orphans.length} orphans`)
  const core = await store.readCore()
  const corrections: Record<string, number> = {}
  for (const { org: office, now } of core.currentCorrections) corrections[office] = 'value' in now ? now.value : -1
  for (const office of new Set(core.correctionHistory.map((one) => one.org))) {
    const last = (await store.historyOf({ ...FIGURE, org: office })).at(-1)?.now
    if ((last && 'value' in last ? last.value : undefined) !== corrections[office])
      faults.push(`${office}: the last of its history is not what stands`)
  }
  const drafts = Object.fromEntries(core.drafts.map(({ key, content }) => [key, content as number]))
  const decks = Object.fromEntries(core.decks.map(({ id, content }) => [id, content as number]))
  const handle = await (await root()).getFileHandle(BACKUP_NAME).catch(() => undefined)
  const file = await handle?.getFile()
  if (file && file.size > 0)
    await checkBackup(partedFile(file)).catch((error: unknown) => faults.push(`the backup's file: ${String(error)}`))
  return { state: { datasets, corrections, drafts, decks }, faults }
}

/** Does a write; gives the reason where it is refused. */
async function act(one: Act): Promise<string | undefined> {
  const store = await open()
  try {
    await (WRITES[one.kind] as (store: Store, act: Act) => Promise<unknown>)(store, one)
    return undefined
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error)
  }
}

/** So many of each correction and report of a former version, to take the upgrade some time. */
const MANY = 1500

/** Writes a database as a former version left it, with records of every kind that it knew. */
async function writeFormer(name: string, version: number): Promise<void> {
  const { stores, rows } = WRITTEN_BY[version]!
  const db = new Dexie(name)
  db.version(version).stores(stores)
  for (const [table, records] of Object.entries(rows)) {
    const isCorrections = ['corrections', 'figureCorrections', 'history'].includes(table)
    const all = (records as Record<string, unknown>[]).flatMap((one) =>
      isCorrections ? Array.from({ length: MANY }, (_, i) => ({ ...one, org: i ? `单位${i}` : one.org })) : [one],
    )
    await db.table(table).bulkPut(all)
  }
  db.close()
}

const heldVersion = (name: string): Promise<number> =>
  new Promise((done, fail) => {
    const opening = indexedDB.open(name)
    opening.onsuccess = () => {
      // Dexie keeps versions times ten.
      done(opening.result.version / 10)
      opening.result.close()
    }
    opening.onerror = () => fail(new Error('not opened'))
  })

/** Brings a database to today's version as a browser does that saw every release: one version after another. */
async function upgradeByStep(name: string): Promise<void> {
  for (let version = (await heldVersion(name)) + 1; version <= DB_VERSION; version++) {
    const db = lensDb(name, {}, version)
    await db.open()
    db.close()
  }
}

/** Opens a database with today's release, and says in short all that it holds. */
async function upgraded(name: string): Promise<string> {
  const tables = await indexedDbTables({ name, patience: 60_000 })
  const text = await tables.read(TABLES, async (tx) =>
    JSON.stringify(await Promise.all(TABLES.map((table) => tx.all(table))), (_key, value: unknown) =>
      value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
    ),
  )
  tables.close()
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `${text.length} ${[...new Uint8Array(sum)].join()}`
}

const torture = { look, act, writeFormer, upgradeByStep, upgraded, prepare: backup }
export type Torture = typeof torture
Object.assign(globalThis, { torture })
