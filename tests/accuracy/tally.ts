import fc from 'fast-check'
import { parseReport } from '../../src/parse'
import { codesOf, models } from '../parse/render/model'
import type { Model } from '../parse/render/model'
import { differences, inventions } from '../parse/render/read'

/** A way of making a file of a report; some take time, as a browser's do. */
export type Render = (model: Model) => Uint8Array | Promise<Uint8Array>

/**
 * Whole made-up reports as files of one layout: cells right, missed (not read, or not as a figure), wrong, and read
 * where there are none.
 */
export async function tally(
  say: (line: string) => void,
  kind: string,
  layout: string,
  file: string,
  render: Render,
  reports: number,
): Promise<void> {
  const sum = { cells: 0, missed: 0, wrong: 0, invented: 0 }
  for (const model of fc.sample(models(true), { numRuns: reports, seed: 1 })) {
    const result = await parseReport(await render(model), file)
    const unlike = differences(model, result)
    const missed = unlike.filter((one) => /: (?:undefined|unreadable) for /u.test(one)).length
    sum.cells += codesOf(model.form).length
    sum.missed += missed
    sum.wrong += unlike.length - missed
    sum.invented += inventions(model, result).length
  }
  say(
    `  ${kind}, ${layout}: ${sum.cells - sum.missed - sum.wrong} of ${sum.cells} right, ${sum.missed} missed, ${sum.wrong} wrong, ${sum.invented} invented`,
  )
}
