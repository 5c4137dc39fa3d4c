import { issue } from '../../domain/issues'
import type { DocumentReading } from '../page'
import { blocksOfSheets } from '../sheet/blocks'
import { gridOf } from '../sheet/rows'
import { readXml } from '../text/xml'
import { wordBlocksOf, wholePage } from '../word/content'
import { packageIssue } from '../zip/issues'
import { openPackage } from '../zip/package'
import { readOdfSheets } from './sheets'
import { readOdfText } from './document'
import { odfStyles } from './styles'

/** What the body of an OpenDocument file is: `text`, `spreadsheet`, or what holds no report. */
function bodyOf(content: Uint8Array): string | undefined {
  let body: string | undefined
  readXml(content, {
    open(name, _, stack) {
      if (stack[stack.length - 2] === 'body') body ??= name
    },
    done: () => body !== undefined,
  })
  return body
}

/**
 * An OpenDocument text or workbook (.odt, .ods, of LibreOffice or WPS) as lines and rows; see `readOdfText` and
 * `readOdfSheets` (OASIS OpenDocument 1.3, part 3). Hidden sheets, rows and columns are not read. Never throws.
 */
export function readOdf(bytes: Uint8Array, fileName: string): DocumentReading {
  const at = { file: fileName }
  try {
    const file = openPackage(bytes)
    if (file.text('META-INF/manifest.xml')?.includes('encryption-data')) return { issues: [issue('file-password', at)] }
    const content = file.part('content.xml')
    if (!content) return { issues: [issue('file-broken', at)] }
    const body = bodyOf(content)
    if (body !== 'text' && body !== 'spreadsheet') return { issues: [issue('file-other-office', at, { kind: 'odf' })] }
    const styles = odfStyles(file.part('styles.xml'), content)
    if (body === 'text') {
      const { pieces, whole } = readOdfText(content, styles)
      if (!whole) return { issues: [issue('file-bomb', at)] }
      const blocks = wordBlocksOf(pieces)
      return blocks.length === 0 ? { issues: [issue('file-empty', at)] } : { page: wholePage(blocks), issues: [] }
    }
    const { sheets, whole } = readOdfSheets(content, styles)
    if (!whole) return { issues: [issue('file-bomb', at)] }
    const shown = sheets.filter(({ hidden }) => !hidden)
    const blocks = blocksOfSheets(shown.map(({ name, content: cells }) => ({ name, rows: gridOf(cells) })))
    return blocks.length === 0 ? { issues: [issue('file-empty', at)] } : { page: wholePage(blocks), issues: [] }
  } catch (error) {
    return packageIssue(error, fileName)
  }
}
