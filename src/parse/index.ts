import { formInForce } from '../domain/metrics'
import { issue } from './facts'
import type { Issue } from './facts'
import { identify } from './identity'
import { readProse } from './prose'
import { decode } from './readers/decode'
import { readHtml } from './readers/html'
import { kindOf, looksLikeHtml } from './readers/kind'
import { readText } from './readers/text'
import { paragraphsOf } from './sentences'
import { newSheet } from './sheet'
import { tokensOf } from './stream'
import { readTables } from './tables'
import type { Page, ParseResult } from './types'

export type { ParsedReport, ParseResult } from './types'

/** Larger files are refused: 20 MB. */
export const MOST_BYTES = 20 * 1024 * 1024

const fail = (...issues: Issue[]): ParseResult => ({ issues })

function readPage(bytes: Uint8Array, fileName: string): { page?: Page; issue?: Issue } {
  if (bytes.length === 0) return { issue: issue('file-empty', { file: fileName }) }
  if (bytes.length > MOST_BYTES) return { issue: issue('file-too-large', { file: fileName }, { bytes: bytes.length, limit: MOST_BYTES }) }
  const kind = kindOf(bytes, fileName)
  if (kind !== 'txt' && kind !== 'html') return { issue: issue('file-kind-unsupported', { file: fileName }, { kind }) }
  const text = decode(bytes)
  if (text === undefined) return { issue: issue('file-not-text', { file: fileName }) }
  if (text.trim() === '') return { issue: issue('file-empty', { file: fileName }) }
  return { page: kind === 'html' || looksLikeHtml(text) ? readHtml(text) : readText(text) }
}

/**
 * Reads one annual report (政府信息公开工作年度报告) from a file's bytes: text in any layout, or an HTML page, in UTF-8, UTF-16 or
 * GB18030. Gives its figures by metric code (money in yuan), and every problem with its place; without a `report`, one of
 * the issues is an `error` that says why. `fileName` may carry the year and tells the kind where the bytes do not. Never
 * throws on any input. The tables follow 国办公开办函〔2019〕60号 and 〔2021〕30号, told apart by their headings alone.
 */
export function parseReport(bytes: Uint8Array, fileName: string): ParseResult {
  const { page, issue: problem } = readPage(bytes, fileName)
  if (!page) return fail(problem!)
  const paragraphs = paragraphsOf(page)
  const { identity, issues } = identify(paragraphs, page.titles, fileName)
  const sheet = newSheet()
  const inForce = identity.year === undefined ? undefined : formInForce(identity.year)
  readTables(tokensOf(page), sheet, page.mayBeCut, identity.year, inForce)
  const prose = readProse(paragraphs, identity.year)
  if (Object.keys(sheet.cells).length === 0 && Object.keys(prose).length === 0) return fail(issue('no-report-found', { file: fileName }))
  const text = paragraphs.map((paragraph) => paragraph.text).filter((line) => line.length > 1).join('\n')
  return { report: { ...identity, forms: sheet.forms, cells: sheet.cells, prose, text }, issues: [...issues, ...sheet.issues] }
}
