const LABELS: Record<string, string> = { gb2312: 'gb18030', gbk: 'gb18030', 'x-gbk': 'gb18030', unicode: 'utf-16le' }

/** The encoding a page declares in its first bytes, if the platform knows it. */
function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  const found = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})/iu.exec(head)?.[1]?.toLowerCase()
  return found && (LABELS[found] ?? found)
}

function marked(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark gives itself away by the zero half of its line ends and digits. */
function wide(bytes: Uint8Array): string | undefined {
  let even = 0
  let odd = 0
  const end = Math.min(bytes.length, 20_000)
  for (let i = 0; i < end; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (even + odd < end / 200) return undefined
  if (odd > 9 * even) return 'utf-16le'
  return even > 9 * odd ? 'utf-16be' : undefined
}

const decodeAs = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return undefined
  }
}

const share = (text: string, pattern: RegExp): number => (text.match(pattern)?.length ?? 0) / Math.max(1, text.length)

/** UTF-8 with a byte lost here and there, or cut within its last character, is still UTF-8. */
const plausible = (text: string): boolean =>
  share(text.slice(0, 200_000), /\ufffd/gu) < 0.002 || (text.length < 4000 && /^[^\ufffd]*\ufffd{1,3}$/u.test(text))

/**
 * Bytes to text: the byte order mark, then UTF-8 if the bytes are that (whatever is declared: pages often lie), then
 * UTF-16 without a mark, then the declared encoding, then GB18030. Nothing where the content is no text.
 */
export function decode(bytes: Uint8Array): string | undefined {
  const mark = marked(bytes)
  const label = mark ?? wide(bytes)
  let text = label && decodeAs(bytes, label)
  if (text === undefined) {
    const utf8 = decodeAs(bytes, 'utf-8')!
    text = plausible(utf8)
      ? utf8
      : (decodeAs(bytes, declared(bytes) ?? 'gb18030') ?? decodeAs(bytes, 'gb18030') ?? utf8)
  }
  const sample = text.slice(0, 200_000)
  // eslint-disable-next-line no-control-regex
  if (share(sample, /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/gu) > 0.005) return undefined
  return text
}
