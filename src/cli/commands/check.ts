import { readFileSync, writeFileSync } from 'node:fs'
import type { Finding } from '../../checks'
import type { Dataset } from '../../domain/dataset'
import type { Issue } from '../../domain/issues'
import { listsOf, textOf } from '../../export/problems/letters'
import type { OfficeList } from '../../export/problems/letters'
import { checkDataset, datasetFindings } from '../../query/checkDataset'
import { readDatasetFile } from '../../formats/json/datasetFile'
import { officeMapOf } from '../../query/officeMap'
import { problemsOf } from '../../query/problems'
import type { Problem } from '../../query/problems'
import { LOCALES, createTranslator } from '../../i18n'
import type { Translator } from '../../i18n'
import { UsageError, command, readArguments } from '../arguments'
import { isBackup, openBackup } from '../opened'
import type { Opened } from '../opened'
import { writeText } from '../output'

const FORMATS = ['json', 'text', 'docx', 'xlsx'] as const
type Format = (typeof FORMATS)[number]

const USAGE = 'check DATASET|BACKUP.zip [--format json|text|docx|xlsx] [-o FILE] [--year YEAR] [--lang zh-CN|en]'

function issueLine({ code: rule, severity, at, params }: Issue): string {
  const place = at?.path !== undefined && { path: at.path }
  return `${JSON.stringify({ rule, status: 'failed', severity, codes: [], params: { ...place, ...params } })}\n`
}

const findingLines = (org: string, year: number, findings: readonly Finding[]): string[] =>
  findings.map((finding) => `${JSON.stringify({ org, year, ...finding })}\n`)

/** What was asked of a file: every finding as lines, and the lists of problems. */
interface Checked {
  lines(): Iterable<string> | AsyncIterable<string>
  problems(): Promise<Problem[]>
}

function* linesOfDataset(dataset: Dataset, wanted: number | undefined): Generator<string> {
  for (const { report, findings } of checkDataset(dataset))
    if (wanted === undefined || report.year === wanted) yield* findingLines(report.org, report.year, findings)
}
const checkedDataset = (dataset: Dataset, year: number | undefined): Checked => ({
  lines: () => linesOfDataset(dataset, year),
  problems: () =>
    Promise.resolve([...datasetFindings(dataset, year)].flatMap((result) => problemsOf(result, new Map()))),
})

async function* linesOfBackup({ frame, door }: Opened, years: readonly number[]): AsyncGenerator<string> {
  const map = officeMapOf(frame)
  for (const { id } of map.reporting)
    for (const year of years) {
      if (!map.isHeld(id, year)) continue
      const { findings = [] } = await door.run({ kind: 'report', org: id, year, checked: true })
      yield* findingLines(id, year, findings)
    }
}
function checkedBackup(opened: Opened, wanted: number | undefined): Checked {
  const { door, frame, decisions } = opened
  const years = wanted === undefined ? frame.years : [wanted]
  return {
    lines: () => linesOfBackup(opened, years),
    async problems() {
      const found: Problem[] = []
      for (const year of years)
        found.push(
          ...problemsOf(await door.run({ kind: 'findings', scope: { year }, year, most: Infinity }), decisions),
        )
      return found
    },
  }
}

/** A backup, or a dataset; without `checked` where it is not a valid one, and why. */
async function openChecked(
  path: string,
  year: number | undefined,
): Promise<{ checked?: Checked; issues: readonly Issue[] }> {
  if (isBackup(path)) return { checked: checkedBackup(await openBackup(path), year), issues: [] }
  const { dataset, issues } = readDatasetFile(readFileSync(path))
  return { issues, ...(dataset && { checked: checkedDataset(dataset, year) }) }
}

async function writeLists(
  lists: readonly OfficeList[],
  format: Format,
  path: string,
  words: Translator,
): Promise<void> {
  if (format === 'docx') {
    const { wordBytes } = await import('../../export/problems/word')
    const date = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long' }).format(new Date())
    const years = [...new Set(lists.flatMap(({ problems }) => problems.map(({ year }) => year)))]
    const year = years.length > 0 ? Math.max(...years) : new Date().getFullYear() - 1
    const letter = { title: words.t('submit.letter-title', { year }), sender: '', date }
    writeFileSync(path, await wordBytes(lists, words, letter))
    return
  }
  const [{ workbook }, { problemSheet }] = await Promise.all([
    import('../../export/workbook'),
    import('../../export/problems/sheet'),
  ])
  writeFileSync(path, workbook([problemSheet(lists, words)]))
}

/**
 * `check DATASET|BACKUP.zip [--format json|text|docx|xlsx] [-o FILE] [--year YEAR] [--lang zh-CN|en]`. As `json`, which
 * is usual: one object a line, `{org, year, rule, status, severity, codes, params, missing?}`, for every check that
 * failed or could not be decided. The others list what failed, by office, in sentences with their arithmetic: as text,
 * or as a Word or Excel file, which want `-o`. Exit code 0 where the file is a valid dataset, however many checks fail;
 * 1 where it is not: the lines then say why, with a `path` in `params` and without `org` and `year`.
 */
export const run = command(async (args) => {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'json' },
      output: { type: 'string', short: 'o' },
      year: { type: 'string' },
      lang: { type: 'string', default: 'zh-CN' },
    },
  })
  const [path] = positionals
  const format = FORMATS.find((one) => one === values.format)
  const locale = LOCALES.find((one) => one === values.lang)
  const year = values.year === undefined ? undefined : Number(values.year)
  if (
    path === undefined ||
    positionals.length > 1 ||
    !format ||
    !locale ||
    (year !== undefined && !Number.isInteger(year))
  )
    throw new UsageError(USAGE)
  const isFile = format === 'docx' || format === 'xlsx'
  if (isFile && values.output === undefined) throw new UsageError(USAGE)
  const { checked, issues } = await openChecked(path, year)
  if (!checked) {
    await writeText(isFile ? undefined : values.output, issues.map(issueLine))
    return 1
  }
  const words = createTranslator(locale)
  if (format === 'json') await writeText(values.output, checked.lines())
  else {
    const lists = listsOf(await checked.problems())
    if (format === 'text') await writeText(values.output, [textOf(lists, words), '\n'])
    else await writeLists(lists, format, values.output!, words)
  }
  return 0
})
