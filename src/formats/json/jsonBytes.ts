/** JSON in bytes: places in a buffer, and -1 where it ends before what is looked for does. */

export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN = 0x7b
export const CLOSE = 0x7d
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d
const BACKSLASH = 0x5c

/** The next place that is no white space. */
export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  while (at < end) {
    const byte = bytes[at]!
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at
    at++
  }
  return -1
}

/** Past the string that begins at `at` with a quotation mark. */
export function skipString(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const byte = bytes[i]!
    if (byte === QUOTE) return i + 1
    if (byte === BACKSLASH) i++
  }
  return -1
}

/** Past the value that begins at `at`: strings and brackets are matched, what stands within is left to a parser. */
export function skipValue(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!
  if (first === QUOTE) return skipString(bytes, at, end)
  if (first !== OPEN && first !== OPEN_LIST) {
    for (let i = at; i < end; i++) {
      const byte = bytes[i]!
      if (byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || byte <= 0x20) return i
    }
    return -1
  }
  let depth = 0
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!
    if (byte === QUOTE) {
      i = skipString(bytes, i, end) - 1
      if (i < 0) return -1
    } else if (byte === OPEN || byte === OPEN_LIST) depth++
    else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) return i + 1
  }
  return -1
}
