import { issue } from '../../domain/issues'
import type { DocumentReading } from '../page'
import { bytesOf, latin1 } from '../text/latin1'
import { readTextual } from '../text/textual'

interface Part {
  headers: string
  body: string
}

const HEAD_END = /\r?\n\r?\n/u
const MOST_NESTED = 4

function split(text: string): Part {
  const end = HEAD_END.exec(text)
  if (!end) return { headers: '', body: text }
  // A long header goes on in lines that begin with space.
  return {
    headers: text.slice(0, end.index).replace(/\r?\n[ \t]+/gu, ' '),
    body: text.slice(end.index + end[0].length),
  }
}

const header = (headers: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'imu').exec(headers)?.[1]?.trim() ?? ''

const quotedPrintable = (text: string): string =>
  text
    .replace(/=[ \t]*\r?\n/gu, '')
    .replace(/=([\da-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function base64(text: string): string {
  try {
    return atob(text.replace(/[^A-Za-z\d+/]/gu, ''))
  } catch {
    return ''
  }
}

/** Bytes are held as characters until the page's own encoding is known. */
function bodyOf({ headers, body }: Part): Uint8Array {
  const encoding = header(headers, 'Content-Transfer-Encoding').toLowerCase()
  return bytesOf(encoding === 'quoted-printable' ? quotedPrintable(body) : encoding === 'base64' ? base64(body) : body)
}

/** The first page among the parts, however they are packed into each other. */
function pageIn(text: string, depth: number): Part | undefined {
  const part = split(text)
  const type = header(part.headers, 'Content-Type')
  if (/^text\/html/iu.test(type)) return part
  const boundary = /boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/iu
    .exec(type)
    ?.slice(1)
    .find((one) => one !== undefined)
  if (boundary === undefined || depth >= MOST_NESTED) return undefined
  for (const piece of part.body.split(`--${boundary}`).slice(1, 200)) {
    const found = pageIn(piece.replace(/^\r?\n/u, ''), depth + 1)
    if (found) return found
  }
  return undefined
}

/** An MHTML file's page as lines and rows. Never throws. */
export function readMhtml(bytes: Uint8Array, fileName: string): DocumentReading {
  const part = pageIn(latin1(bytes), 0)
  const body = part && bodyOf(part)
  if (!body || body.length === 0) return { issues: [issue('file-broken', { file: fileName })] }
  const charset = /charset\s*=\s*"?([\w-]+)/iu.exec(header(part.headers, 'Content-Type'))?.[1]
  // The part's header may know the encoding where the page itself does not say it.
  const declared = charset === undefined ? new Uint8Array() : bytesOf(`<meta charset="${charset}">`)
  const page = new Uint8Array(declared.length + body.length)
  page.set(declared)
  page.set(body, declared.length)
  return readTextual(page, fileName, 'html')
}
