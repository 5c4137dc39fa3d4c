import { describe, expect, it } from 'vitest'
import { shared, specKey } from '../../src/query/shared'
import type { Asking, QueryClient, QuerySpec } from '../../src/query/spec'

const SPEC: QuerySpec = { kind: 'filled', years: [2021] }

/** A door that answers when told to, and knows what it was asked. */
function slowDoor() {
  const asked: { spec: QuerySpec; asking: Asking; answer(result: unknown): void; fail(error: Error): void }[] = []
  const client = {
    run: (spec: QuerySpec, asking: Asking = {}) =>
      new Promise((answer, fail) => {
        asked.push({ spec, asking, answer, fail })
      }),
  } as QueryClient
  return { asked, door: shared(client) }
}

describe('a question that runs', () => {
  it('is one for all who ask it, however they write it', async () => {
    const { asked, door } = slowDoor()
    const scope = { level: 'street', year: 2021 } as const
    const answers = [
      door.run({ kind: 'rank', metric: 'fee.amount', scope, year: 2021 }),
      door.run({ year: 2021, scope: { year: 2021, level: 'street' }, metric: 'fee.amount', kind: 'rank' }),
    ]
    expect(asked).toHaveLength(1)
    asked[0]!.answer('answer')
    expect(await Promise.all(answers)).toEqual(['answer', 'answer'])
    void door.run({ kind: 'rank', metric: 'fee.amount', scope, year: 2021 })
    expect(asked).toHaveLength(2)
  })

  it('is given up when the last who asked it has', async () => {
    const { asked, door } = slowDoor()
    const [one, other] = [new AbortController(), new AbortController()]
    const first = door.run(SPEC, { signal: one.signal })
    const second = door.run(SPEC, { signal: other.signal })
    one.abort(new Error('left'))
    await expect(first).rejects.toThrow('left')
    expect(asked[0]!.asking.signal!.aborted).toBe(false)
    other.abort(new Error('left too'))
    await expect(second).rejects.toThrow('left too')
    expect(asked[0]!.asking.signal!.aborted).toBe(true)
    void door.run(SPEC, { signal: new AbortController().signal })
    expect(asked).toHaveLength(2)
  })

  it('goes on for one who cannot give up', async () => {
    const { asked, door } = slowDoor()
    const stop = new AbortController()
    const kept = door.run(SPEC)
    const left = door.run(SPEC, { signal: stop.signal })
    stop.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    expect(asked[0]!.asking.signal!.aborted).toBe(false)
    asked[0]!.answer('answer')
    expect(await kept).toBe('answer')
  })

  it('fails for all who wait, and is asked anew by the next', async () => {
    const { asked, door } = slowDoor()
    const both = [door.run(SPEC), door.run(SPEC, { signal: new AbortController().signal })]
    asked[0]!.fail(new Error('away'))
    for (const one of both) await expect(one).rejects.toThrow('away')
    void door.run(SPEC)
    expect(asked).toHaveLength(2)
  })

  it('is not begun by one who has left already', async () => {
    const { asked, door } = slowDoor()
    await expect(door.run(SPEC, { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left')
    expect(asked).toHaveLength(0)
  })
})

describe('the key of a question', () => {
  it('is that of its fields, not of their order, nor of those left open', () => {
    expect(specKey({ kind: 'filled', years: [2021] })).toBe(specKey({ years: [2021], kind: 'filled' }))
    const open = { kind: 'rank', metric: 'fee.amount', scope: { year: 1, area: undefined }, year: 1 } as unknown
    expect(specKey(open as QuerySpec)).toBe(
      specKey({ kind: 'rank', metric: 'fee.amount', scope: { year: 1 }, year: 1 }),
    )
    expect(specKey({ kind: 'filled', years: [2021, 2020] })).not.toBe(specKey({ kind: 'filled', years: [2020, 2021] }))
  })
})
