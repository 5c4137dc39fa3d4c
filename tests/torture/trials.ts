import { expect } from 'vitest'
import { metricValues } from './figures'
import { Collections } from '../../src/stores/collections'
import { stampOf, storeOver, streamedOf } from '../../src/storage'
import type { Store } from '../../src/storage'
import { TABLES } from '../../src/storage/records'
import type { TableName } from '../../src/storage/records'
import type { Tables } from '../../src/storage/tables'
import { everything, wholeOf } from '../storage/places'
import type { Place } from '../storage/places'
import { correctionOf, setOf } from './material'
import { faulty, full, unknown } from './faults'
import type { Operation } from './faults'

/** How many trials were made of a kind, and what went wrong in them. */
export interface Tally {
  trials: number
  losses: string[]
  /** How the trials ended, where they can end in several right ways. */
  ends?: Record<string, number>
}

const OPERATIONS: readonly Operation[] = ['put', 'remove', 'removeUnder', 'clear', 'get', 'under', 'all']

/** Every way to write, each over a store that holds something. */
const WRITES: Record<string, (store: Store) => Promise<unknown>> = {
  save: (store) =>
    store.save({
      prepared: [setOf('b', 2), setOf('a', 5)],
      sources: [{ dataset: 'b', org: '甲', year: 2021, name: 'b.txt', file: new Blob(['b']) }],
      choices: [{ org: '甲', year: 2021, dataset: 'b' }],
      drafts: ['page/0'],
    }),
  remove: (store) => store.remove('a'),
  correct: (store) => store.correct(correctionOf(7), {}),
  takeBack: (store) => store.takeBack(correctionOf(8, '乙'), 900, { correction: 50 }),
  drafts: (store) => store.putDrafts([{ key: 'page/1', content: 1 }]),
  sweep: (store) => store.sweep(),
  merge: async (store) => {
    const given = { ...(await wholeOf(store, true)) }
    const datasets = given.datasets.map((one) => ({ ...one, checksum: 'other', addedAt: one.addedAt + 1 }))
    const seen = stampOf(await store.readCore())
    return store.restore(streamedOf({ ...given, datasets }), {
      mode: 'merge',
      seen,
      before: { time: 1, file: new Blob() },
    })
  },
  replace: async (store) => {
    const seen = stampOf(await store.readCore())
    return store.restore(streamedOf({ ...(await wholeOf(store, true)), datasets: [] }), {
      mode: 'replace',
      seen,
      before: { time: 1, file: new Blob() },
    })
  },
  returnTo: async (store) => store.returnTo(streamedOf(await wholeOf(store, true))),
}

async function filled(tables: Tables): Promise<Store> {
  const store = storeOver(tables)
  await store.save({
    prepared: [setOf('a', 1)],
    sources: [{ dataset: 'a', org: '甲', year: 2021, name: 'a.txt', file: new Blob(['a']) }],
  })
  await store.correct(correctionOf(8, '乙'), {})
  await store.putDrafts([{ key: 'page/0', content: 0 }])
  await tables.write(['evidence'], async (tx) => {
    const [one] = await tx.under('evidence', ['a'])
    await tx.put('evidence', [{ ...one!, dataset: 'nobody' }])
  })
  return store
}

/**
 * Every operation of every write fails once: nothing may have changed after it, and the same write done again must
 * leave what it leaves when nothing fails.
 */
export async function failEverywhere(place: () => Promise<Place>): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [] }
  for (const [name, write] of Object.entries(WRITES)) {
    for (const table of TABLES) {
      for (const operation of OPERATIONS) {
        for (let nth = 1; ; nth++) {
          const { tables } = await place()
          const broken = faulty(tables)
          const store = await filled(broken.tables)
          const before = await everything(tables)
          broken.set({ operation, table, nth, error: nth % 2 ? full : unknown })
          const failed = await write(store).then(
            () => false,
            () => true,
          )
          const isMet = broken.hits() >= nth
          broken.set(undefined)
          if (isMet) {
            tally.trials++
            const at = `${name}: ${operation} ${table} ${nth}`
            if (!failed) tally.losses.push(`${at}: said to be done`)
            try {
              expect(await everything(tables)).toEqual(before)
              await write(store)
            } catch (error) {
              tally.losses.push(`${at}: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`)
            }
          }
          store.close()
          if (!isMet) break
        }
      }
    }
  }
  return tally
}

