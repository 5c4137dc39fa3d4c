import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assemble } from '../../src/cli/assemble'
import { readFigureLines } from '../../src/cli/figureLines'
import { readDataset } from '../../src/domain/dataset'
import type { Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'

/** Whole reports with the organs they are of. */
export interface WholeReports {
  reports: Report[]
  orgs: Org[]
}

const PINGTAN = fileURLToPath(new URL('../../data/pingtan.json', import.meta.url))

/** The real group of peers that ships with the app. */
export function shippedReports(): WholeReports {
  const { dataset } = readDataset(JSON.parse(readFileSync(PINGTAN, 'utf8')))
  if (!dataset) throw new Error(`${PINGTAN} is no dataset`)
  return dataset
}

/** The lists of whole reports (`.jsonl`, a report a line) in a folder; those of parts of reports have none. */
export function wholeReportsIn(folder: string): { file: string; whole: WholeReports }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => ({
      file,
      whole: assemble(readFigureLines(readFileSync(join(folder, file), 'utf8'), 'full', file).gathered),
    }))
    .filter(({ whole }) => whole.reports.length > 0)
}
