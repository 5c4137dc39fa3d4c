import { issue } from '../../domain/issues'
import type { DocumentReading } from '../page'
import { blocksOfSheets } from './blocks'
import { readSheetXml } from './cells'
import { gridOf } from './rows'
import { sharedStrings } from './strings'
import { cellStyles } from './styles'
import { wholePage } from '../word/content'
import { attributeOf, readXml } from '../text/xml'
import { packageIssue } from '../zip/issues'
import { openPackage } from '../zip/package'

const USUAL = 'xl/workbook.xml'
const MOST_SHEETS = 64

interface Listed {
  name: string
  id: string
  hidden: boolean
}

function sheetsOf(workbook: Uint8Array): { sheets: Listed[]; from1904: boolean } {
  const sheets: Listed[] = []
  let from1904 = false
  readXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/u.test(attributeOf(attributes, 'date1904') ?? '')
      if (name !== 'sheet' || sheets.length >= MOST_SHEETS) return
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        id: attributeOf(attributes, 'id') ?? '',
        hidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
      })
    },
  })
  return { sheets, from1904 }
}

/**
 * A workbook's shown sheets, one after another, as rows of cells; each is led by its name. Hidden sheets, rows and
 * columns are not read: they hold codes and last year's copies, and nobody sees them. Numbers are the stored ones with
 * all digits (see `formatOf`), formulas what they came to when the file was saved. Never throws.
 */
export function readXlsx(bytes: Uint8Array, fileName: string): DocumentReading {
  try {
    const file = openPackage(bytes)
    const path = file.related('', { type: 'officeDocument' }) ?? USUAL
    const workbook = file.part(path)
    if (!workbook) return { issues: [issue('file-broken', { file: fileName })] }
    const { sheets, from1904 } = sheetsOf(workbook)
    const beside = (type: string): Uint8Array | undefined => {
      const part = file.related(path, { type })
      return part === undefined ? undefined : file.part(part)
    }
    const strings = sharedStrings(beside('sharedStrings'))
    const styles = cellStyles(beside('styles'), from1904)
    const blocks = blocksOfSheets(
      sheets.flatMap(({ name, id, hidden }) => {
        const part = hidden ? undefined : file.related(path, { id })
        const xml = part === undefined ? undefined : file.part(part)
        return xml ? [{ name, rows: gridOf(readSheetXml(xml, strings, styles)) }] : []
      }),
    )
    return blocks.length === 0
      ? { issues: [issue('file-empty', { file: fileName })] }
      : { page: wholePage(blocks), issues: [] }
  } catch (error) {
    return packageIssue(error, fileName)
  }
}
