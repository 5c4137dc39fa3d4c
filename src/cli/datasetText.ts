import type { Dataset } from '../domain/dataset'
import type { Org } from '../domain/orgs'
import type { Report } from '../domain/report'

export type DatasetHead = Omit<Dataset, 'format' | 'version' | 'orgs' | 'reports'>

function* list(items: Iterable<unknown>): Generator<string> {
  let first = true
  for (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(item)}`
    first = false
  }
}

/**
 * A dataset file piece by piece, so that it need not be held whole: one organ or report a line, which also reads well
 * in a diff.
 */
export function* datasetText(head: DatasetHead, orgs: Iterable<Org>, reports: Iterable<Report>): Generator<string> {
  const { id, title, synthetic, extent, start } = head
  const fields = JSON.stringify({
    format: 'disclosure-dataset',
    version: 1,
    id,
    title,
    synthetic,
    ...(extent && { extent }),
    ...(start && { start }),
  })
  yield `${fields.slice(0, -1)},\n"orgs":[`
  yield* list(orgs)
  yield '\n],\n"reports":['
  yield* list(reports)
  yield '\n]}\n'
}

/** The whole file at once, for small sets. */
export const datasetString = ({ orgs, reports, ...head }: Dataset): string =>
  [...datasetText(head, orgs, reports)].join('')
