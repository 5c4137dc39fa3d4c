import { issue } from '../../domain/issues'
import type { DocumentReading, Page } from '../page'
import { decode } from './decode'
import { embeddedIn } from '../word/embedded'
import { readHtml } from '../html/html'
import { kindOf, looksLikeHtml } from '../kind'
import type { FileKind } from '../kind'
import { readText } from './plain'

/* Words without which no page is an annual report; only used to choose what of a page to read. */
const REPORT = /第二十条第|信息内容|政府信息公开申请|信息公开.{0,10}(?:报告|年报)/u
const TABLE = /第二十条第|信息内容|自然人|结果维持/u

const says = (page: Page, words: RegExp): boolean =>
  page.blocks.some((block) =>
    words.test(block.kind === 'line' ? block.text : block.cells.map(({ text }) => text.replace(/\s/gu, '')).join(' ')),
  )

/** What a page shows; where that is no report, what it hides, then what it holds for a script to show. */
function readPage(html: string): Page {
  const shown = readHtml(html)
  if (says(shown, TABLE)) return shown
  const all = readHtml(html, { hidden: true })
  if (says(all, TABLE)) return all
  const inner = embeddedIn(html)
    .map((part) => readHtml(part))
    .filter((page) => says(page, REPORT))
  const best = inner.find((page) => says(page, TABLE)) ?? (says(shown, REPORT) ? undefined : inner[0])
  return best
    ? { ...best, titles: [...shown.titles, ...best.titles], ...(shown.dates && { dates: shown.dates }) }
    : shown
}

/** Text in any layout, or an HTML page whatever its name says, in UTF-8, UTF-16 or GB18030. */
export function readTextual(
  bytes: Uint8Array,
  fileName: string,
  kind: FileKind = kindOf(bytes, fileName),
): DocumentReading {
  const text = decode(bytes)
  if (text === undefined) return { issues: [issue('file-not-text', { file: fileName })] }
  if (text.trim() === '') return { issues: [issue('file-empty', { file: fileName })] }
  return {
    page: kind === 'html' || looksLikeHtml(text) ? readPage(text) : readText(text),
    issues: [],
  }
}
