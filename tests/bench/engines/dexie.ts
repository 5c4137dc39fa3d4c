import { Dexie } from 'dexie'
import type { Table } from 'dexie'
import { METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode } from '../../../src/domain/metrics'
import type { Nation } from '../data/nation'
import { TABLE_CODES, flatten } from '../data/table'
import { MOVERS, TOP, rollupKey } from './engine'
import type { Engine } from './engine'
import { quantile } from './reference'

/** One record a report, as an app would write it first. Offices are row numbers, to keep the records small. */
interface StoredReport {
  office: number
  year: number
  district: number
  province: number
  cells: number
  dashes: number
  figures: Partial<Record<MetricCode, number>>
}

const BATCH = 2_000

class ReportDb extends Dexie {
  declare reports: Table<StoredReport, [number, number]>

  constructor() {
    super('bench-reports')
    this.version(1).stores({ reports: '[office+year], year' })
  }
}

export const openReports = (): ReportDb => new ReportDb()

/** Writes every report; gives the milliseconds spent writing, without those spent making the records up. */
export async function fillReports(db: ReportDb, nation: Nation): Promise<number> {
  await db.reports.clear()
  let spent = 0
  for (const year of nation.years) {
    const table = flatten(nation, [year])
    for (let from = 0; from < table.rows; from += BATCH) {
      const records = Array.from({ length: Math.min(BATCH, table.rows - from) }, (_, k): StoredReport => {
        const i = from + k
        const figures: StoredReport['figures'] = {}
        for (const [code, values] of table.metrics) if (!Number.isNaN(values[i]!)) figures[code] = values[i]!
        return {
          office: table.office[i]!,
          year,
          district: table.district[i]!,
          province: table.province[i]!,
          cells: table.cells[i]!,
          dashes: table.dashes[i]!,
          figures,
        }
      })
      const start = performance.now()
      await db.reports.bulkAdd(records)
      spent += performance.now() - start
    }
  }
  return spent
}

export function createDexie(nation: Nation, db: ReportDb): Engine {
  const idOf = (row: number): string => nation.orgs[row]!.id
  const held = async (metric: MetricCode, year: number) =>
    (await db.reports.where('year').equals(year).toArray()).flatMap(({ office, district, figures }) => {
      const value = figures[metric]
      return value === undefined ? [] : [{ row: office, district, value }]
    })
  const named = (list: readonly { row: number; value: number }[]): [string, number][] =>
    list.map(({ row, value }) => [idOf(row), value])
  return {
    async rank(metric, year) {
      const found = await held(metric, year)
      found.sort((a, b) => b.value - a.value || a.row - b.row)
      const own = found.find(({ row }) => row === nation.focus.row)
      return () => ({
        reported: found.length,
        top: named(found.slice(0, TOP)),
        position: own ? 1 + found.filter(({ value }) => value > own.value).length : null,
      })
    },
    async quartiles(metric, year) {
      const groups = new Map<number, number[]>()
      for (const { district, value } of await held(metric, year)) {
        const group = groups.get(district)
        if (group) group.push(value)
        else groups.set(district, [value])
      }
      const found = [...groups].map(([district, values]) => {
        values.sort((a, b) => a - b)
        return [district, values.length, quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)] as const
      })
      return () => Object.fromEntries(found.map(([district, ...rest]) => [idOf(district), rest]))
    },
    async yoy(metric, year) {
      const before = new Map((await held(metric, year - 1)).map(({ row, value }) => [row, value]))
      const moved: { row: number; value: number }[] = []
      let now = 0
      let past = 0
      for (const { row, value } of await held(metric, year)) {
        const earlier = before.get(row)
        if (earlier === undefined) continue
        moved.push({ row, value: value - earlier })
        now += value
        past += earlier
      }
      const up = moved
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value || a.row - b.row)
        .slice(0, MOVERS)
      const down = moved
        .filter(({ value }) => value < 0)
        .sort((a, b) => a.value - b.value || a.row - b.row)
        .slice(0, MOVERS)
      return () => ({ both: moved.length, now, before: past, up: named(up), down: named(down) })
    },
    async rollup(metric) {
      const groups = new Map<string, [number, number]>()
      await db.reports.each(({ province, year, figures }) => {
        const value = figures[metric]
        if (value === undefined) return
        const key = `${province}/${year}`
        const group = groups.get(key)
        if (group) {
          group[0]++
          group[1] += value
        } else groups.set(key, [1, value])
      })
      return () =>
        Object.fromEntries(
          [...groups].map(([key, value]) => {
            const [province, year] = key.split('/').map(Number)
            return [rollupKey(idOf(province!), year!), value]
          }),
        )
    },
    async report(office, year) {
      const report = await db.reports.get([nation.rowOf.get(office)!, year])
      return () => METRIC_CODES.map((code) => report?.figures[code] ?? null)
    },
    async completeness() {
      const place = new Map([...nation.offices].map((row, i) => [row, i]))
      const shares: (number | null)[] = new Array<null>(nation.offices.length * nation.years.length).fill(null)
      await db.reports.each(({ office, year, cells, dashes, figures }) => {
        let filled = dashes
        for (const code of TABLE_CODES) if (figures[code] !== undefined) filled++
        shares[place.get(office)! * nation.years.length + nation.years.indexOf(year)] = filled / cells
      })
      return () => shares
    },
  }
}
