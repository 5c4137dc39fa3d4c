import { readFileSync } from 'node:fs'
import { checkDataset } from '../../query/checkDataset'
import type { Issue } from '../../domain/issues'
import { readDatasetFile } from '../../formats/json/datasetFile'
import { UsageError, command, readArguments } from '../arguments'
import { writeText } from '../output'

const issueLine = ({ code, severity, at, params }: Issue): string =>
  `${JSON.stringify({ rule: code, status: 'failed', severity, codes: [], params: { ...(at?.path !== undefined && { path: at.path }), ...params } })}\n`

/**
 * `check DATASET`: one JSON object a line on standard output, `{org, year, rule, status, severity, codes, params,
 * missing?}`, for every check that failed or could not be decided. Exit code 0 where the file is a valid dataset,
 * however many checks fail; 1 where it is not: the lines then say why, with a `path` in `params` and without `org` and
 * `year`.
 */
export const run = command(async (args) => {
  const { positionals } = readArguments({ args, allowPositionals: true, options: {} })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new UsageError('check DATASET')
  const { dataset, issues } = readDatasetFile(readFileSync(path))
  if (!dataset) {
    await writeText(undefined, issues.map(issueLine))
    return 1
  }
  const lines = function* (): Generator<string> {
    for (const {
      report: { org, year },
      findings,
    } of checkDataset(dataset)) {
      for (const finding of findings) yield `${JSON.stringify({ org, year, ...finding })}\n`
    }
  }
  await writeText(undefined, lines())
  return 0
})
