import { describe, expect, it } from 'vitest'
import { DamagedSegment, encodeSegment, openSegment } from '../../src/engine/codec'
import { stateAt, valueAt } from '../../src/engine/column'
import type { Column } from '../../src/engine/column'
import { pack } from '../../src/engine/pack'

const ROWS = 70
const column = (seed: number) =>
  pack(
    Float64Array.from({ length: ROWS }, (_, i) => (i * seed) % 97),
    Uint8Array.from({ length: ROWS }, (_, i) => (i % 7 === seed % 7 ? 2 : 0)),
  )
const columns = new Map([3, 4, 10, 11].map((seed) => [`c${seed}`, column(seed)]))
const { index, bytes } = encodeSegment(ROWS, columns)

const readingsOf = (of: Column): number[][] =>
  Array.from({ length: ROWS }, (_, row) => [valueAt(of, row), stateAt(of, row)])

const flipped = (at: number, bit: number): ArrayBuffer => {
  const copy = bytes.slice(0)
  new Uint8Array(copy)[at]! ^= 1 << bit
  return copy
}
const whole = (damaged: ArrayBuffer) => openSegment({ index, bytes: damaged }).load()

describe('a segment that is read', () => {
  it('is taken as it is where it is as it was stored, from memory and from a file', async () => {
    await whole(bytes)
    const file = openSegment({ index, bytes: new Blob([bytes]) })
    await file.load(['c4'])
    await file.load()
    expect(readingsOf(file.column('c11')!)).toEqual(readingsOf(columns.get('c11')!))
  })

  it('is refused for every bit that is not as it was stored', async () => {
    let refused = 0
    for (let at = 0; at < bytes.byteLength; at++)
      await whole(flipped(at, at % 8)).catch((error: unknown) => {
        if (error instanceof DamagedSegment) refused++
      })
    expect(refused).toBe(bytes.byteLength)
  })

  it('is refused when it is cut, or its index is another', async () => {
    for (const length of [0, 8, bytes.byteLength - 8])
      await expect(whole(bytes.slice(0, length))).rejects.toThrow(DamagedSegment)
    const table = index.table.slice()
    table[1]!++
    await expect(openSegment({ index: { ...index, table }, bytes }).load()).rejects.toThrow(DamagedSegment)
    const keys = index.keys.replace('c4', 'c5')
    await expect(openSegment({ index: { ...index, keys }, bytes }).load()).rejects.toThrow(DamagedSegment)
  })

  it('is read in its sound columns from a file, and refused in the damaged one alone', async () => {
    const [start, end] = [index.table[4]!, index.table[8]!]
    const file = openSegment({ index, bytes: new Blob([flipped(Math.floor((start + end) / 2), 1)]) })
    await file.load(['c3'])
    await expect(file.load(['c4'])).rejects.toThrow(DamagedSegment)
    expect(readingsOf(file.column('c3')!)).toEqual(readingsOf(columns.get('c3')!))
  })

  it('of an older database, without checksums, is read unseen', async () => {
    const { sums: _sums, ...older } = index
    await openSegment({ index: older, bytes: flipped(bytes.byteLength - 1, 3) }).load()
  })
})
