import { issue } from '../facts'
import type { DocumentReading } from '../types'
import { decode } from './decode'
import { readHtml } from './html'
import { kindOf, looksLikeHtml } from './kind'
import { readText } from './text'

/** Text in any layout, or an HTML page whatever its name says, in UTF-8, UTF-16 or GB18030. */
export function readTextual(bytes: Uint8Array, fileName: string): DocumentReading {
  const text = decode(bytes)
  if (text === undefined) return { issues: [issue('file-not-text', { file: fileName })] }
  if (text.trim() === '') return { issues: [issue('file-empty', { file: fileName })] }
  return { page: kindOf(bytes, fileName) === 'html' || looksLikeHtml(text) ? readHtml(text) : readText(text), issues: [] }
}
