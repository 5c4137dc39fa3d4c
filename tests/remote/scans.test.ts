import { describe, expect, it } from 'vitest'
import { createScans } from '../../src/remote/scans'
import type { Ask } from '../../src/remote/segment'
import { sql } from '../../src/remote/sql'
import type { Asked } from '../../src/remote/wire'

/** A server that counts upwards: the first column of an answer is 1, the second 2. */
function server() {
  const asked: { text: string; given: Asked }[] = []
  const ask: Ask = ({ text }, given = {}) => {
    asked.push({ text, given })
    const columns = text.match(/ AS c\d+/gu)!.length
    const { buffer } = BigUint64Array.from({ length: columns }, (_, i) => BigInt(i + 1))
    return new Promise((resolve, reject) => {
      given.signal?.addEventListener('abort', () => reject(given.signal!.reason as Error))
      setTimeout(() => resolve(buffer))
    })
  }
  return { asked, scan: createScans(sql`reports`, ask) }
}

const counts = (n: number) => ({
  columns: () => Array.from({ length: n }, () => sql`count()`),
  read: (row: { u64(): number }) => Array.from({ length: n }, () => row.u64()),
})
const of2021 = sql`year = ${2021}`

describe('questions that look through the same reports', () => {
  it('are one query when they are asked in the same turn, and each gets its own columns', async () => {
    const { asked, scan } = server()
    const answers = [scan(of2021, counts(2)), scan(sql`year = ${2022}`, counts(1)), scan(of2021, counts(1))]
    expect(await Promise.all(answers)).toEqual([[1, 2], [1], [3]])
    expect(asked.map(({ text }) => text.match(/ AS c\d+/gu))).toEqual([[' AS c0', ' AS c1', ' AS c2'], [' AS c0']])
    await scan(of2021, counts(1))
    expect(asked).toHaveLength(3)
  })

  it('have names of their own in it', async () => {
    const { asked, scan } = server()
    const named = {
      columns: (name: (own: string) => ReturnType<typeof sql>) => [
        sql`length(x AS ${name('a')})`,
        sql`${name('a')}[1]`,
      ],
      read: (row: { u64(): number }) => [row.u64(), row.u64()],
    }
    await Promise.all([scan(of2021, named), scan(of2021, named)])
    expect(new Set(asked[0]!.text.match(/a_\d+/gu)).size).toBe(2)
  })

  it('are given up when the last who asked has left, and not before', async () => {
    const { asked, scan } = server()
    const [one, other] = [new AbortController(), new AbortController()]
    const first = scan(of2021, counts(1), { signal: one.signal })
    const second = scan(of2021, counts(1), { signal: other.signal })
    one.abort(new Error('left'))
    await expect(first).rejects.toThrow('left')
    expect(await second).toEqual([2])
    expect(asked[0]!.given.signal!.aborted).toBe(false)

    const [third, fourth] = [new AbortController(), new AbortController()]
    const both = [third, fourth].map(({ signal }) => scan(of2021, counts(1), { signal }))
    third.abort(new Error('left'))
    fourth.abort(new Error('left too'))
    await expect(both[0]).rejects.toThrow('left')
    await expect(both[1]).rejects.toThrow('left too')
    await new Promise((resolve) => setTimeout(resolve))
    expect(asked).toHaveLength(1)
  })

  it('all fail where the query fails', async () => {
    const scan = createScans(sql`reports`, () => Promise.reject(new Error('away')))
    const answers = await Promise.allSettled([scan(of2021, counts(1)), scan(of2021, counts(1))])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
