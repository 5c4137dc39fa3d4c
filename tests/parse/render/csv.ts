import { toGb18030, toUtf16, toUtf8 } from './encode'
import type { Model } from './model'
import { numbered } from './pieces'
import { textsOf } from './places'

const quoted = (field: string): string => (/[",\n\t;]/u.test(field) ? `"${field.replace(/"/gu, '""')}"` : field)

/** As Excel and WPS export a sheet: every row as wide as the widest. */
export function csvOf(model: Model, mark = ',', change: (text: string) => string = (text) => text): string {
  const rows = numbered(model).flatMap((piece) => ('grid' in piece ? textsOf(piece.grid, () => '') : [[piece.text]]))
  const width = Math.max(...rows.map((row) => row.length))
  return rows
    .map((row) => Array.from({ length: width }, (_, x) => quoted(change(row[x] ?? ''))).join(mark))
    .join('\r\n')
}

const grouped = (text: string): string => (/^\d{4,}$/u.test(text) ? Number(text).toLocaleString('en-US') : text)

export const CSV: Record<string, [file: string, (model: Model) => Uint8Array]> = {
  'UTF-8 with a mark': ['r.csv', (model) => toUtf8(`\ufeff${csvOf(model)}`)],
  'UTF-8': ['r.csv', (model) => toUtf8(csvOf(model))],
  GB18030: ['r.csv', (model) => toGb18030(csvOf(model))],
  'thousands in quotes': ['r.csv', (model) => toUtf8(csvOf(model, ',', grouped))],
  'labels with line ends': [
    'r.csv',
    (model) => toUtf8(csvOf(model, ',', (text) => text.replace(/^(本年新|商业|科研|结果)/u, '$1\n'))),
  ],
  semicolons: ['r.csv', (model) => toUtf8(csvOf(model, ';'))],
  'a hint for Excel': ['r.csv', (model) => toUtf8(`sep=;\r\n${csvOf(model, ';')}`)],
  'tabs, UTF-16 as Excel’s Unicode text': ['r.tsv', (model) => toUtf16(csvOf(model, '\t'), true, true)],
  tabs: ['r.tsv', (model) => toUtf8(csvOf(model, '\t'))],
}
