let byChar: Map<string, [number, number]> | undefined

/** GB2312's two-byte range, turned around: the platform only decodes. */
function table(): Map<string, [number, number]> {
  const decoder = new TextDecoder('gb18030')
  const map = new Map<string, [number, number]>()
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const char = decoder.decode(new Uint8Array([high, low]))
      if ([...char].length === 1 && char !== '\ufffd' && !map.has(char)) map.set(char, [high, low])
    }
  }
  return map
}

export function toGb18030(text: string): Uint8Array {
  byChar ??= table()
  return new Uint8Array(
    [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (byChar!.get(char) ?? [0x3f]))),
  )
}

export function toUtf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  return new Uint8Array(
    [...(mark ? [0xfeff] : []), ...units].flatMap((unit) =>
      little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
    ),
  )
}

export const toUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
