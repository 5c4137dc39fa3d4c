import { MOST_COLUMNS, MOST_ROWS } from '../sheet/cells'
import type { Merge, SheetContent, SheetRow } from '../sheet/cells'
import { plainNumber } from '../sheet/format'
import { marked, settled, struck } from '../text/marks'
import { attributeOf, readXml } from '../text/xml'
import type { OdfStyle } from './styles'

export interface OdfSheet {
  name: string
  hidden: boolean
  content: SheetContent
}

/** Beside or over the cells: comments, drawings, sources of data, other documents' sheets kept as a copy. */
const DROPPED = new Set([
  'annotation',
  'shapes',
  'frame',
  'custom-shape',
  'tracked-changes',
  'table-source',
  'forms',
  'ruby-text',
])
const MOST_SHEETS = 64
const MOST_MERGES = 20_000
/** A row with words that repeats itself is a form's; a sheet of a million is none. */
const MOST_REPEATS = 200

const count = (value: string | undefined): number => Math.max(1, Number.parseInt(value ?? '1', 10) || 1)
const isAway = (attributes: Record<string, string>): boolean =>
  (attributeOf(attributes, 'visibility') ?? 'visible') !== 'visible'

const NUMERIC = /^(?:float|currency|percentage)$/u
const SHOWN = /[+-]?\d[\d,]*(?:\.\d+)?/u

/**
 * A number as its cell shows it, with all its digits: words that the format prints stay (477.35万元), what rounding left
 * out comes back. Where another number is shown than is stored, the text says so and is no number.
 */
