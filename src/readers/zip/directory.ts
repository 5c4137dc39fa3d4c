/** One file of a zip, as its central directory lists it. Sizes are what the zip claims. */
export interface ZipEntry {
  name: string
  /** The name's own bytes: the file's head must have the same. */
  rawName: Uint8Array
  crc: number
  method: number
  encrypted: boolean
  packed: number
  size: number
  offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const END_SIZE = 22
const CENTRAL_SIZE = 46
const LONGEST_COMMENT = 0xffff
const UTF8_FLAG = 0x800
const UNICODE_PATH = 0x7075
/** As many as the record can count: a zip with more says so elsewhere. */
const MOST_COUNTED = 0xffff
/** Beyond this a list of names alone would take the memory. */
export const MOST_LISTED = 20_000

const decoder = (label: string, fatal: boolean): TextDecoder => new TextDecoder(label, { fatal })

/** Names are UTF-8 where the zip says so or they are valid as that; what Chinese systems write otherwise is GBK. */
function nameOf(bytes: Uint8Array, flags: number, extra: Uint8Array): string {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let at = 0; at + 4 <= extra.length;) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === UNICODE_PATH && size > 5 && at + 4 + size <= extra.length)
      return decoder('utf-8', false).decode(extra.subarray(at + 9, at + 4 + size))
    at += 4 + size
  }
  if (flags & UTF8_FLAG) return decoder('utf-8', false).decode(bytes)
  try {
    return decoder('utf-8', true).decode(bytes)
  } catch {
    return decoder('gb18030', false).decode(bytes)
  }
}

function endOf(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT)
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--) if (view.getUint32(at, true) === END) return at
  return undefined
}

/**
 * The files that a zip's central directory lists, folders too; at most `MOST_LISTED`. Nothing where the directory is
 * not whole (a download that broke off, a file that is no zip, a count that leaves files out). Reads no content.
 * `skipped`: so many bytes of the zip stand before those given, which are its end.
 */
export function listZip(bytes: Uint8Array, skipped = 0): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true) - skipped
  if (at < 0) return undefined
  for (let i = 0; i < count && entries.length < MOST_LISTED; i++) {
    if (at + CENTRAL_SIZE > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined
    const flags = view.getUint16(at + 8, true)
    const [name, extra, comment] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ]
    const from = at + CENTRAL_SIZE
    const rawName = bytes.subarray(from, from + name)
    entries.push({
      name: nameOf(rawName, flags, bytes.subarray(from + name, from + name + extra)),
      rawName,
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) !== 0,
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = from + name + extra + comment
  }
  const more = at + 4 <= bytes.length && view.getUint32(at, true) === CENTRAL
  return more && count < MOST_COUNTED && entries.length < MOST_LISTED ? undefined : entries
}
