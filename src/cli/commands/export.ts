import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import writeXlsx from 'write-excel-file/node'
import { METRIC_CODES } from '../../domain/metrics'
import { columnBlocksOf, blockFigure } from '../../formats/blocks'
import { FormatError } from '../../formats/source'
import { LEADING } from '../../formats/wideTable'
import { decodeForms } from '../../pack/formCodes'
import type { Prepared } from '../../pack/records'
import { longCsv } from '../longTable'
import { UsageError, command, readArguments } from '../arguments'
import { SET_FORMATS, readSetFile, writeSet } from '../sets'
import type { SetFormat } from '../sets'

/** Rows of a sheet, its heading among them. */
const MOST_ROWS = 1_048_576

/** A sheet of the wide table. Texts are written as texts, never as formulas. */
async function writeSheet(prepared: Prepared, path: string): Promise<void> {
  const most = prepared.manifest.counts.reports + prepared.manifest.counts.orgs
  if (most >= MOST_ROWS)
    throw new UsageError(
      `Excel 一张表最多 ${MOST_ROWS} 行，这个数据集有 ${most} 行。请改用 --format csv 或 parquet (too many rows for Excel)`,
    )
  const cell = (value: string | number | undefined) =>
    value === undefined || value === ''
      ? null
      : typeof value === 'number'
        ? { value, type: Number }
        : { value, type: String }
  const sheet = [[...LEADING, ...METRIC_CODES].map((value) => cell(value))]
  for (const block of columnBlocksOf(prepared, 1000)) {
    const { orgs, years, forms } = block
    for (let row = 0; row < block.rows; row++) {
      const { id, name, level, parents } = orgs[row]!
      const of = years[row] === 0 ? {} : decodeForms(forms[row]!)
      const figures = METRIC_CODES.map((_, code) => blockFigure(block, code, row))
      sheet.push(
        [id, name, level, JSON.stringify(parents), years[row] || undefined, of[2], of[3], of[4], ...figures].map(cell),
      )
    }
  }
  await writeXlsx(sheet).toFile(path)
}

/**
 * `export DATASET --format csv|parquet|pack|xlsx|long -o FILE`: a dataset of any kind (.json, wide .csv, .parquet,
 * .lens, each also .gz but Parquet) as another, figures and kinds of absence as published. Exit code 0; 1 where the
 * dataset is not valid, with one line for each issue.
 */
export const run = command(async (args) => {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { format: { type: 'string' }, output: { type: 'string', short: 'o' } },
  })
  const [path] = positionals
  const { format, output } = values
  if (
    path === undefined ||
    positionals.length > 1 ||
    output === undefined ||
    !['xlsx', 'long', ...SET_FORMATS].includes(format ?? '')
  ) {
    throw new UsageError('export DATASET --format csv|parquet|pack|xlsx|long -o FILE')
  }
  try {
    const { prepared, issues } = await readSetFile(path)
    if (!prepared) {
      for (const one of issues) process.stderr.write(`${JSON.stringify(one)}\n`)
      return 1
    }
    if (format === 'xlsx') await writeSheet(prepared, output)
    else if (format === 'long') await pipeline(Readable.from(longCsv(prepared)), createWriteStream(output))
    else await writeSet(prepared, format as SetFormat, output)
    return 0
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    process.stderr.write(`${JSON.stringify({ code: error.code, at: error.at, params: error.params })}\n`)
    return 1
  }
})