export function numberText(value: number, type: string, shown: string): string {
  if (type === 'percentage') return `${plainNumber(value * 100)}%`
  const digits = SHOWN.exec(shown)?.[0]
  if (digits === undefined)
    return shown === '' || /^[-—–]$/u.test(shown.trim()) ? plainNumber(value) : `${plainNumber(value)}〔${shown}〕`
  const printed = Number(digits.replace(/,/gu, ''))
  const negative = value < 0 && printed > 0 && /^\s*[(（]|-/u.test(shown)
  const decimals = digits.split('.')[1]?.length ?? 0
  const same = Math.abs(Math.abs(value) - Math.abs(printed)) <= 0.5000001 * 10 ** -decimals
  if (!same || (value < 0 !== printed < 0 && !negative && value !== 0)) return `${plainNumber(value)}〔${shown}〕`
  const words = shown.replace(SHOWN, plainNumber(negative ? -value : value))
  return negative ? words.replace(/^\s*[(（](.*)[)）]\s*$/u, '-$1') : words
}

/** The sheets of an OpenDocument workbook (content.xml): cells with text or a frame, merged ranges, what is hidden. */
export function readOdfSheets(
  xml: Uint8Array,
  styleOf: (name: string | undefined) => OdfStyle,
): { sheets: OdfSheet[]; whole: boolean } {
  const sheets: OdfSheet[] = []
  let open:
    | {
        rows: SheetRow[]
        merges: Merge[]
        columns: { to: number; hidden: boolean; style?: string }[]
        away: Set<number>
      }
    | undefined
  let at = 0
  let column = 0
  let row: { cells: SheetRow['cells']; repeated: number; hidden: boolean } | undefined
  let cell: { text: string; type: string; value: string; style?: string; repeated: number } | undefined
  /** Noughts that their cells show nothing of; hidden where the file says what other numbers show. */
  const unshown: SheetRow['cells'] = []
  let showsNumbers = false
  const spans: OdfStyle[] = []
  let lines = 0
  let dropped = 0
  let reading = false
  const columnAt = (one: number) => open?.columns.find(({ to }) => one <= to)

  const textOf = ({ text, type, value }: NonNullable<typeof cell>): string => {
    if (NUMERIC.test(type)) {
      const number = Number(value)
      return value !== '' && Number.isFinite(number) ? numberText(number, type, text) : text
    }
    return type === 'date' ? value : settled(text)
  }
  const closeCell = (): void => {
    if (!cell || !row) return
    const style = styleOf(cell.style ?? columnAt(column)?.style)
    const { framed } = style
    const text = style.struck ? struck(textOf(cell)) : textOf(cell)
    const isNought = NUMERIC.test(cell.type) && Number(cell.value) === 0
    if (text !== '' || framed)
      for (let i = 0; i < cell.repeated && column + i <= MOST_COLUMNS; i++) {
        const one = { column: column + i, text, framed }
        row.cells.push(one)
        if (isNought && cell.text === '') unshown.push(one)
      }
    showsNumbers ||= NUMERIC.test(cell.type) && cell.text !== ''
    column += cell.repeated
    cell = undefined
  }
  const closeRow = (): void => {
    if (!open || !row) return
    const { cells, repeated, hidden } = row
    const worded = cells.some(({ text }) => text !== '')
    for (let i = 0; worded && i < Math.min(repeated, MOST_REPEATS) && open.rows.length < MOST_ROWS; i++) {
      open.rows.push({ row: at + i, cells })
      if (hidden) open.away.add(at + i)
    }
    // An empty row with frames is a row of a table.
    if (!worded && cells.length > 0 && repeated <= MOST_REPEATS && open.rows.length < MOST_ROWS) {
      open.rows.push({ row: at, cells })
      if (hidden) open.away.add(at)
    }
    at += repeated
    row = undefined
  }

  const openCell = (attributes: Record<string, string>, covered: boolean): void => {
    if (!row || !open) return
    const repeated = count(attributeOf(attributes, 'number-columns-repeated'))
    cell = {
      text: '',
      type: covered ? '' : (attributeOf(attributes, 'value-type') ?? ''),
      value: attributeOf(attributes, 'date-value') ?? attributeOf(attributes, 'value') ?? '',
      style: attributeOf(attributes, 'style-name'),
      repeated,
    }
    lines = 0
    const [wide, high] = [
      count(attributeOf(attributes, 'number-columns-spanned')),
      count(attributeOf(attributes, 'number-rows-spanned')),
    ]
    if ((wide > 1 || high > 1) && open.merges.length < MOST_MERGES)
      open.merges.push({ top: at, left: column, bottom: at + high - 1, right: column + wide - 1 })
  }

  const opened: Record<string, (attributes: Record<string, string>) => void> = {
    table: (attributes) => {
      if (sheets.length >= MOST_SHEETS) return
      const current = {
        rows: [] as SheetRow[],
        merges: [] as Merge[],
        columns: [] as { to: number; hidden: boolean; style?: string }[],
        away: new Set<number>(),
      }
      open = current
      at = 1
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        hidden: styleOf(attributeOf(attributes, 'style-name')).hidden,
        content: {
          rows: current.rows,
          merges: current.merges,
          isHiddenColumn: (one) => current.columns.find(({ to }) => one <= to)?.hidden ?? false,
          isHiddenRow: (one) => current.away.has(one),
        },
      })
    },
    'table-column': (attributes) => {
      if (!open || open.columns.length > MOST_COLUMNS) return
      const from = open.columns.at(-1)?.to ?? 0
      open.columns.push({
        to: from + count(attributeOf(attributes, 'number-columns-repeated')),
        hidden: isAway(attributes),
        style: attributeOf(attributes, 'default-cell-style-name'),
      })
    },
    'table-row': (attributes) => {
      column = 1
      row = { cells: [], repeated: count(attributeOf(attributes, 'number-rows-repeated')), hidden: isAway(attributes) }
    },
    'table-cell': (attributes) => openCell(attributes, false),
    'covered-table-cell': (attributes) => openCell(attributes, true),
    p: () => {
      reading = true
      if (cell && lines++ > 0) cell.text += '\n'
    },
    span: (attributes) => void spans.push(styleOf(attributeOf(attributes, 'style-name'))),
    s: (attributes) => {
      if (cell && reading) cell.text += ' '.repeat(Math.min(100, count(attributeOf(attributes, 'c'))))
    },
    tab: () => {
      if (cell && reading) cell.text += '\t'
    },
    'line-break': () => {
      if (cell && reading) cell.text += '\n'
    },
  }
  const closed: Record<string, () => void> = {
    p: () => {
      reading = false
    },
    span: () => void spans.pop(),
    'table-cell': closeCell,
    'covered-table-cell': closeCell,
    'table-row': closeRow,
    table: () => {
      open = undefined
    },
  }
  const whole = readXml(xml, {
    open(name, attributes) {
      if (dropped > 0 || DROPPED.has(name)) dropped++
      else opened[name]?.(attributes)
    },
    text(text) {
      if (!cell || !reading || dropped > 0 || spans.some(({ hidden }) => hidden)) return
      const isStruck = spans.some((span) => span.struck)
      cell.text += marked(text, { struck: isStruck, raised: spans.some(({ raised }) => raised) })
    },
    close(name) {
      if (dropped > 0) dropped--
      else closed[name]?.()
    },
  })
  if (showsNumbers) for (const cell of unshown) cell.text = ''
  return { sheets, whole }
}
