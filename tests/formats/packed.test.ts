import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/domain/dataset'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { packedFile, readPacked } from '../../src/formats/packedFile'
import { inflate, once, whole } from '../../src/formats/source'
import { prepare } from '../../src/query/prepare'
import { datasets } from '../query/arbitrary'
import { expectSame, pieces } from './same'

const demo = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8'))).dataset!
const file = (set: Parameters<typeof packedFile>[0]): Uint8Array => new Uint8Array(Buffer.concat([...packedFile(set)]))

describe('a packed file', () => {
  it('gives back what was packed', () => {
    fc.assert(fc.property(datasets(['penalty.decisions', 'fee.amount', 'applications.other.total', 'published.total']), ([set]) => {
      const published = { ...set!, reports: prepare(set!).evidence.map(({ report }) => report) }
      expectSame(readPacked(file(prepare(set!))), published)
    }), { numRuns: 60 })
    expectSame(readPacked(file(prepare(demo))), demo)
  })

  it('is refused where it is cut, or a byte is not as it was', () => {
    const bytes = file(prepare(demo))
    fc.assert(fc.property(fc.nat(bytes.length - 1), (size) => { expect(() => readPacked(bytes.slice(0, size))).toThrow(/file-damaged|not-dataset/u) }), { numRuns: 100 })
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const other = bytes.slice()
      other[at] = (other[at]! + by) % 256
      let read
      try { read = readPacked(other) } catch (error) { expect(String(error)).toMatch(/file-damaged|not-dataset/u) }
      // A title may change and still be a title: gzip's own checksum is for that.
      if (read) expect(read.segments[0]!.bytes).toEqual(readPacked(bytes).segments[0]!.bytes)
    }), { numRuns: 300 })
  })

  it('is refused where its gzip is damaged, cut short or unpacks to too much', async () => {
    const packed = new Uint8Array(gzipSync(file(prepare(demo))))
    expectSame(readPacked(await whole(inflate(pieces(packed, 999)))), demo)
    await expect(whole(inflate(once(packed.slice(0, -20))))).rejects.toMatchObject({ code: 'file-damaged' })
    const other = packed.slice()
    other[packed.length >> 1]! ^= 255
    await expect(whole(inflate(once(other)))).rejects.toMatchObject({ code: 'file-damaged' })
    await expect(whole(inflate(once(packed), 1000))).rejects.toMatchObject({ code: 'file-too-large' })
  })
})
