import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { findingIssues } from '../../checks'
import { checkDataset } from '../../query/checkDataset'
import type { Dataset } from '../../domain/dataset'
import { readDataset } from '../../domain/dataset'
import { EXTENTS } from '../../domain/extent'
import type { Extent } from '../../domain/extent'
import type { Issue } from '../../domain/issues'
import { UsageError, command, readArguments } from '../arguments'
import { assemble } from '../assemble'
import type { Renaming } from '../assemble'
import { datasetText } from '../datasetText'
import { readFigureLines } from '../figureLines'
import type { Gathered, FileFailure } from '../gathered'
import { writeText } from '../output'
import { readReportFiles, reportFiles } from '../reportFiles'
import { schemaText } from '../schema'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

function summarise(dataset: Dataset, issues: readonly Issue[], failures: readonly FileFailure[]): void {
  say(`${dataset.reports.length} reports of ${dataset.orgs.length} organs and areas; ${failures.length} failed`)
  for (const { from, reason } of failures) say(`failed ${from}: ${reason}`)
  const counts = new Map<string, number>()
  for (const { code } of issues) counts.set(code, (counts.get(code) ?? 0) + 1)
  for (const [code, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) say(`issue ${code}: ${count}`)
}

function startOf(text: string | undefined): Dataset['start'] {
  if (text === undefined) return undefined
  const [, org, year] = /^(.+)[/@](\d{4})$/u.exec(text) ?? []
  if (org === undefined) throw new UsageError(`--start ${text}: ORG/YEAR`)
  return { org, year: Number(year) }
}

function extentOf(text: string | undefined): Extent | undefined {
  const extent = EXTENTS.find((one) => one === text)
  if (text !== undefined && !extent) throw new UsageError(`--extent ${text}: ${EXTENTS.join('|')}`)
  return extent
}

function renamingOf(text: string): Renaming {
  const [, before, now, from] = /^([^=]+)=([^=]+)\/(\d{4})$/u.exec(text) ?? []
  if (before === undefined || now === undefined) throw new UsageError(`--renamed ${text}: OLD=NEW/YEAR`)
  return { before, now, from: Number(from) }
}

/**
 * `build PATH... -o FILE`: reads reports (of every kind that `parse` reads; folders and zips are searched), groups
 * their organs, and writes a dataset; a summary goes to standard error. `--figures` and `--full` add reports from JSON
 * lines; `--district` names the district of all reports that do not say theirs; `--within 下城区=杭州市` says where a
 * district lies that reports name alone, `--renamed OLD=NEW/YEAR` from which report year an organ bears another name;
 * `--id`, `--title`, `--extent group|scattered`, `--start ORG/YEAR` fill the head. `--schema` writes the dataset's JSON
 * Schema instead. Exit code 0; 1 where a file gave no report or the result is no valid dataset (which is then not
 * written).
 */
export const run = command(async (args) => {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      schema: { type: 'boolean' },
      figures: { type: 'string', multiple: true, default: [] },
      full: { type: 'string', multiple: true, default: [] },
      within: { type: 'string', multiple: true, default: [] },
      district: { type: 'string' },
      renamed: { type: 'string', multiple: true, default: [] },
      id: { type: 'string' },
      title: { type: 'string' },
      extent: { type: 'string' },
      start: { type: 'string' },
    },
  })
  if (values.schema) {
    await writeText(values.output, [schemaText()])
    return 0
  }
  if (positionals.length + values.figures.length + values.full.length === 0)
    throw new UsageError('build PATH... -o FILE')

  const sources = [
    ...values.full.map((path) => readFigureLines(readFileSync(path, 'utf8'), 'full', basename(path))),
    ...values.figures.map((path) => readFigureLines(readFileSync(path, 'utf8'), 'figures', basename(path))),
    await readReportFiles(reportFiles(positionals)),
  ]
  const gathered: Gathered[] = sources
    .flatMap((source) => source.gathered)
    .map((one) =>
      values.district === undefined || one.said.district
        ? one
        : { ...one, said: { ...one.said, district: values.district } },
    )
  const within = new Map(
    values.within.map((pair): [string, string] => {
      const [district = '', area = ''] = pair.split('=')
      return [district, area]
    }),
  )
  const {
    orgs,
    reports,
    replaced,
    unsure,
    failures: unplaced,
  } = assemble(gathered, {
    within,
    renamed: values.renamed.map(renamingOf),
  })
  const failures = [...sources.flatMap((source) => source.failures), ...unplaced]

  const id = values.id ?? (basename(values.output ?? 'dataset', '.json').replace(/[^\w.-]/gu, '-') || 'dataset')
  const start = startOf(values.start)
  const extent = extentOf(values.extent)
  const head = { id, title: values.title ?? id, synthetic: false, ...(extent && { extent }), ...(start && { start }) }
  const dataset: Dataset = { format: 'disclosure-dataset', version: 1, ...head, orgs, reports }
  const { issues: invalid } = readDataset(dataset)
  for (const problem of invalid)
    say(`invalid ${problem.code} ${problem.at?.path ?? ''}: ${JSON.stringify(problem.params ?? {})}`)
  if (invalid.length > 0) return 1

  await writeText(values.output, datasetText(head, orgs, reports))
  const found = [...checkDataset({ orgs, reports })].flatMap(({ findings }) => findingIssues(findings))
  summarise(dataset, [...gathered.flatMap((one) => one.issues), ...found], failures)
  for (const { from, by, differences } of replaced)
    if (differences === 0) say(`left out ${from}: the same as ${by}`)
    else say(`left out ${from}: another version of ${by}, ${differences} figures differ`)
  for (const { from, org } of unsure) say(`unsure ${from}: taken to be ${org}`)
  return failures.length > 0 ? 1 : 0
})
