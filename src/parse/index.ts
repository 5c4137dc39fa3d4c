import { formInForce } from '../domain/metrics'
import { issue } from '../domain/issues'
import { publishedIn } from './identity/published'
import { identify } from './identity'
import { titlesInCells } from './identity/title'
import { readProse } from './sentences'
import { readDocument } from '../readers'
import { paragraphsOf } from './sentences/sentences'
import { tokensOf } from './tables/stream'
import { readTables } from './tables'
import type { ParseResult } from './types'
import type { FileKind } from '../readers/kind'
import type { Page } from '../readers/page'

export { MOST_BYTES } from '../readers'
export type { ParsedReport, ParseResult } from './types'
export type { Page } from '../readers/page'

/**
 * What a document says as an annual report: its figures by metric code (money in yuan), whose it is, and every problem
 * with its place. The tables follow 国办公开办函〔2019〕60号 and 〔2021〕30号, told apart by their headings alone; `fileName` may
 * carry the year. Without a `report`, one of the issues is an `error` that says why. Pure; never throws.
 */
export function parsePage(page: Page, fileName: string): ParseResult {
  const paragraphs = paragraphsOf(page)
  const { identity, issues } = identify(paragraphs, page.titles, fileName, titlesInCells(page))
  const inForce = identity.year === undefined ? undefined : formInForce(identity.year)
  const sheet = readTables(tokensOf(page), page.mayBeCut, identity.year, inForce)
  const prose = readProse(paragraphs, identity.year)
  if (Object.keys(sheet.cells).length === 0 && Object.keys(prose).length === 0)
    return { issues: [issue('no-report-found', { file: fileName })] }
  const published = publishedIn(page, identity.year)
  const text = paragraphs
    .map((paragraph) => paragraph.text)
    .filter((line) => line.length > 1)
    .join('\n')
  return {
    report: {
      ...identity,
      ...(published !== undefined && { published }),
      forms: sheet.forms,
      cells: sheet.cells,
      prose,
      text,
    },
    issues: [...issues, ...sheet.issues],
  }
}

/**
 * Reads one annual report (政府信息公开工作年度报告) from a file's bytes, whatever its kind (see `readDocument`). What it gives is
 * that of `parsePage`. Never rejects.
 */
export async function parseReport(bytes: Uint8Array, fileName: string, told?: FileKind): Promise<ParseResult> {
  const { page, issues } = await readDocument(bytes, fileName, told)
  if (!page) return { issues }
  const { report, issues: more } = parsePage(page, fileName)
  return { ...(report && { report }), issues: [...issues, ...more] }
}
