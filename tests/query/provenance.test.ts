import { describe, expect, it } from 'vitest'
import { prepare } from '../../src/pack/prepare'
import { createClient } from '../../src/query/client'
import { frameOf } from '../../src/query/load'
import { countedDoor } from '../../src/query/provenance'
import type { Provenance } from '../../src/query/provenance'
import type { QuerySpec } from '../../src/query/spec'
import { dataset, org, report } from './small'

const set = dataset(
  'base',
  [org('甲'), org('乙'), org('丙')],
  [report('甲', 2019), report('甲', 2021), report('乙', 2021), report('丙', 2020)],
)
const frame = frameOf([prepare(set)])
const client = createClient(frame, () => Promise.resolve(undefined), { version: 'a1b2' })
const filled = (...years: number[]): QuerySpec => ({ kind: 'filled', years })

describe('an answer', () => {
  it('tells the engine, the version of the data and how many reports were looked through', async () => {
    const told: Provenance[] = []
    await client.run(filled(2021), { told: (one) => told.push(one) })
    await client.run(filled(2019, 2021), { told: (one) => told.push(one) })
    await client.run({ kind: 'report', org: '甲', year: 2021 }, { told: (one) => told.push(one) })
    expect(told).toMatchObject([2, 3, 2].map((rows) => ({ engine: 'local', version: 'a1b2', rows })))
  })

  it('tells each who shares it, and again when it was kept', async () => {
    const rows: number[] = []
    const ask = () => client.run(filled(2020), { told: (one) => rows.push(one.rows) })
    await Promise.all([ask(), ask()])
    await ask()
    expect(rows).toEqual([1, 1, 1])
  })

  it('tells nothing to who has left', async () => {
    const stop = new AbortController()
    const rows: number[] = []
    const left = client.run(filled(2019), { signal: stop.signal, told: (one) => rows.push(one.rows) })
    const stayed = client.run(filled(2019))
    stop.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    await stayed
    expect(rows).toEqual([])
  })
})

describe('a door that counts', () => {
  it('adds up what was read for all that was asked through it', async () => {
    const { door, read } = countedDoor(client)
    expect(read()).toBeUndefined()
    await door.run(filled(2021))
    await door.run(filled(2020))
    expect(read()).toEqual({ engine: 'local', version: 'a1b2', rows: 3 })
  })
})
