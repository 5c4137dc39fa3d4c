import { CSV } from '../render/csv'
import { DOC } from '../render/doc'
import { DOCX, SAVED_AS } from '../render/docx'
import { toUtf8 } from '../render/encode'
import { BARE, EXPLICIT, HTML } from '../render/layouts'
import { MORE_BARE, MORE_EXPLICIT, MORE_HTML } from '../render/moreLayouts'
import type { Model } from '../render/model'
import { ODS, ODT } from '../render/odf'
import { PDF, renderPdf } from '../render/pdf'
import { RTF } from '../render/rtf'
import { XLS } from '../render/xls'
import { XLSX } from '../render/xlsx'

/** A way of printing a report, and what it shows of a table's shape. */
export interface Layout {
  kind: 'text' | 'page' | 'docx' | 'doc' | 'odt' | 'rtf' | 'xlsx' | 'xls' | 'ods' | 'csv' | 'pdf'
  name: string
  file: string
  /** Whether an empty cell leaves a trace. */
  blanks: boolean
  /** Whether cells merged across are shown as such, and not as empty or repeated ones; and cells merged down. */
  merges: boolean
  down: boolean
  /** Whether a row with a cell too many or too few shows that, and not other figures below its headings. */
  ragged: boolean
  render: (model: Model) => Uint8Array | Promise<Uint8Array>
}

type Text = Record<string, (model: Model) => string>
const HIDES_MERGES = /merged cells|pipes behind|pipes around|a cell below its pipe|merged cells undone/u

const texts = (set: Text, file: string, blanks: boolean): Layout[] =>
  Object.entries(set).map(([name, render]) => ({
    kind: file.endsWith('html') ? 'page' : 'text',
    name,
    file,
    blanks,
    merges: !HIDES_MERGES.test(name),
    down: file.endsWith('html') && !HIDES_MERGES.test(name),
    ragged: !HIDES_MERGES.test(name),
    render: (model) => toUtf8(render(model)),
  }))
const files = (kind: Layout['kind'], set: Record<string, [string, Layout['render']]>): Layout[] =>
  Object.entries(set).map(([name, [file, render]]) => ({
    kind,
    name,
    file,
    blanks: true,
    merges: kind !== 'csv' && !HIDES_MERGES.test(name),
    down: kind !== 'csv' && !HIDES_MERGES.test(name),
    ragged: kind === 'xlsx' ? !name.includes('without frames') : ['docx', 'doc', 'odt', 'rtf'].includes(kind),
    render,
  }))
const named = (set: Record<string, Layout['render']>, file: string): Record<string, [string, Layout['render']]> =>
  Object.fromEntries(Object.entries(set).map(([name, render]) => [name, [file, render]]))

export const LAYOUTS: readonly Layout[] = [
  ...texts({ ...EXPLICIT, ...MORE_EXPLICIT }, 'r.txt', true),
  ...texts({ ...BARE, ...MORE_BARE }, 'r.txt', false),
  ...texts({ ...HTML, ...MORE_HTML }, 'r.html', true),
  ...files('docx', named(DOCX, 'r.docx')),
  ...files('docx', SAVED_AS),
  ...files('xlsx', named(XLSX, 'r.xlsx')),
  ...files('csv', CSV),
  ...files('doc', named(DOC, 'r.doc')),
  ...files('odt', named(ODT, 'r.odt')),
  ...files('rtf', named(RTF, 'r.rtf')),
  ...files('xls', named(XLS, 'r.xls')),
  ...files('ods', named(ODS, 'r.ods')),
  ...files(
    'pdf',
    named(
      Object.fromEntries(Object.entries(PDF).map(([name, style]) => [name, (model: Model) => renderPdf(model, style)])),
      'r.pdf',
    ),
  ),
]
