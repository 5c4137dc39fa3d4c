import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createTranslator } from '../i18n'
import type { ParsedReport } from '../parse'
import type { FileFailure, Gathered } from './gathered'
import { filesAt } from './reading/filesAt'
import { openReader } from './reading/reader'

/*
 * Kinds that a report may come in, those too that can only be refused with advice; not what a program leaves beside an
 * open file.
 */
const TEXTS = 'txt|html?|mht(?:ml)?|docx?|wps|rtf|odt|ofd|pdf'
const SHEETS = 'xlsx?|et|ods|csv|tsv'
const OTHERS = 'zip|rar|7z|png|jpe?g|tiff?|bmp'
const READABLE = new RegExp(`^(?!.*(?:^|[/\\\\])(?:\\.|~\\$)).*\\.(?:${TEXTS}|${SHEETS}|${OTHERS})$`, 'iu')

/** The files named, and those below folders named that have a kind that can be read; in a fixed order. */
export function reportFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    // What does not exist passes on, to be a failure among the others.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => READABLE.test(name))
      .sort()
      .map((name) => join(path, name))
  })
}

const entries = <K extends string, T>(record: Partial<Record<K, T>>): [K, T][] => Object.entries(record) as [K, T][]

const toReport = (parsed: ParsedReport, year: number, file: string): Gathered['report'] => ({
  year,
  forms: parsed.forms,
  source: {
    ...(parsed.title && { title: parsed.title }),
    file,
    ...(parsed.published !== undefined && { published: parsed.published }),
  },
  cells: parsed.cells,
  prose: Object.fromEntries(
    entries(parsed.prose).map(([code, { label, ...stated }]) => [
      code,
      { ...stated, ...(label && { label: label.slice(0, 30) }) },
    ]),
  ),
})

/**
 * Reads each file, and each of a zip, as a report. One that gives none, or no year, is a failure, and the rest still
 * come.
 */
export async function readReportFiles(
  paths: readonly string[],
): Promise<{ gathered: Gathered[]; failures: FileFailure[] }> {
  const { issue: wording } = createTranslator('zh-CN')
  const gathered: Gathered[] = []
  const failures: FileFailure[] = []
  const reader = openReader()
  for (const path of paths) {
    try {
      for await (const found of filesAt(path)) {
        const { name } = found
        const file = basename(name)
        const { report, issues } = await reader.parse(found)
        if (report?.year === undefined) {
          const error = issues.find(
            ({ code, severity }) => severity === 'error' || code === 'year-unknown' || code === 'archive-too-many',
          )
          failures.push({ from: name, reason: wording(error?.code ?? 'no-report-found', error?.params) })
          continue
        }
        const { org, district, year } = report
        gathered.push({
          from: name,
          said: { ...(org && { org }), ...(district && { district }), year },
          report: toReport(report, year, file),
          issues,
        })
      }
    } catch (error) {
      failures.push({ from: path, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  await reader.close()
  return { gathered, failures }
}
