import { checkReport, findingIssues } from '../../checks'
import type { Cell, ProseFigure } from '../../domain/cell'
import type { Issue } from '../../domain/issues'
import { createTranslator } from '../../i18n'
import type { ParseResult, ParsedReport } from '../../parse'
import { filesAt } from '../reading/filesAt'
import { openReader } from '../reading/reader'
import type { Reader } from '../reading/reader'

const USAGE = 'Usage: npm run --silent cli -- parse FILE...\n'

/** Why a file gave no report, in both languages. */
const reasons = (['zh-CN', 'en'] as const).map((locale) => createTranslator(locale).issue)
function reasonOf(issues: readonly Issue[]): string {
  const { code, params } = issues.find(({ severity }) => severity === 'error') ?? { code: 'no-report-found' as const }
  const [chinese = '', english = ''] = reasons.map((say) => say(code, params))
  return `${chinese} (${english})`
}

const cellOut = (cell: Cell): number | Cell =>
  cell.value !== undefined ? cell.value : { missing: cell.missing, ...(cell.raw !== undefined && { raw: cell.raw }) }
const proseOut = (figure: ProseFigure): number | { value: number; approx: true } =>
  figure.approx ? { value: figure.value, approx: true } : figure.value

const mapped = <V, W>(record: Partial<Record<string, V>>, change: (value: V) => W): Record<string, W> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([code, value]) => (value === undefined ? [] : [[code, change(value)]])),
  )

/** The checks look at a whole report; what the file does not tell is nothing to them. */
const findings = (report: ParsedReport): Issue[] =>
  findingIssues(
    checkReport({
      org: report.org ?? '',
      year: report.year ?? 0,
      forms: report.forms,
      cells: report.cells,
      prose: report.prose,
    }),
  )

interface Line {
  line: object
  ok: boolean
}

function lineOf(file: string, { report, issues }: ParseResult): Line {
  if (!report) return { line: { file, error: reasonOf(issues), issues }, ok: false }
  const { org, year, district, title, published, forms, cells, prose } = report
  return {
    line: {
      file,
      org,
      year,
      district,
      title,
      published,
      forms,
      cells: mapped(cells, cellOut),
      prose: mapped(prose, proseOut),
      issues: [...issues, ...findings(report)],
    },
    ok: true,
  }
}

/** A file's line, or one for each file of a zip. */
async function* linesOf(path: string, reader: Reader): AsyncGenerator<Line> {
  try {
    for await (const file of filesAt(path)) yield lineOf(file.name, await reader.parse(file))
  } catch (error) {
    yield {
      line: {
        file: path,
        error: `无法读取文件 (cannot read the file): ${error instanceof Error ? error.message : String(error)}`,
      },
      ok: false,
    }
  }
}

/**
 * `parse FILE...`: one JSON object a line on stdout, in the order given; a zip gives a line for each of its files,
 * `a.zip/b.docx`. Exit code 0 if every file gave a report, 1 if one did not (its line is `{file, error}`), 2 without
 * files.
 */
export async function run(args: string[]): Promise<number> {
  if (args.length === 0) {
    process.stderr.write(USAGE)
    return 2
  }
  let code = 0
  const reader = openReader()
  try {
    for (const file of args) {
      for await (const { line, ok } of linesOf(file, reader)) {
        if (!ok) code = 1
        process.stdout.write(`${JSON.stringify(line)}\n`)
      }
    }
  } finally {
    await reader.close()
  }
  return code
}
