import { describe, expect, it } from 'vitest'
import { prepare } from '../../../src/pack/prepare'
import type { Dataset } from '../../../src/domain/dataset'
import { foundIn } from '../../../src/stores/importing/found'
import type { FoundSet } from '../../../src/stores/importing/found'
import { besides, clashesOf } from '../../../src/stores/importing/heldIds'
import { newId } from '../../../src/stores/newId'
import { org, report } from '../../query/small'

const dataset = (id: string, value: number): Dataset => ({
  format: 'disclosure-dataset',
  version: 1,
  id,
  title: `集 ${id}`,
  synthetic: true,
  orgs: [org('甲', 'street')],
  reports: [report('甲', 2021, { cells: { 'penalty.decisions': value } })],
})
const found = (key: number, given: Dataset, packed = false): FoundSet =>
  foundIn(
    { file: `${key}.json`, reports: [], issues: [], ...(packed ? { prepared: prepare(given) } : { dataset: given }) },
    key,
  )!
const held = (given: Dataset, shipped = false) => ({ ...prepare(given, { shipped }).manifest, order: 1, addedAt: 0 })

describe('a set with an id that another has', () => {
  it('is known, with whether it says the same and may take its place', () => {
    const manifests = [held(dataset('a', 1)), held(dataset('b', 1), true)]
    const sets = [
      found(0, dataset('a', 1)),
      found(1, dataset('b', 2)),
      found(2, dataset('c', 1)),
      found(3, dataset('c', 2)),
      found(4, dataset('a', 3), true),
    ]
    const clashes = clashesOf(sets, manifests)
    expect([...clashes].map(([key, { same, replaceable }]) => [key, same, replaceable])).toEqual([
      [0, true, true],
      [1, false, false],
      [3, false, false],
      [4, false, false],
    ])
    expect(clashesOf(sets.slice(0, 1), [])).toEqual(new Map())
    expect([...clashesOf([found(0, dataset('a', 1), true)], manifests).values()]).toMatchObject([{ same: true }])
  })

  it('is kept beside it, whole, under another', () => {
    for (const packed of [false, true]) {
      const { dataset: whole, prepared, first } = besides(found(0, dataset('a', 1), packed), '另一份')
      const set = whole ? prepare(whole) : prepared!
      const { id } = set.manifest
      expect(id).not.toBe('a')
      expect(set.manifest.title).toBe('另一份')
      const parts = [set.meta, ...set.segments, ...set.evidence, ...(set.texts ?? [])]
      expect(parts.every((part) => part.dataset === id)).toBe(true)
      if (first) expect(first.collection).toBe(id)
    }
  })
})

it('new ids are of different imports, however many', () => {
  const ids = Array.from({ length: 1000 }, () => newId('import'))
  expect(new Set(ids).size).toBe(1000)
  expect(ids.every((id) => /^[\w.-]{1,80}$/u.test(id))).toBe(true)
})
