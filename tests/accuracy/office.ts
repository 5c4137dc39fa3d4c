import fc from 'fast-check'
import { parseReport } from '../../src/parse'
import { CSV } from '../parse/render/csv'
import { DOCX, SAVED_AS } from '../parse/render/docx'
import { codesOf, models } from '../parse/render/model'
import type { Model } from '../parse/render/model'
import { differences, inventions } from '../parse/render/read'
import { XLSX } from '../parse/render/xlsx'

type Rendering = [kind: string, layout: string, file: string, render: (model: Model) => Uint8Array]
const named = (kind: string, set: Record<string, (model: Model) => Uint8Array>): Rendering[] => Object.entries(set).map(([layout, render]) => [kind, layout, `r.${kind}`, render])
const filed = (kind: string, set: Record<string, [string, (model: Model) => Uint8Array]>): Rendering[] => Object.entries(set).map(([layout, [file, render]]) => [kind, layout, file, render])
const REPORTS = 20

/** Whole made-up reports as office programs' files: cells right, missed (not read, or not as a figure), wrong, by kind and layout. */
export async function measureOffice(say: (line: string) => void): Promise<void> {
  say('\nOFFICE FILES')
  for (const [kind, layout, file, render] of [...named('docx', DOCX), ...filed('doc', SAVED_AS), ...named('xlsx', XLSX), ...filed('csv', CSV)]) {
    const sum = { cells: 0, missed: 0, wrong: 0, invented: 0 }
    for (const model of fc.sample(models(true), { numRuns: REPORTS, seed: 1 })) {
      const result = await parseReport(render(model), file)
      const unlike = differences(model, result)
      const missed = unlike.filter((one) => /: (?:undefined|unreadable) for /u.test(one)).length
      sum.cells += codesOf(model.form).length
      sum.missed += missed
      sum.wrong += unlike.length - missed
      sum.invented += inventions(model, result).length
    }
    say(`  ${kind}, ${layout}: ${sum.cells - sum.missed - sum.wrong} of ${sum.cells} right, ${sum.missed} missed, ${sum.wrong} wrong, ${sum.invented} invented`)
  }
}
