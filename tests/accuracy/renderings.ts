import fc from 'fast-check'
import { toUtf8 } from '../parse/render/encode'
import { parseNow } from '../parse/render/now'
import { BARE, EXPLICIT, HTML } from '../parse/render/layouts'
import { MORE_BARE, MORE_EXPLICIT, MORE_HTML } from '../parse/render/moreLayouts'
import { codesOf, models } from '../parse/render/model'
import { differences, inventions } from '../parse/render/read'

const SETS = [
  [{ ...EXPLICIT, ...MORE_EXPLICIT }, true, 'r.txt'],
  [{ ...BARE, ...MORE_BARE }, false, 'r.txt'],
  [{ ...HTML, ...MORE_HTML }, true, 'r.html'],
] as const
const REPORTS = 40

/** Whole made-up reports in every layout: cells read as printed, by layout. */
export function measureRenderings(say: (line: string) => void): void {
  say('\nRENDERINGS')
  for (const [set, blanks, file] of SETS) {
    for (const [name, render] of Object.entries(set)) {
      let cells = 0
      let wrong = 0
      let invented = 0
      for (const model of fc.sample(models(blanks), { numRuns: REPORTS, seed: 1 })) {
        const result = parseNow(toUtf8(render(model)), file)
        cells += codesOf(model.form).length
        wrong += differences(model, result).length
        invented += inventions(model, result).length
      }
      say(`  ${name}: ${cells - wrong} of ${cells} right, ${invented} invented`)
    }
  }
}
