import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSegment } from '../../src/engine/codec'
import { stateAt, valueAt } from '../../src/engine/column'
import type { Segment } from '../../src/engine/codec'
import { makeJoint, openJoint } from '../../src/pack/joint'
import type { JointRecord, Member } from '../../src/pack/joint'
import { unpackOffices } from '../../src/pack/offices'
import { prepare } from '../../src/pack/prepare'
import { UNLISTED } from '../../src/pack/states'
import type { Dataset } from '../../src/domain/dataset'
import { datasets } from '../query/arbitrary'

const CODES = ['penalty.decisions', 'fee.amount', 'published.total']
const now = (): Promise<void> => Promise.resolve()

const membersOf = (sets: readonly Dataset[]): Member[] =>
  sets.map((set, i) => {
    const { meta, segments } = prepare(set)
    return { stamp: `${i}`, orgs: unpackOffices(meta.orgs), segment: openSegment(segments[0]!) }
  })
const figures = (segment: Segment, keys: readonly string[]) =>
  keys.map((key) => {
    const column = segment.column(key)
    return Array.from({ length: segment.rows }, (_, row) =>
      column ? [valueAt(column, row), stateAt(column, row)] : [NaN, UNLISTED],
    )
  })

describe('many small datasets in one record', () => {
  it('are what each of them is by itself, also when joined anew', async () => {
    await fc.assert(
      fc.asyncProperty(datasets(CODES), async (sets) => {
        const members = membersOf(sets)
        const record = structuredClone(await makeJoint(members, now))
        const opened = [...(await openJoint(record))!].map(([stamp, own]) => ({ stamp, ...own }))
        const again = [...(await openJoint(await makeJoint(opened, now)))!]
        expect(opened.map(({ stamp }) => stamp)).toEqual(members.map(({ stamp }) => stamp))
        members.forEach(({ orgs, segment }, i) => {
          for (const own of [opened[i]!, again[i]![1]]) {
            expect(own.orgs).toEqual(orgs)
            const keys = [...new Set([...segment.keys, ...own.segment.keys])]
            expect(figures(own.segment, keys)).toEqual(figures(segment, keys))
          }
        })
      }),
      { numRuns: 20 },
    )
  })

  it('are not opened from a record that is not what was written, or of another version', async () => {
    const [sets] = fc.sample(
      datasets(CODES).filter(({ length }) => length > 1),
      { numRuns: 1, seed: 3 },
    )
    const record = await makeJoint(membersOf(sets!), now)
    expect(await openJoint(record)).toBeDefined()
    const changed = (change: (one: JointRecord) => void): Promise<unknown> => {
      const other = structuredClone(record)
      change(other)
      return openJoint(other)
    }
    expect(await openJoint(undefined)).toBeUndefined()
    expect(await openJoint({ ...record, version: 99 })).toBeUndefined()
    for (let at = 0; at < record.bytes.byteLength; at += 7)
      expect(await changed((one) => void (new Uint8Array(one.bytes)[at]! ^= 4))).toBeUndefined()
    expect(await changed((one) => void one.which[0]!++)).toBeUndefined()
    expect(await changed((one) => void (one.offices.levels[0]! ^= 1))).toBeUndefined()
    expect(await changed((one) => void one.rows[0]!++)).toBeUndefined()
    expect(await openJoint({ ...record, stamps: [...record.stamps].reverse() })).toBeUndefined()
  })
})
