/** A step of an RTF file: a group's bracket, a control word with its number, or a byte of text. */
export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; value: number | undefined }
  | { kind: 'byte'; byte: number }

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const [CR, LF, SPACE, QUOTE, MINUS] = [0x0d, 0x0a, 0x20, 0x27, 0x2d]
const LONGEST_WORD = 32

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a))
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** The tokens of a file, in order (Rich Text Format Specification 1.9.1). Binary data is passed over. */
export function* rtfTokensOf(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0
  const wordAt = (): RtfToken => {
    const from = at
    while (isLetter(bytes[at]) && at - from < LONGEST_WORD) at++
    const word = String.fromCharCode(...bytes.subarray(from, at))
    const digits = at
    if (bytes[at] === MINUS && isDigit(bytes[at + 1])) at++
    while (isDigit(bytes[at]) && at - digits < 11) at++
    const value = at > digits ? Number(String.fromCharCode(...bytes.subarray(digits, at))) : undefined
    if (bytes[at] === SPACE) at++
    return { kind: 'word', word, value }
  }
  while (at < bytes.length) {
    const byte = bytes[at++]!
    if (byte === OPEN) yield { kind: 'open' }
    else if (byte === CLOSE) yield { kind: 'close' }
    else if (byte === CR || byte === LF || byte === 0) continue
    else if (byte !== BACKSLASH) yield { kind: 'byte', byte }
    else if (isLetter(bytes[at])) {
      const token = wordAt()
      if (token.kind === 'word' && token.word === 'bin') at += Math.max(0, token.value ?? 0)
      else yield token
    } else {
      const symbol = bytes[at++]
      if (symbol === QUOTE) {
        const code = Number.parseInt(String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0), 16)
        at += 2
        if (!Number.isNaN(code)) yield { kind: 'byte', byte: code }
      } else if (symbol !== undefined) yield { kind: 'word', word: String.fromCharCode(symbol), value: undefined }
    }
  }
}
