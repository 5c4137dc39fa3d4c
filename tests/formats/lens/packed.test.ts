import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../../src/domain/dataset'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { checksumOfBytes } from '../../../src/pack/packer'
import { packedFile } from '../../../src/formats/lens/packedFile'
import { readPacked } from '../../../src/formats/lens/packedReader'
import { inflate, once } from '../../../src/formats/source'
import { prepare } from '../../../src/pack/prepare'
import type { Org } from '../../../src/domain/orgs'
import type { Report } from '../../../src/domain/report'
import { datasets } from '../../query/arbitrary'
import { dataset, org, report } from '../../query/small'
import { expectSame, pieces } from '../same'

const demo = readDataset(JSON.parse(readFileSync('data/demo-district.json', 'utf8'))).dataset!
const file = (set: Parameters<typeof packedFile>[0]): Uint8Array => new Uint8Array(Buffer.concat([...packedFile(set)]))
const read = (bytes: Uint8Array, size = bytes.length || 1) => readPacked(pieces(bytes, size))

/** The file with another checksum: one that fits what it holds now. */
function signed(bytes: Uint8Array): Uint8Array {
  const other = bytes.slice()
  const text = checksumOfBytes([other.slice(24).buffer])
  for (let i = 0; i < 8; i++) other[8 + i] = parseInt(text.slice(i * 2, i * 2 + 2), 16)
  return other
}

describe('a packed file', () => {
  it('gives back what was packed, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        datasets(['penalty.decisions', 'fee.amount', 'applications.other.total', 'published.total'], { asFile: true }),
        fc.integer({ min: 1, max: 5000 }),
        async ([set], size) => {
          const published = { ...set!, reports: prepare(set!).evidence.map(({ report }) => report) }
          expectSame(await read(file(prepare(set!)), size), published)
        },
      ),
      { numRuns: 60 },
    )
    expectSame(await read(file(prepare(demo))), demo)
  })

  it('keeps former names, what the dataset is good for, and what is uncertain', async () => {
    const pingtan = readDataset(JSON.parse(readFileSync('data/pingtan.json', 'utf8'))).dataset!
    expectSame(await read(file(prepare(pingtan))), pingtan)
  })

  it.each<[string, Partial<Report>]>([
    ['a negative count', { cells: { 'penalty.decisions': -1 } }],
    ['half a case', { cells: { 'penalty.decisions': 1.5 } }],
    ['a tenth of a fen', { cells: { 'fee.amount': 1.005 } }],
    ['a quadrillion', { cells: { 'fee.amount': 1e15 } }],
    ['half a suit in a sentence', { prose: { 'litigation.total': 0.5 } }],
  ])('is refused with %s', async (_, rest) => {
    const set = prepare(dataset('a', [org('甲')], [report('甲', 2021, rest)]))
    await expect(read(file(set))).rejects.toMatchObject({ code: 'file-damaged' })
  })

  it('takes what 本年增/减 takes away, and fen', async () => {
    const set = dataset('a', [org('甲')], [report('甲', 2021, { cells: { 'penalty.change': -3, 'fee.amount': 0.07 } })])
    expectSame(await read(file(prepare(set))), set)
  })

  it.each<[string, Org[]]>([
    ['a circle of parents', [org('甲', 'city', [{ org: '乙' }]), org('乙', 'city', [{ org: '甲' }])]],
    ['a parent that ends before it begins', [org('甲', 'city', [{ org: '乙', from: 2021, to: 2020 }]), org('乙')]],
    ['a former name that is none', [{ ...org('甲'), formerNames: [{ name: '', to: 2020 }] }]],
  ])('is refused with %s', async (_, orgs) => {
    await expect(read(file(prepare(dataset('a', orgs, []))))).rejects.toMatchObject({ code: 'file-damaged' })
  })

  it('leaves what it packs as it was', () => {
    const set = prepare(demo)
    const before = new Uint8Array(set.segments[0]!.bytes as ArrayBuffer).slice()
    file(set)
    expect(new Uint8Array(set.segments[0]!.bytes as ArrayBuffer)).toEqual(before)
  })

  it('is refused where it is cut, or any byte is not as it was', async () => {
    const bytes = file(prepare(demo))
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (size) => {
        await expect(read(bytes.slice(0, size))).rejects.toThrow(/file-damaged|not-dataset/u)
      }),
      { numRuns: 100 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const other = bytes.slice()
        other[at] = (other[at]! + by) % 256
        // Four bytes beside the header's length say nothing.
        if (at < 20 || at >= 24) await expect(read(other)).rejects.toThrow(/file-damaged|not-dataset/u)
      }),
      { numRuns: 300 },
    )
  })

  it('is refused, or gives figures that can be asked for, where somebody changed it and its checksum', async () => {
    const bytes = file(prepare(demo))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 24, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const other = bytes.slice()
          other[at] = (other[at]! + by) % 256
          const set = await read(signed(other)).catch((error: unknown) => {
            expect(String(error)).toMatch(/file-damaged/u)
          })
          // What is taken can be packed again: no row, state or number reaches beyond its column.
          if (set) expect(file(set).length).toBeGreaterThan(1000)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is refused where its gzip is damaged, cut short or unpacks to too much', async () => {
    const packed = new Uint8Array(gzipSync(file(prepare(demo))))
    expectSame(await readPacked(inflate(pieces(packed, 999))), demo)
    await expect(readPacked(inflate(once(packed.slice(0, -20))))).rejects.toMatchObject({ code: 'file-damaged' })
    const other = packed.slice()
    other[packed.length >> 1]! ^= 255
    await expect(readPacked(inflate(once(other)))).rejects.toMatchObject({ code: 'file-damaged' })
    await expect(readPacked(inflate(once(packed), 1000))).rejects.toMatchObject({ code: 'file-too-large' })
  })

  it('is refused at its first bytes where it is something else, however large', async () => {
    let read = 0
    const endless = async function* () {
      for (;;) {
        read++
        yield new Uint8Array(1 << 16).fill(7)
      }
    }
    await expect(readPacked(endless())).rejects.toMatchObject({ code: 'not-dataset' })
    expect(read).toBe(1)
  })
})
