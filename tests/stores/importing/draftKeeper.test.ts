import { afterEach, describe, expect, it, vi } from 'vitest'
import { DraftKeeper } from '../../../src/stores/importing/draftKeeper'
import type { Waiting } from '../../../src/stores/importing/draftKeeper'
import { readKept } from '../../../src/stores/importing/keptDrafts'
import { memoryTables, storeOver } from '../../../src/storage'
import type { Store } from '../../../src/storage'
import { report } from '../../query/small'

const waiting = (key: number, org = '甲'): Waiting => ({
  key,
  parts: [org],
  kept: {
    kind: 'draft',
    draft: {
      file: `${key}.txt`,
      org,
      district: '',
      year: '2021',
      keep: true,
      report: report('', 2021),
      unsure: [],
      issues: [],
    },
    blob: new Blob([String(key)]),
  },
})

/** A browser's tab: its own session storage, and the locks of all tabs. */
class Tabs {
  private readonly held = new Map<string, number>()
  private count = 0

  /** What runs in the tab sees these. */
  open(session = new Map<string, string>()): { session: Map<string, string>; close: () => void } {
    const tab = this.count++
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => session.get(key) ?? null,
      setItem: (key: string, value: string) => void session.set(key, value),
    })
    vi.stubGlobal('navigator', {
      locks: {
        request: async (name: string, _options: unknown, work: (lock: object | null) => unknown) => {
          if (this.held.has(name)) return work(null)
          this.held.set(name, tab)
          return work({ name })
        },
        query: async () => ({ held: [...this.held.keys()].map((name) => ({ name })) }),
      },
    })
    return {
      session,
      close: () => {
        for (const [name, by] of this.held) if (by === tab) this.held.delete(name)
      },
    }
  }
}

const officesOf = (records: { content: unknown; file?: Blob; key: string }[]) =>
  records.map((record) => {
    const kept = readKept(record)
    return kept?.kind === 'draft' ? kept.draft.org : undefined
  })
const keeperOver = (store: Store) => new DraftKeeper(store)

afterEach(() => vi.unstubAllGlobals())

describe('drafts', () => {
  it('come back to their own page after a reload, in order, with their files', async () => {
    const store = storeOver(memoryTables())
    const tabs = new Tabs()
    const tab = tabs.open()
    await keeperOver(store).keep(Array.from({ length: 12 }, (_, i) => waiting(i, `办${i}`)))
    tab.close()
    tabs.open(tab.session)
    const again = keeperOver(store)
    await again.keep([waiting(0, '新')])
    const { own, others } = await again.left()
    expect(await store.readDrafts()).toHaveLength(13)
    expect(officesOf(own)).toEqual(Array.from({ length: 12 }, (_, i) => `办${i}`))
    expect(await own[11]!.file!.text()).toBe('11')
    expect(others).toEqual([])
  })

  it('of a page that lives are left alone, and those of one that is gone are offered', async () => {
    const store = storeOver(memoryTables())
    const tabs = new Tabs()
    const first = tabs.open()
    await keeperOver(store).keep([waiting(0)])
    tabs.open()
    expect(await keeperOver(store).left()).toEqual({ own: [], others: [] })
    first.close()
    const other = keeperOver(store)
    const { others } = await other.left()
    expect(officesOf(others)).toEqual(['甲'])
    await other.remove(others)
    expect(await store.readDrafts()).toEqual([])
  })

  it('of a copied page stay with the first', async () => {
    const store = storeOver(memoryTables())
    const tabs = new Tabs()
    const { session } = tabs.open()
    await keeperOver(store).keep([waiting(0, '甲')])
    tabs.open(new Map(session))
    const copy = keeperOver(store)
    expect(await copy.left()).toEqual({ own: [], others: [] })
    await copy.keep([waiting(0, '乙')])
    expect(officesOf(await store.readDrafts()).sort()).toEqual(['乙', '甲'])
  })

  it('are written when they change, removed when they go, and known as kept or not', async () => {
    const store = storeOver(memoryTables())
    new Tabs().open()
    const put = vi.spyOn(store, 'putDrafts')
    const keeper = keeperOver(store)
    const [one, two] = [waiting(0), waiting(1)]
    expect(keeper.hasAll([one])).toBe(false)
    await keeper.keep([one, two])
    await keeper.keep([one, waiting(1, '丙')])
    expect(put.mock.calls.map(([records]) => records.length)).toEqual([2, 1])
    expect([keeper.hasAll([one]), keeper.hasAll([two])]).toEqual([true, false])
    await keeper.keep([one])
    expect(officesOf(await store.readDrafts())).toEqual(['甲'])
    await store.save({ prepared: [], drafts: keeper.keys([0, 1]) })
    expect(await store.readDrafts()).toEqual([])
  })

  it('that could not be stored are tried again', async () => {
    const store = storeOver(memoryTables())
    new Tabs().open()
    const keeper = keeperOver(store)
    vi.spyOn(store, 'putDrafts').mockRejectedValueOnce(new Error('full'))
    await expect(keeper.keep([waiting(0)])).rejects.toThrow('full')
    await keeper.keep([waiting(0)])
    expect(await store.readDrafts()).toHaveLength(1)
  })

  it('of another shape are left out', () => {
    for (const content of [
      undefined,
      1,
      {},
      { kind: 'draft' },
      { kind: 'draft', draft: { report: {} } },
      { kind: 'set' },
    ])
      expect(readKept({ key: 'a/0', content })).toBeUndefined()
  })
})