/** Whole numbers in turn from a seed, each below what is asked for. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const PARTS: readonly TableName[] = [
  'datasets',
  'segments',
  'meta',
  'evidence',
  'texts',
  'sources',
  'correctionHistory',
]

/** Cuts, flips or takes away one record of one dataset, at random. Gives what was done; nothing where there is none. */
async function damage(tables: Tables, next: (below: number) => number): Promise<{ what: string } | undefined> {
  const table = PARTS[next(PARTS.length)]!
  return tables.write([table], async (tx) => {
    const records = await tx.all(table)
    const record = records[next(records.length)] as unknown as Record<string, unknown> | undefined
    if (!record || (record.dataset ?? record.id) === 'b') return undefined
    const bytes = record.bytes
    const way = bytes instanceof ArrayBuffer ? next(3) : 2
    if (bytes instanceof ArrayBuffer && way < 2) {
      const changed = way === 0 ? bytes.slice(0, next(bytes.byteLength)) : bytes.slice(0)
      if (way === 1) new Uint8Array(changed)[next(changed.byteLength)]! ^= 1 << next(8)
      await tx.put(table, [{ ...record, bytes: changed }] as never)
      return { what: `${way === 0 ? 'cut' : 'flip'} ${table}` }
    }
    const keys = await tx.keys(table)
    await tx.remove(table, keys[records.indexOf(record as never)]!)
    return { what: `delete ${table}` }
  })
}

/** Damages one dataset at random: the other must go on giving its figures, and a wrong figure is never shown. */
export async function damageAnything(place: () => Promise<Place>, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [] }
  const next = numbers(seed)
  while (tally.trials < trials) {
    const { tables } = await place()
    const store = storeOver(tables)
    await store.save({ prepared: [setOf('a', 1), setOf('b', 2, '丙')] })
    await store.correct(correctionOf(8, '丙'), {})
    const done = await damage(tables, next)
    if (!done) {
      store.close()
      continue
    }
    tally.trials++
    try {
      const collections = new Collections()
      await collections.refresh(store)
      await collections.check(store)
      const seen = metricValues(collections.frameOf('real')!)
      if (seen.get('丙') !== 8) tally.losses.push(`${done.what}: the sound dataset gives ${seen.get('丙')}`)
      const isHeld = seen.has('甲')
      if (isHeld && seen.get('甲') !== 1) tally.losses.push(`${done.what}: ${seen.get('甲')} in place of 1`)
      await store.remove('a')
      await store.save({ prepared: [setOf('a', 1)] })
      await collections.refresh(store)
      await collections.check(store)
      if (metricValues(collections.frameOf('real')!).get('甲') !== 1) tally.losses.push(`${done.what}: not mended`)
    } catch (error) {
      tally.losses.push(`${done.what}: ${String(error)}`)
    }
    store.close()
  }
  return tally
}

/**
 * Two tabs over one database do what they like. Every correction that a tab was told is stored is in the history, what
 * stands at each figure is what was done last, and nobody replaces what was not seen.
 */
export async function twoTabs(open: () => Promise<[Tables, Tables]>, seed: number, trials: number): Promise<Tally> {
  const tally: Tally = { trials: 0, losses: [] }
  const next = numbers(seed)
  const OFFICES = ['甲', '乙'] as const
  while (tally.trials < trials) {
    const places = await open()
    const tabs = places.map((tables) => storeOver(tables))
    await tabs[0]!.save({ prepared: [setOf('a', 1)] })
    const told: string[] = []
    const act = async (store: Store, turn: number): Promise<void> => {
      const org = OFFICES[next(2)]!
      const standing = (await store.readEdits()).corrections.find((one) => one.org === org)
      const seen = { dataset: 'a', ...(standing && { correction: standing.time }) }
      const choice = next(10)
      try {
        if (choice < 6) {
          const value = 1000 + turn
          await store.correct(correctionOf(value, org, turn), seen)
          told.push(`${org} ${value}`)
        } else if (choice < 8) await store.takeBack(correctionOf(0, org), turn, seen)
        else if (choice === 8) await store.remove('a')
        else await store.save({ prepared: [setOf('a', 1)] })
      } catch (error) {
        const { reason } = error as { reason?: string }
        if (reason !== 'taken' && reason !== 'gone') tally.losses.push(`seed ${seed}: ${String(error)}`)
      }
    }
    for (let turn = 1; turn <= 12; turn++) {
      tally.trials++
      await Promise.all(tabs.map((store, tab) => act(store, turn * 2 + tab)))
    }
    const { corrections } = await tabs[1]!.readEdits()
    for (const org of OFFICES) {
      const events = await tabs[1]!.historyOf(correctionOf(0, org))
      const values = events.map(({ now }) => (now && 'value' in now ? `${org} ${now.value}` : ''))
      const lost = told.filter((one) => one.startsWith(org) && !values.includes(one))
      if (lost.length > 0) tally.losses.push(`seed ${seed}: lost ${lost.join(', ')}`)
      const last = events.at(-1)
      const current = corrections.find((one) => one.org === org)
      if (JSON.stringify(last?.now) !== JSON.stringify(current?.now))
        tally.losses.push(`seed ${seed}: ${org} shows what was not done last`)
    }
    tabs.forEach((store) => store.close())
  }
  return tally
}
