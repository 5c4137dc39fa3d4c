import type { Figure, FigureTable, TableEntry } from '../charts/figure'
import { countOf, rowAt } from '../charts/parts/longTable'
import { guarded, quoted } from '../formats/wideTable'
import { dayOf } from '../domain/deadline'
import { dataText, footOf, subtitleOf } from './frame'
import type { Stamp } from './frame'

/** A field of an export: a number as it counts, or words; nothing where there is nothing to say. */
export type Field = number | string | undefined

/** A sheet of a workbook. */
export interface DataSheet {
  name: string
  rows: Field[][]
  /** Whether the first row names the columns. */
  headed: boolean
  /** Columns whose numbers are shares, to be shown as percentages. */
  shares: ReadonlySet<number>
}

const isShare = ({ text, sort }: TableEntry): boolean => typeof sort === 'number' && text.endsWith('%')

/** A number where it counts; the kind of missing, or a printed number that was left out, in words. */
const fieldOf = (entry: TableEntry): Field =>
  typeof entry.sort === 'number' ? entry.sort : entry.doubtful ? `${entry.text} ※` : entry.text || undefined

/** The table that stands for all offices of a figure, where it draws some. */
const wholeTable = (figure: Figure): Promise<FigureTable> => figure.whole?.table() ?? Promise.resolve(figure.table)

/**
 * A figure's data: the table with typed numbers and the kinds of missing as words; what it is and where it comes from;
 * and each figure that is in doubt, was corrected or has words of its own, with these. Money in yuan, shares as
 * fractions.
 */
export async function dataSheets(figure: Figure, { words, ...stamp }: Stamp): Promise<DataSheet[]> {
  const { t } = words
  const table = await wholeTable(figure)
  const shares = new Set<number>()
  const rows: Field[][] = [table.columns.map(({ label }) => label)]
  const remarked: Field[] = [t('export.remarks')]
  const marked: Field[][] = [
    [t('common.office'), t('export.column'), t('export.printed'), 'OBS_STATUS', t('export.origin'), t('export.why')],
  ]
  for (let i = 0; i < countOf(table); i++) {
    const { entries } = rowAt(table, i)
    const remarks: string[] = []
    const name = entries.find(({ sort }) => typeof sort === 'string')?.text ?? entries[0]?.text
    entries.forEach((entry, column) => {
      if (isShare(entry)) shares.add(column)
      const why = entry.why ?? (entry.doubtful ? t('state.doubtful') : undefined)
      const all = [
        ...(why ? [why] : []),
        ...(entry.corrected ? [t('report.corrected')] : []),
        ...(entry.label ? [entry.label] : []),
      ]
      const { label } = table.columns[column]!
      if (entry.quotient) remarks.push(`${label}${t('common.colon')}${entry.quotient}`)
      if (all.length === 0) return
      const { status, origin } = entry.observed ?? {}
      marked.push([name, label, entry.text, status, origin && t(`origin.${origin}`), words.list(all)])
      remarks.push(`${label}${t('common.colon')}${words.list(all)}`)
    })
    rows.push(entries.map(fieldOf))
    remarked.push(remarks.join(t('common.clause-sep')) || undefined)
  }
  // What a table says beside its numbers stays beside them, also where only this sheet is taken.
  if (remarked.slice(1).some(Boolean)) rows.forEach((row, i) => row.push(remarked[i]))
  const about: Field[][] = [
    [t('export.about.title'), figure.title],
    [t('export.about.subtitle'), subtitleOf(figure, { words, synthetic: stamp.synthetic })],
    [t('export.about.source'), footOf(figure, words)],
    [t('export.about.units'), t('export.about.units-text')],
    [t('export.about.made'), dayOf(stamp.made)],
    ...(stamp.data ? [[t('export.about.data'), dataText({ words, ...stamp })]] : []),
    ...(stamp.link ? [[t('export.about.link'), stamp.link]] : []),
  ]
  return [
    { name: t('export.sheet.data'), rows, headed: true, shares },
    { name: t('export.sheet.about'), rows: about, headed: false, shares: new Set() },
    ...(marked.length > 1
      ? [{ name: t('export.sheet.marked'), rows: marked, headed: true, shares: new Set<number>() }]
      : []),
  ]
}

/** As a text that spreadsheets open: with a mark of its encoding, and texts that are no formulas. */
export const csvOf = ({ rows }: DataSheet): string =>
  `\uFEFF${rows
    .map((row) =>
      row.map((field) => (typeof field === 'string' ? quoted(guarded(field)) : (field ?? '').toString())).join(),
    )
    .join('\r\n')}\r\n`
