import { asCell, asProse } from '../../domain/cell'
import {
  APPLICANTS,
  challengeCodes,
  formInForce,
  applicationRows,
  applicationCode,
  TABLE_TWO,
} from '../../domain/metrics'
import type { Channel, MetricCode, ProseCode, TableCode, TableId } from '../../domain/metrics'
import { readFigure } from '../../domain/report'
import type { Report } from '../../domain/report'

/** One thing worth saying of a report, with the cells it rests on. Wording lives in i18n. */
export type Highlight =
  | { kind: 'share'; channel: Channel; value: number; share: number; cells: ProseCode[] }
  | { kind: 'channels-agree'; parts: number[]; total: number; cells: ProseCode[] }
  | { kind: 'procurement'; projects: number; amount: number; cells: MetricCode[] }
  | { kind: 'applications'; received: number; closed: number; granted: number; cells: MetricCode[] }
  | { kind: 'dashes'; tables: TableId[]; cells: MetricCode[] }
  | { kind: 'partial'; cells: [] }

const CHANNELS: readonly Exclude<Channel, 'total'>[] = [
  'website',
  'new-media',
  'wechat',
  'weibo',
  'press',
  'noticeboard',
  'other',
]

const stated = (report: Report, code: ProseCode): number | undefined => {
  const figure = report.prose[code]
  return figure === undefined ? undefined : asProse(figure).value
}

function channels(report: Report): Highlight[] {
  const total = stated(report, 'published.total')
  const parts = CHANNELS.flatMap((channel) => {
    const value = stated(report, `published.${channel}`)
    return value === undefined ? [] : [{ channel, value }]
  })
  const largest = parts.reduce<(typeof parts)[number] | undefined>(
    (most, part) => (most && most.value >= part.value ? most : part),
    undefined,
  )
  if (total === undefined || total <= 0 || !largest || largest.value > total) return []
  const found: Highlight[] = [
    {
      kind: 'share',
      channel: largest.channel,
      value: largest.value,
      share: largest.value / total,
      cells: [`published.${largest.channel}`, 'published.total'],
    },
  ]
  if (parts.length > 1 && parts.reduce((sum, part) => sum + part.value, 0) === total) {
    found.push({
      kind: 'channels-agree',
      parts: parts.map((part) => part.value),
      total,
      cells: ['published.total', ...parts.map((part): ProseCode => `published.${part.channel}`)],
    })
  }
  return found
}

function procurement(report: Report): Highlight[] {
  const [projects, amount] = [readFigure(report, 'procurement.projects'), readFigure(report, 'procurement.amount')]
  return typeof projects === 'number' && typeof amount === 'number' && projects > 0
    ? [{ kind: 'procurement', projects, amount, cells: ['procurement.amount', 'procurement.projects'] }]
    : []
}

function applications(report: Report): Highlight[] {
  const cells = ['applications.new.total', 'applications.closed.total', 'applications.granted.total'] as const
  const [received, closed, granted] = cells.map((code) => readFigure(report, code))
  return typeof received === 'number' &&
    typeof closed === 'number' &&
    typeof granted === 'number' &&
    received + closed > 0
    ? [{ kind: 'applications', received, closed, granted, cells: [...cells] }]
    : []
}

const cellsOfTable = (report: Report, table: TableId): TableCode[] => {
  const form = report.forms[table] ?? formInForce(report.year)
  if (table === '2') return TABLE_TWO[form].flatMap((block) => block.rows.flatMap((row) => row.codes))
  if (table === '4') return challengeCodes
  return applicationRows(form).flatMap((row) => APPLICANTS.map((column) => applicationCode(row, column)))
}

function dashes(report: Report): Highlight[] {
  const empty = (['2', '3', '4'] as const).filter((table) => {
    const cells = cellsOfTable(report, table).map((code) => report.cells[code])
    const kinds = cells.map((cell) => (cell === undefined ? undefined : asCell(cell).missing))
    return kinds.includes('dash') && kinds.every((kind) => kind === 'dash' || kind === 'blank')
  })
  return empty.length > 0 ? [{ kind: 'dashes', tables: empty, cells: [cellsOfTable(report, empty[0]!)[0]!] }] : []
}

/** Whether all three tables were seen, as far as the report tells. */
const isPartial = (report: Report): boolean =>
  (['2', '3', '4'] as const).some((table) => report.forms[table] === undefined)

/** What a reader of this one report should be told first. */
export const highlights = (report: Report): Highlight[] => [
  ...channels(report),
  ...procurement(report),
  ...applications(report),
  ...dashes(report),
  ...(isPartial(report) ? [{ kind: 'partial', cells: [] } satisfies Highlight] : []),
]
