import { readFileSync, writeFileSync } from 'node:fs'
import type { Dataset } from '../../domain/dataset'
import type { Issue } from '../../domain/issues'
import { listsOf, textOf } from '../../export/problems/letters'
import type { OfficeList } from '../../export/problems/letters'
import { checkDataset, datasetFindings } from '../../query/checkDataset'
import { readDatasetFile } from '../../formats/json/datasetFile'
import { problemsOf } from '../../query/problems'
import type { Problem } from '../../query/problems'
import { LOCALES, createTranslator } from '../../i18n'
import type { Translator } from '../../i18n'
import { UsageError, command, readArguments } from '../arguments'
import { writeText } from '../output'

const FORMATS = ['json', 'text', 'docx', 'xlsx'] as const
type Format = (typeof FORMATS)[number]

const USAGE = 'check DATASET [--format json|text|docx|xlsx] [-o FILE] [--year YEAR] [--lang zh-CN|en]'

const issueLine = ({ code, severity, at, params }: Issue): string =>
  `${JSON.stringify({ rule: code, status: 'failed', severity, codes: [], params: { ...(at?.path !== undefined && { path: at.path }), ...params } })}\n`

function* jsonLines(dataset: Dataset, wanted: number | undefined): Generator<string> {
  for (const {
    report: { org, year },
    findings,
  } of checkDataset(dataset)) {
    if (wanted !== undefined && year !== wanted) continue
    for (const finding of findings) yield `${JSON.stringify({ org, year, ...finding })}\n`
  }
}

const problemsIn = (dataset: Dataset, year: number | undefined): Problem[] =>
  [...datasetFindings(dataset, year)].flatMap((result) => problemsOf(result, new Map()))

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
 * `check DATASET [--format json|text|docx|xlsx] [-o FILE] [--year YEAR] [--lang zh-CN|en]`. As `json`, which is usual:
 * one object a line, `{org, year, rule, status, severity, codes, params, missing?}`, for every check that failed or
 * could not be decided. The others list what failed, by office, in sentences with their arithmetic: as text, or as a
 * Word or Excel file, which want `-o`. Exit code 0 where the file is a valid dataset, however many checks fail; 1 where
 * it is not: the lines then say why, with a `path` in `params` and without `org` and `year`.
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
  const { dataset, issues } = readDatasetFile(readFileSync(path))
  if (!dataset) {
    await writeText(isFile ? undefined : values.output, issues.map(issueLine))
    return 1
  }
  const words = createTranslator(locale)
  const found = format === 'json' ? [] : problemsIn(dataset, year)
  if (format === 'json') await writeText(values.output, jsonLines(dataset, year))
  else if (format === 'text') await writeText(values.output, [textOf(listsOf(found), words), '\n'])
  else await writeLists(listsOf(found), format, values.output!, words)
  return 0
})
