import { METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode } from '../../../src/domain/metrics'
import type { Nation } from '../data/nation'
import { TABLE_CODES } from '../data/table'
import type { FlatTable } from '../data/table'
import { MOVERS, TOP, rollupKey } from './engine'
import type { Engine, QuartilesAnswer, RollupAnswer } from './engine'

interface Entry {
  row: number
  value: number
}

/** Highest first; equals stay in map order. */
const descending = (a: Entry, b: Entry): number => b.value - a.value || a.row - b.row

/** Linear interpolation between order statistics, R type 7. */
export function quantile(sorted: readonly number[], p: number): number {
  const position = (sorted.length - 1) * p
  const low = Math.floor(position)
  return sorted[low]! + ((sorted[low + 1] ?? 0) - sorted[low]!) * (position - low)
}

/** Slow and obvious: what every engine must answer. */
export function createReference(nation: Nation, table: FlatTable): Engine {
  const idOf = (row: number): string => nation.orgs[row]!.id
  const entries = (metric: MetricCode, year: number): (Entry & { district: string })[] => {
    const column = table.metrics.get(metric)!
    return [...table.year.keys()]
      .filter((i) => table.year[i] === year && !Number.isNaN(column[i]!))
      .map((i) => ({ row: table.office[i]!, value: column[i]!, district: idOf(table.district[i]!) }))
  }
  const named = (found: readonly Entry[], size: number): [string, number][] =>
    found.slice(0, size).map(({ row, value }) => [idOf(row), value])
  const answer = <T>(value: T): Promise<() => T> => Promise.resolve(() => value)
  return {
    rank(metric, year) {
      const found = entries(metric, year).sort(descending)
      const own = found.find(({ row }) => idOf(row) === nation.focus.id)
      return answer({
        reported: found.length,
        top: named(found, TOP),
        position: own ? 1 + found.filter(({ value }) => value > own.value).length : null,
      })
    },
    quartiles(metric, year) {
      const groups: Record<string, number[]> = {}
      for (const { district, value } of entries(metric, year)) (groups[district] ??= []).push(value)
      const result: QuartilesAnswer = {}
      for (const [district, values] of Object.entries(groups)) {
        values.sort((a, b) => a - b)
        result[district] = [values.length, quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)]
      }
      return answer(result)
    },
    yoy(metric, year) {
      const before = new Map(entries(metric, year - 1).map(({ row, value }) => [row, value]))
      const both = entries(metric, year).filter(({ row }) => before.has(row))
      const moved = both.map(({ row, value }) => ({ row, value: value - before.get(row)! }))
      return answer({
        both: both.length,
        now: both.reduce((sum, { value }) => sum + value, 0),
        before: both.reduce((sum, { row }) => sum + before.get(row)!, 0),
        up: named(moved.filter(({ value }) => value > 0).sort(descending), MOVERS),
        down: named(
          moved.filter(({ value }) => value < 0).sort((a, b) => a.value - b.value || a.row - b.row),
          MOVERS,
        ),
      })
    },
    rollup(metric) {
      const column = table.metrics.get(metric)!
      const result: RollupAnswer = {}
      for (let i = 0; i < table.rows; i++) {
        if (Number.isNaN(column[i]!)) continue
        const group = (result[rollupKey(idOf(table.province[i]!), table.year[i]!)] ??= [0, 0])
        group[0]++
        group[1] += column[i]!
      }
      return answer(result)
    },
    report(office, year) {
      const i = [...table.year.keys()].find((at) => table.year[at] === year && idOf(table.office[at]!) === office)
      return answer(
        METRIC_CODES.map((code) => {
          const value = i === undefined ? NaN : table.metrics.get(code)![i]!
          return Number.isNaN(value) ? null : value
        }),
      )
    },
    completeness() {
      const place = new Map([...nation.offices].map((row, i) => [row, i]))
      const shares: (number | null)[] = new Array<null>(nation.offices.length * nation.years.length).fill(null)
      for (let i = 0; i < table.rows; i++) {
        let filled = table.dashes[i]!
        for (const code of TABLE_CODES) if (!Number.isNaN(table.metrics.get(code)![i]!)) filled++
        shares[place.get(table.office[i]!)! * nation.years.length + nation.years.indexOf(table.year[i]!)] =
          filled / table.cells[i]!
      }
      return answer(shares)
    },
  }
}
