import { encodeSegment, openSegment } from '../../engine/codec'
import type { Column } from '../../engine/column'
import type { Indexes } from '../../engine/narrow'
import { packOffices, unpackOffices } from '../../pack/offices'
import { checksumOfBytes } from '../../pack/packer'
import { TEXTS_COLUMN } from '../../pack/columnNames'
import type { Prepared, SegmentRecord } from '../../pack/records'

/**
 * The packed file (.lens), before gzip: eight bytes of signature, eight of checksum, the length of a JSON header in
 * four bytes and four of nothing, the header, the offices' levels and families, then the offset table and the bytes of
 * each segment as a database keeps them, but for row numbers, which stand as differences from the one before: these
 * repeat themselves, and gzip makes them small. Every section is padded to eight bytes. Figures and kinds of absence,
 * without raw text.
 */
export const SIGNATURE = Uint8Array.of(0x44, 0x4c, 0x45, 0x4e, 0x53, 0x02, 0x0d, 0x0a)
/** Version 3 has columns beside the figures: marks, and what sentences say. */
export const PACKED_VERSION = 3
export const READABLE_VERSIONS = [2, 3] as const

export const padded = (size: number): number => Math.ceil(size / 8) * 8

/** Bytes in a section of their own, filled up. */
function section(bytes: Uint8Array, filler = 0): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(padded(bytes.length)).fill(filler)
  whole.set(bytes)
  return whole
}

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)

/** Row numbers as differences, in place. */
function toGaps(rows: Indexes): void {
  for (let k = rows.length - 1; k > 0; k--) rows[k]! -= rows[k - 1]!
}

/** A segment for a file: a copy, without what only a database has. */
function segmentOf({ index, bytes }: SegmentRecord): { index: SegmentRecord['index']; bytes: Uint8Array<ArrayBuffer> } {
  const held = openSegment({ index, bytes })
  const keys = held.keys.filter((key) => !key.endsWith(`/${TEXTS_COLUMN}`))
  const own =
    keys.length === held.keys.length
      ? { index, bytes: (bytes as ArrayBuffer).slice(0) }
      : encodeSegment(index.rows, new Map(keys.map((key): [string, Column] => [key, held.column(key)!])))
  const segment = openSegment(own)
  for (const key of segment.keys) {
    const { indexes, oddRows } = segment.column(key)!
    if (indexes) toGaps(indexes)
    toGaps(oddRows)
  }
  return { index: own.index, bytes: section(new Uint8Array(own.bytes)) }
}

/** A packed dataset as a file, piece by piece; to be gzipped. Its segments must be in memory. */
export function* packedFile({
  manifest,
  meta,
  segments,
}: Pick<Prepared, 'manifest' | 'meta' | 'segments'>): Generator<Uint8Array> {
  const packed = segments.map(segmentOf)
  const { id, title, synthetic, extent, start, years, counts } = manifest
  const { ids, names, families, renamed, levels, family } = packOffices(unpackOffices(meta.orgs))
  const header = section(
    new TextEncoder().encode(
      JSON.stringify({
        format: 'disclosure-lens',
        version: PACKED_VERSION,
        id,
        title,
        synthetic,
        ...(extent && { extent }),
        ...(start && { start }),
        years,
        counts,
        offices: { ids, names, families, ...(renamed !== undefined && { renamed }) },
        segments: packed.map(({ index: { rows, keys, table }, bytes }) => ({
          rows,
          keys,
          table: table.length,
          bytes: bytes.length,
        })),
      }),
    ),
    0x20,
  )
  const sections = [
    header,
    section(levels),
    section(bytesOf(family)),
    ...packed.flatMap(({ index, bytes }) => [section(bytesOf(index.table)), bytes]),
  ]
  yield SIGNATURE
  yield checksumBytes(sections)
  yield section(bytesOf(Uint32Array.of(header.length)))
  yield* sections
}

/** The checksum of sections, as it stands in a file. */
export function checksumBytes(sections: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const text = checksumOfBytes(sections.map(({ buffer }) => buffer))
  return Uint8Array.from({ length: 8 }, (_, i) => parseInt(text.slice(i * 2, i * 2 + 2), 16))
}
