import type { Finding } from '../checks'
import { findingsAt } from '../checks/inFrame'
import { splitCorrections } from '../domain/correction'
import type { Dataset } from '../domain/dataset'
import type { Report } from '../domain/report'
import { prepare } from '../pack/prepare'
import { runFindings } from './answers/findings'
import type { FindingsResult } from './answers/findings'
import { frameOf } from './load'
import type { Frame } from './load'

const frameWith = (dataset: Pick<Dataset, 'orgs' | 'reports'>): Frame =>
  frameOf([
    prepare({
      format: 'disclosure-dataset',
      version: 1,
      id: 'checked',
      title: 'checked',
      synthetic: false,
      ...dataset,
    }),
  ])

/** What fails in a dataset's reports, year after year, as a question about each year would tell. */
export function* datasetFindings(dataset: Pick<Dataset, 'orgs' | 'reports'>, only?: number): Generator<FindingsResult> {
  const frame = frameWith(dataset)
  for (const year of only === undefined ? frame.years : [only])
    yield runFindings(frame, { kind: 'findings', scope: { year }, year, most: Infinity })
}

/**
 * Every rule on every report of a dataset, each in the context of the others, as published; one at a time, so that a
 * caller can pause or stop.
 */
export function* checkDataset(
  dataset: Pick<Dataset, 'orgs' | 'reports'>,
): Generator<{ report: Report; findings: Finding[] }> {
  const frame = frameWith(dataset)
  for (const report of dataset.reports) {
    const row = frame.rowOf.get(report.org)
    if (row === undefined) continue
    yield { report, findings: findingsAt(frame, row, splitCorrections(report).published, report) }
  }
}
