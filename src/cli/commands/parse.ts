import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { checkReport, findingIssues } from '../../checks'
import type { Cell, ProseFigure } from '../../domain/cell'
import type { Issue } from '../../domain/issues'
import { parseReport } from '../../parse'
import type { ParsedReport } from '../../parse'

const USAGE = 'Usage: npm run --silent cli -- parse FILE...\n'

const WORDS: Partial<Record<Issue['code'], string>> = {
  'file-empty': '文件是空的 (the file is empty)',
  'file-too-large': '文件超过 20 MB (the file is larger than 20 MB)',
  'file-kind-unsupported': '暂不支持这种文件，请另存为 .txt 或 .html (this kind of file is not supported yet; save it as .txt or .html)',
  'file-not-text': '文件不是文本 (the file is not text)',
  'no-report-found': '没有找到年度报告的表格或数字 (no table or figure of an annual report was found)',
}

const cellOut = (cell: Cell): number | Cell => (cell.value !== undefined ? cell.value : { missing: cell.missing, ...(cell.raw !== undefined && { raw: cell.raw }) })
const proseOut = (figure: ProseFigure): number | { value: number; approx: true } => (figure.approx ? { value: figure.value, approx: true } : figure.value)

const mapped = <V, W>(record: Partial<Record<string, V>>, change: (value: V) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(record).flatMap(([code, value]) => (value === undefined ? [] : [[code, change(value)]])))

/** The checks look at a whole report; what the file does not tell is nothing to them. */
const findings = (report: ParsedReport): Issue[] =>
  findingIssues(checkReport({ org: report.org ?? '', year: report.year ?? 0, forms: report.forms, cells: report.cells, prose: report.prose }))

async function lineFor(file: string): Promise<{ line: object; ok: boolean }> {
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await readFile(file))
  } catch (error) {
    return { line: { file, error: `无法读取文件 (cannot read the file): ${error instanceof Error ? error.message : String(error)}` }, ok: false }
  }
  const { report, issues } = await parseReport(bytes, basename(file))
  if (!report) {
    const problem = issues.find(({ severity }) => severity === 'error')
    const kind = problem?.params?.kind === undefined ? '' : `: ${problem.params.kind}`
    return { line: { file, error: `${(problem && WORDS[problem.code]) ?? problem?.code ?? 'no-report-found'}${kind}`, issues }, ok: false }
  }
  const { org, year, district, title, forms, cells, prose } = report
  return {
    line: { file, org, year, district, title, forms, cells: mapped(cells, cellOut), prose: mapped(prose, proseOut), issues: [...issues, ...findings(report)] },
    ok: true,
  }
}

/**
 * `parse FILE...`: one JSON object a line on stdout, in the order given. Exit code 0 if every file gave a report, 1 if one did
 * not (its line is `{file, error}`), 2 without files.
 */
export async function run(args: string[]): Promise<number> {
  if (args.length === 0) {
    process.stderr.write(USAGE)
    return 2
  }
  let code = 0
  for (const file of args) {
    const { line, ok } = await lineFor(file)
    if (!ok) code = 1
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
  return code
}
