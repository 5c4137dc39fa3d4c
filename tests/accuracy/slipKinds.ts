import { APPLICANTS, applicationCode, applicationRows, challengeRows, outcomes } from '../../src/domain/metrics'
import type { ApplicationRow, MetricCode, TableCode } from '../../src/domain/metrics'
import { readFigure } from '../../src/domain/report'
import type { Report } from '../../src/domain/report'
import { SLIPPING } from '../../src/checks/columnSlip'
import { figure, formOf } from '../../src/checks/figures'
import type { Random } from '../../src/cli/synthetic/random'

/** What a cell holds instead; nothing where it is left blank. */
export type Slipped = Map<TableCode, number | undefined>

/** A way of getting a table wrong; nothing where the report gives no occasion for it. */
export type Slip = (report: Report, random: Random, previous?: Report) => Slipped | undefined

const valueOf = (report: Report, code: MetricCode): number => figure(report, code) ?? 0

const rowsOf = (report: Report): ApplicationRow[] => {
  const form = formOf(report, '3')
  return form === undefined ? [] : applicationRows(form)
}

const codesOf = (row: ApplicationRow) => APPLICANTS.map((column) => applicationCode(row, column))

const isWhole = (report: Report, codes: readonly MetricCode[]): boolean =>
  codes.every((code) => figure(report, code) !== undefined)

/** Cells of tables 三 and 四 with a figure, and those of them that are totals of a row or block. */
const counted = (report: Report): TableCode[] =>
  [
    ...rowsOf(report).flatMap(codesOf),
    ...challengeRows.flatMap((row) => outcomes.map((outcome): TableCode => `${row}.${outcome}`)),
  ].filter((code) => figure(report, code) !== undefined)

const pickFrom = <T>(random: Random, items: readonly T[]): T | undefined =>
  items.length === 0 ? undefined : random.pick(items)

/** Puts the figures of some cells into others, in turn. */
function exchanged(report: Report, one: readonly TableCode[], other: readonly TableCode[]): Slipped {
  const changes: Slipped = new Map()
  one.forEach((code, i) => {
    const across = other[i]!
    if (valueOf(report, code) === valueOf(report, across)) return
    changes.set(code, valueOf(report, across))
    changes.set(across, valueOf(report, code))
  })
  return changes
}

const neighbours = (report: Report): [ApplicationRow, ApplicationRow][] => {
  const rows = rowsOf(report)
  return rows.slice(1).map((row, i) => [rows[i]!, row])
}

const row: Slip = (report, random) => {
  const pair = pickFrom(
    random,
    neighbours(report).filter(
      ([one, other]) =>
        isWhole(report, [...codesOf(one), ...codesOf(other)]) &&
        exchanged(report, codesOf(one), codesOf(other)).size > 0,
    ),
  )
  return pair && exchanged(report, codesOf(pair[0]), codesOf(pair[1]))
}

const rowTotal: Slip = (report, random) => {
  const totals = neighbours(report).map((pair) => pair.map((one) => applicationCode(one, 'total')))
  const pair = pickFrom(
    random,
    totals.filter((both) => isWhole(report, both) && exchanged(report, [both[0]!], [both[1]!]).size > 0),
  )
  return pair && exchanged(report, [pair[0]!], [pair[1]!])
}

const line: Slip = (report, random) => {
  const codes = pickFrom(
    random,
    rowsOf(report)
      .map(codesOf)
      .filter((each) => isWhole(report, each) && each.some((code) => valueOf(report, code) !== 0)),
  )
  if (!codes) return undefined
  const moved = codes.map((code, i): [TableCode, number | undefined] => [
    code,
    i === 0 ? undefined : valueOf(report, codes[i - 1]!),
  ])
  return new Map(moved.filter(([code, value]) => value !== valueOf(report, code)))
}

const column: Slip = (report, random) => {
  const pairs = rowsOf(report)
    .map(codesOf)
    .filter((each) => isWhole(report, each))
    .flatMap((each) => each.slice(1, -1).map((code, i) => [each[i]!, code] as const))
    .filter(([one, other]) => valueOf(report, one) !== valueOf(report, other))
  const pair = pickFrom(random, pairs)
  return pair && exchanged(report, [pair[0]], [pair[1]])
}

