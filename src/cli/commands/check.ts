import { readFileSync } from 'node:fs'
import { checkDataset } from '../../query/checkDataset'
import { readDataset } from '../../domain/dataset'
import type { Issue } from '../../domain/issues'
import { issue } from '../../domain/issues'
import { UsageError, command, readArguments } from '../arguments'
import { writeText } from '../output'

const issueLine = ({ code, severity, at, params }: Issue): string =>
  `${JSON.stringify({ rule: code, status: 'failed', severity, codes: [], params: { ...(at?.path !== undefined && { path: at.path }), ...params } })}\n`

function parse(text: string): { input?: unknown; issues: Issue[] } {
  try {
    return { input: JSON.parse(text), issues: [] }
  } catch {
    return { issues: [issue('file-not-json')] }
  }
}

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
  const { input, issues: unreadable } = parse(readFileSync(path, 'utf8'))
  const { dataset, issues } = unreadable.length > 0 ? { dataset: undefined, issues: unreadable } : readDataset(input)
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
