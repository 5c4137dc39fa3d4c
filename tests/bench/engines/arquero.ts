import { agg, desc, op, table as arqueroTable } from 'arquero'
import type { ColumnTable } from 'arquero'
import { METRIC_CODES } from '../../../src/domain/metrics'
import type { Nation } from '../data/nation'
import { TABLE_CODES, isMoney } from '../data/table'
import type { FlatTable } from '../data/table'
import { MOVERS, TOP, rollupKey } from './engine'
import type { Engine } from './engine'

const VALUE = 'value'

/**
 * Columns are typed arrays with NaN for what is missing, which Arquero leaves out of every reducer; single precision
 * where exact.
 */
export function createArquero(nation: Nation, source: FlatTable): Engine {
  const columns: Record<string, ArrayLike<number>> = {
    office: source.office,
    district: source.district,
    province: source.province,
    year: source.year,
    cells: source.cells,
    dashes: source.dashes,
  }
  for (const [code, values] of source.metrics) {
    columns[code] = isMoney(code) ? values : Float32Array.from(values)
  }
  source.metrics.clear()
  const all = arqueroTable(columns)
  const idOf = (row: number): string => nation.orgs[row]!.id
  const ofYear = (year: number, ...metrics: string[]): ColumnTable =>
    all.select('office', 'district', 'year', ...metrics).filter(`d => d.year === ${year}`)
  const held = (metric: string, year: number): ColumnTable =>
    ofYear(year, metric)
      .rename({ [metric]: VALUE })
      .filter('d => d.value === d.value')
  return {
    rank(metric, year) {
      const of = held(metric, year)
      const top = of.orderby(desc(VALUE), 'office').slice(0, TOP).reify()
      const own = of.filter(`d => d.office === ${nation.focus.row}`).array(VALUE)[0] as number | undefined
      const position = own === undefined ? null : 1 + of.filter(`d => d.value > ${own}`).numRows()
      const reported = of.numRows()
      return Promise.resolve(() => ({
        reported,
        position,
        top: (top.objects() as { office: number; value: number }[]).map(({ office, value }): [string, number] => [
          idOf(office),
          value,
        ]),
      }))
    },
    quartiles(metric, year) {
      const found = held(metric, year)
        .groupby('district')
        .rollup({
          count: op.count(),
          q1: op.quantile(VALUE, 0.25),
          median: op.quantile(VALUE, 0.5),
          q3: op.quantile(VALUE, 0.75),
        })
      return Promise.resolve(() =>
        Object.fromEntries(
          (found.objects() as { district: number; count: number; q1: number; median: number; q3: number }[]).map(
            ({ district, count, q1, median, q3 }) => [idOf(district), [count, q1, median, q3]],
          ),
        ),
      )
    },
    yoy(metric, year) {
      const moved = held(metric, year)
        .select('office', VALUE)
        .join(
          held(metric, year - 1)
            .select('office', VALUE)
            .rename({ [VALUE]: 'past' }),
          'office',
        )
        .derive({ difference: 'd => d.value - d.past' })
        .reify()
      const now = (agg(moved, op.sum(VALUE)) as number | undefined) ?? 0
      const before = (agg(moved, op.sum('past')) as number | undefined) ?? 0
      const up = moved.filter('d => d.difference > 0').orderby(desc('difference'), 'office').slice(0, MOVERS).reify()
      const down = moved.filter('d => d.difference < 0').orderby('difference', 'office').slice(0, MOVERS).reify()
      const named = (list: ColumnTable): [string, number][] =>
        (list.objects() as { office: number; difference: number }[]).map(({ office, difference }) => [
          idOf(office),
          difference,
        ])
      return Promise.resolve(() => ({ both: moved.numRows(), now, before, up: named(up), down: named(down) }))
    },
    rollup(metric) {
      const found = all.groupby('province', 'year').rollup({ count: op.valid(metric), sum: op.sum(metric) })
      return Promise.resolve(() =>
        Object.fromEntries(
          (found.objects() as { province: number; year: number; count: number; sum: number }[])
            .filter(({ count }) => count > 0)
            .map(({ province, year, count, sum }) => [rollupKey(idOf(province), year), [count, sum]]),
        ),
      )
    },
    report(office, year) {
      const [record] = all
        .filter(`d => d.office === ${nation.rowOf.get(office)!} && d.year === ${year}`)
        .objects() as Record<string, number>[]
      return Promise.resolve(() =>
        METRIC_CODES.map((code) => {
          const value = record?.[code] ?? NaN
          return Number.isNaN(value) ? null : value
        }),
      )
    },
    completeness() {
      const sum = TABLE_CODES.map((code) => `(d[${JSON.stringify(code)}] === d[${JSON.stringify(code)}] ? 1 : 0)`).join(
        ' + ',
      )
      const found = all.derive({ share: `d => (d.dashes + ${sum}) / d.cells` }).select('office', 'year', 'share')
      const share = found.array('share') as number[]
      return Promise.resolve(() => {
        const place = new Map([...nation.offices].map((row, i) => [row, i]))
        const shares: (number | null)[] = new Array<null>(nation.offices.length * nation.years.length).fill(null)
        for (let i = 0; i < share.length; i++) {
          shares[place.get(source.office[i]!)! * nation.years.length + nation.years.indexOf(source.year[i]!)] =
            share[i]!
        }
        return shares
      })
    },
  }
}
