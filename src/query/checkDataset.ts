import type { Finding } from '../checks'
import { findingsAt } from '../checks/inFrame'
import { splitCorrections } from '../domain/correction'
import type { Dataset } from '../domain/dataset'
import type { Report } from '../domain/report'
import { prepare } from '../pack/prepare'
import { frameOf } from './load'

/**
 * Every rule on every report of a dataset, each in the context of the others, as published; one at a time, so that a
 * caller can pause or stop.
 */
export function* checkDataset(
  dataset: Pick<Dataset, 'orgs' | 'reports'>,
): Generator<{ report: Report; findings: Finding[] }> {
  const frame = frameOf([
    prepare({
      format: 'disclosure-dataset',
      version: 1,
      id: 'checked',
      title: 'checked',
      synthetic: false,
      ...dataset,
    }),
  ])
  for (const report of dataset.reports) {
    const row = frame.rowOf.get(report.org)
    if (row === undefined) continue
    yield { report, findings: findingsAt(frame, row, splitCorrections(report).published, report) }
  }
}