const columnOfTwo: Slip = (report, random) => {
  if (formOf(report, '2') !== '2019') return undefined
  const name = pickFrom(
    random,
    SLIPPING.filter((each) => valueOf(report, `${each}.decisions`) > 0),
  )
  return (
    name &&
    new Map<TableCode, number | undefined>([
      [`${name}.previous`, undefined],
      [`${name}.change`, valueOf(report, `${name}.decisions`)],
      [`${name}.decisions`, undefined],
    ])
  )
}

const unit: Slip = (report, random) => {
  const code = pickFrom(
    random,
    (['fee.amount', 'procurement.amount'] as const).filter((each) => valueOf(report, each) > 0),
  )
  return code && new Map([[code, valueOf(report, code) * 10_000]])
}

/** A cell whose figure, as written, is written otherwise. */
const rewritten =
  (write: (digits: string, random: Random) => string | undefined): Slip =>
  (report, random) => {
    const ways = counted(report).flatMap((code): [TableCode, number][] => {
      const digits = String(valueOf(report, code))
      const other = write(digits, random)
      return other === undefined || Number(other) === Number(digits) ? [] : [[code, Number(other)]]
    })
    const way = pickFrom(random, ways)
    return way && new Map([way])
  }

const dropped = rewritten((digits, random) => {
  if (digits.length < 2) return undefined
  const at = random.int(0, digits.length - 1)
  return digits.slice(0, at) + digits.slice(at + 1)
})

const swapped = rewritten((digits, random) => {
  if (digits.length < 2) return undefined
  const at = random.int(0, digits.length - 2)
  return digits.slice(0, at) + digits[at + 1]! + digits[at]! + digits.slice(at + 2)
})

const forgotten: Slip = (report, random) => {
  const code = pickFrom(
    random,
    counted(report).filter((each) => each.endsWith('.total') && valueOf(report, each) > 0),
  )
  return code && new Map([[code, 0]])
}

const pasted: Slip = (report, _random, previous) => {
  const form = formOf(report, '3')
  if (!previous || form === undefined || form !== formOf(previous, '3')) return undefined
  const changes = rowsOf(report)
    .flatMap(codesOf)
    .filter((code) => readFigure(report, code) !== readFigure(previous, code))
  return changes.length === 0 ? undefined : new Map(changes.map((code) => [code, figure(previous, code)]))
}

const stale: Slip = (report, random, previous) => {
  if (!previous) return undefined
  const differing = rowsOf(report)
    .map((row) => codesOf(row).filter((code) => figure(previous, code) !== undefined))
    .map((codes) => codes.filter((code) => figure(report, code) !== figure(previous, code)))
    .filter((codes) => codes.length > 0 && isWhole(report, codes))
  const codes = pickFrom(random, differing)
  return codes && new Map(codes.map((code) => [code, figure(previous, code)]))
}

const noTotals: Slip = (report) => {
  const totals = rowsOf(report)
    .map((row) => applicationCode(row, 'total'))
    .filter((code) => valueOf(report, code) > 0)
  return totals.length === 0 ? undefined : new Map(totals.map((code) => [code, 0]))
}

/** Two slips of single cells in one report. */
const twice: Slip = (report, random) => {
  const cells = counted(report)
  if (cells.length < 2) return undefined
  const made: Slipped = new Map()
  while (made.size < 2) {
    const code = random.pick(cells)
    const value = random.int(0, 2 * valueOf(report, code) + 3)
    if (value !== valueOf(report, code)) made.set(code, value)
  }
  return made
}

/** The slips that are made, by the name they are told by. */
export const SLIPS: Readonly<Record<string, Slip>> = {
  'two rows exchanged': row,
  'a total in the row beside': rowTotal,
  'a line one place to the right': line,
  'a figure in the column beside': column,
  'decisions under 本年增/减': columnOfTwo,
  '元 under a heading of 万元': unit,
  'a digit dropped': dropped,
  'two digits swapped': swapped,
  'a total forgotten': forgotten,
  'last year’s table 三': pasted,
  'last year’s row of table 三': stale,
  'two cells with other figures': twice,
  'the whole column 总计 left at 0': noTotals,
}

/** The report with a slip in it. */
export const withSlip = (report: Report, slipped: Slipped): Report => ({
  ...report,
  cells: {
    ...report.cells,
    ...Object.fromEntries([...slipped].map(([code, value]) => [code, value ?? { missing: 'blank' as const }])),
  },
})
