import { CSV } from '../parse/render/csv'
import { DOCX, SAVED_AS } from '../parse/render/docx'
import type { Model } from '../parse/render/model'
import { XLSX } from '../parse/render/xlsx'
import { tally } from './tally'

type Rendering = [kind: string, layout: string, file: string, render: (model: Model) => Uint8Array]
const named = (kind: string, set: Record<string, (model: Model) => Uint8Array>): Rendering[] =>
  Object.entries(set).map(([layout, render]) => [kind, layout, `r.${kind}`, render])
const filed = (kind: string, set: Record<string, [string, (model: Model) => Uint8Array]>): Rendering[] =>
  Object.entries(set).map(([layout, [file, render]]) => [kind, layout, file, render])
const REPORTS = 20

/** Whole made-up reports as office programs' files, by kind and layout. */
export async function measureOffice(say: (line: string) => void): Promise<void> {
  say('\nOFFICE FILES')
  for (const rendering of [
    ...named('docx', DOCX),
    ...filed('doc', SAVED_AS),
    ...named('xlsx', XLSX),
    ...filed('csv', CSV),
  ])
    await tally(say, ...rendering, REPORTS)
}
