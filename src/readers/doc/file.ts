import type { Streams } from '../ole/container'

/** A run of characters of the text and where they are kept in the main stream ([MS-DOC] 2.8.35). */
export interface TextPiece {
  /** Place of its first character in the text, and behind its last. */
  from: number
  to: number
  /** Place of its first byte. */
  at: number
  /** Bytes a character: 1 of Windows-1252, or 2. */
  width: 1 | 2
}

export interface WordFile {
  main: Uint8Array
  table: Uint8Array
  data: Uint8Array | undefined
  pieces: TextPiece[]
  /** How many characters the text itself has; headers, notes and boxes come behind it. */
  length: number
  /** Where the tables of runs and of paragraphs with their properties are. */
  runs: { at: number; size: number }
  paragraphs: { at: number; size: number }
}

const MAGIC = 0xa5ec
/** Word 97; what is older is laid out otherwise. */
const OLDEST = 0xc1
const LOCKED = 0x0100
const SECOND_TABLE = 0x0200
const PROPERTIES = 1
const PIECES = 2
const COMPRESSED = 0x40000000
const MOST_PIECES = 100_000

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function piecesOf(table: Uint8Array, at: number, size: number): TextPiece[] {
  const view = viewOf(table)
  let from = at
  // Properties that pieces refer to stand before the pieces.
  while (table[from] === PROPERTIES) from += 3 + view.getUint16(from + 1, true)
  if (table[from] !== PIECES || from >= at + size) throw new RangeError('No table of pieces.')
  const count = Math.floor((view.getUint32(from + 1, true) - 4) / 12)
  if (count > MOST_PIECES) throw new RangeError('Too many pieces.')
  const places = from + 5
  return Array.from({ length: count }, (_, i) => {
    const place = view.getUint32(places + 4 * (count + 1) + 8 * i + 2, true)
    const width = place & COMPRESSED ? 1 : 2
    return {
      from: view.getUint32(places + 4 * i, true),
      to: view.getUint32(places + 4 * (i + 1), true),
      at: width === 1 ? (place & ~COMPRESSED) / 2 : place,
      width,
    }
  })
}

/**
 * Opens the streams of a document of Word 97 to 2003 ([MS-DOC] 2.4.1, 2.5). `old` where it is older, `locked` where it
 * is under a password. Throws where it is damaged.
 */
export function openWord(streams: Streams): WordFile | 'old' | 'locked' {
  const main = streams('WordDocument')
  if (!main) throw new RangeError('No text.')
  const view = viewOf(main)
  if (view.getUint16(0, true) !== MAGIC || view.getUint16(2, true) < OLDEST) return 'old'
  const flags = view.getUint16(0x0a, true)
  if (flags & LOCKED) return 'locked'
  const table = streams(flags & SECOND_TABLE ? '1Table' : '0Table')
  if (!table) throw new RangeError('No tables.')
  const part = (at: number): { at: number; size: number } => ({
    at: view.getUint32(at, true),
    size: view.getUint32(at + 4, true),
  })
  const clx = part(0x1a2)
  return {
    main,
    table,
    data: streams('Data'),
    pieces: piecesOf(table, clx.at, clx.size),
    length: view.getUint32(0x4c, true),
    runs: part(0xfa),
    paragraphs: part(0x102),
  }
}
