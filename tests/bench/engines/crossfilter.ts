import crossfilter from 'crossfilter2'
import type { Dimension } from 'crossfilter2'
import { METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode } from '../../../src/domain/metrics'
import type { Nation } from '../data/nation'
import type { FlatTable } from '../data/table'
import { METRICS_ASKED, MOVERS, TOP, rollupKey } from './engine'
import type { Engine } from './engine'
import { quantile } from './reference'

/** Two values differ by a cent at least: ties come out in map order. */
const CENTS = 100
const WIDTH = 1 << 16

/**
 * Records are row numbers and dimensions read the columns, the leanest way to use it. A dimension a metric asked is
 * made beforehand: making one takes longer than any query. A group first adds every record and then takes back what a
 * filter hides, so reducers that look at the year are quicker than a filter. It has no answer to completeness.
 */
export function createCrossfilter(nation: Nation, table: FlatTable): Engine {
  const rows = Uint32Array.from({ length: table.rows }, (_, i) => i)
  const all = crossfilter<number>([...rows])
  const column = (metric: MetricCode): Float64Array => table.metrics.get(metric)!
  const keyOf = (value: number, office: number): number =>
    Number.isNaN(value) ? -Infinity : Math.round(value * CENTS) * WIDTH + (WIDTH - 1 - office)
  const byYear = all.dimension((i) => table.year[i]!)
  const byDistrict = all.dimension((i) => table.district[i]!)
  const byOffice = all.dimension((i) => table.office[i]!)
  const byPlace = all.dimension((i) => table.province[i]! * 10_000 + table.year[i]!)
  const byMetric = new Map<MetricCode, Dimension<number, number>>(
    METRICS_ASKED.map((metric) => [metric, all.dimension((i) => keyOf(column(metric)[i]!, table.office[i]!))]),
  )
  const idOf = (row: number): string => nation.orgs[row]!.id
  return {
    rank(metric, year) {
      const values = column(metric)
      const dimension = byMetric.get(metric)!
      byYear.filterExact(year)
      dimension.filterRange([Number.MIN_SAFE_INTEGER, Infinity])
      const top = dimension.top(TOP)
      const reported = all.groupAll().reduceCount()
      const count = reported.value() as number
      const own = byOffice.filterExact(nation.focus.row).top(1)[0]
      byOffice.filterAll()
      let position: number | null = null
      if (own !== undefined) {
        dimension.filterRange([keyOf(values[own]!, -1), Infinity])
        position = 1 + (reported.value() as number)
      }
      reported.dispose()
      dimension.filterAll()
      byYear.filterAll()
      return Promise.resolve(() => ({
        reported: count,
        position,
        top: top.map((i): [string, number] => [idOf(table.office[i]!), values[i]!]),
      }))
    },
    quartiles(metric, year) {
      const values = column(metric)
      const group = byDistrict.group<number, number[]>().reduce(
        (held, i) => {
          if (table.year[i] === year && !Number.isNaN(values[i]!)) held.push(values[i]!)
          return held
        },
        (held) => held,
        () => [],
      )
      const found = group.all().map(({ key, value }) => {
        value.sort((a, b) => a - b)
        return [key, value.length, quantile(value, 0.25), quantile(value, 0.5), quantile(value, 0.75)] as const
      })
      group.dispose()
      return Promise.resolve(() =>
        Object.fromEntries(found.filter(([, count]) => count > 0).map(([key, ...rest]) => [idOf(key), rest])),
      )
    },
    yoy(metric, year) {
      const values = column(metric)
      const group = byOffice.group<number, [number, number]>().reduce(
        (held, i) => {
          if (table.year[i] === year) held[1] = values[i]!
          else if (table.year[i] === year - 1) held[0] = values[i]!
          return held
        },
        (held) => held,
        () => [NaN, NaN],
      )
      const moved: { row: number; value: number }[] = []
      let now = 0
      let before = 0
      for (const {
        key,
        value: [past, present],
      } of group.all()) {
        const difference = present - past
        if (Number.isNaN(difference)) continue
        moved.push({ row: key, value: difference })
        now += present
        before += past
      }
      group.dispose()
      moved.sort((a, b) => b.value - a.value || a.row - b.row)
      const up = moved.slice(0, MOVERS).filter(({ value }) => value > 0)
      const least = moved.at(-Math.min(MOVERS, moved.length))?.value ?? 0
      const down = moved
        .filter(({ value }) => value <= least && value < 0)
        .sort((a, b) => a.value - b.value || a.row - b.row)
        .slice(0, MOVERS)
      const named = (list: typeof moved): [string, number][] => list.map(({ row, value }) => [idOf(row), value])
      return Promise.resolve(() => ({ both: moved.length, now, before, up: named(up), down: named(down) }))
    },
    rollup(metric) {
      const values = column(metric)
      const group = byPlace.group<number, [number, number]>().reduce(
        (held, i) => {
          if (!Number.isNaN(values[i]!)) {
            held[0]++
            held[1] += values[i]!
          }
          return held
        },
        (held) => held,
        () => [0, 0],
      )
      const found = group.all().map(({ key, value }) => ({ key, value }))
      group.dispose()
      return Promise.resolve(() =>
        Object.fromEntries(
          found
            .filter(({ value }) => value[0] > 0)
            .map(({ key, value }) => [rollupKey(idOf(Math.floor(key / 10_000)), key % 10_000), value]),
        ),
      )
    },
    report(office, year) {
      byOffice.filterExact(nation.rowOf.get(office)!)
      byYear.filterExact(year)
      const i = byOffice.top(1)[0]
      byYear.filterAll()
      byOffice.filterAll()
      const found = METRIC_CODES.map((code) => (i === undefined ? NaN : column(code)[i]!))
      return Promise.resolve(() => found.map((value) => (Number.isNaN(value) ? null : value)))
    },
  }
}
