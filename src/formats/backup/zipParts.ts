import { contentAt } from '../../readers/zip/inflate'
import { listZip } from '../../readers/zip/directory'
import type { ZipEntry } from '../../readers/zip/directory'
import type { SetFile } from '../read'
import { inflate } from '../source'
import type { Chunks } from '../source'

/** A file that is read in parts. */
export type PartedFile = Pick<SetFile, 'size' | 'slice'>

/** The list of a backup's parts stands within so many bytes of its end. */
const TAIL = 1 << 18
const PIECE = 1 << 20
/** What stands before a part's name, and the most that stands between the name and its content. */
const HEAD = 30 + 0xffff

const bytesAt = async (file: PartedFile, from: number, to: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(from, Math.min(to, file.size)))

/** The parts of a zip by name; nothing where its list is not whole. */
export async function partsOf(file: PartedFile): Promise<Map<string, ZipEntry> | undefined> {
  const from = Math.max(0, file.size - TAIL)
  const listed = listZip(await bytesAt(file, from, file.size), from)
  return listed && new Map(listed.map((entry) => [entry.name, entry]))
}

/**
 * The content of a part, unpacked while it is asked for. Throws a FormatError where it is damaged or larger than
 * listed, a RangeError where it is not there.
 */
export async function* contentOf(file: PartedFile, entry: ZipEntry): Chunks {
  const head = await bytesAt(file, entry.offset, entry.offset + HEAD + entry.rawName.length)
  const start = contentAt(head, { ...entry, offset: 0 })
  if (start === undefined) throw new RangeError('no such part')
  const from = entry.offset + start
  const to = from + entry.packed
  if (to > file.size) throw new RangeError('part beyond the end')
  async function* packed(): Chunks {
    for (let at = from; at < to; at += PIECE) yield bytesAt(file, at, Math.min(at + PIECE, to))
  }
  if (entry.method === 0) yield* packed()
  else yield* inflate(packed(), entry.size, 'deflate-raw')
}
