import { METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode } from '../../../src/domain/metrics'
import { parentOf } from '../../../src/domain/orgs'
import { createClient } from '../../../src/query/client'
import type { EvidenceReader } from '../../../src/query/client'
import type { Frame } from '../../../src/query/frame'
import { rank } from '../../../src/query/measures/rank'
import type { MatrixResult } from '../../../src/query/spec'
import type { Nation } from '../data/nation'
import { MOVERS, TOP, rollupKey } from './engine'
import type { Engine, QuartilesAnswer, RollupAnswer } from './engine'
import { quantile } from './reference'

/**
 * The project itself, asked through `run(spec)` only, as its screens ask it. Every question goes to a client of its own:
 * a client keeps answers, and handing one out again would measure nothing.
 */
export function createOurs(nation: Nation, frame: Frame, reader: EvidenceReader): Engine {
  const matrix = (metric: MetricCode, years: readonly number[], year = years.at(-1)!): Promise<MatrixResult> =>
    createClient(frame, reader).run({ kind: 'matrix', metric, scope: { level: 'street', year }, years })
  return {
    async rank(metric, year) {
      const answer = await matrix(metric, [year])
      const { ranked } = rank(answer, year)
      return () => ({
        reported: ranked.length,
        top: ranked.slice(0, TOP).map(({ row, value }): [string, number] => [answer.orgs[row]!.id, value]),
        position: ranked.find(({ row }) => answer.orgs[row]!.id === nation.focus.id)?.rank ?? null,
      })
    },
    async quartiles(metric, year) {
      const { orgs, values } = await matrix(metric, [year])
      const groups = new Map<string, number[]>()
      orgs.forEach((org, i) => {
        if (Number.isNaN(values[i]!)) return
        const district = parentOf(org, year)!
        const group = groups.get(district)
        if (group) group.push(values[i]!)
        else groups.set(district, [values[i]!])
      })
      const result: QuartilesAnswer = {}
      for (const [district, held] of groups) {
        held.sort((a, b) => a - b)
        result[district] = [held.length, quantile(held, 0.25), quantile(held, 0.5), quantile(held, 0.75)]
      }
      return () => result
    },
    async yoy(metric, year) {
      const { orgs, values } = await matrix(metric, [year - 1, year])
      const moved: { row: number; value: number }[] = []
      let now = 0
      let before = 0
      for (let row = 0; row < orgs.length; row++) {
        const value = values[row * 2 + 1]! - values[row * 2]!
        if (Number.isNaN(value)) continue
        moved.push({ row, value })
        now += values[row * 2 + 1]!
        before += values[row * 2]!
      }
      const up = moved.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value || a.row - b.row).slice(0, MOVERS)
      const down = moved.filter(({ value }) => value < 0).sort((a, b) => a.value - b.value || a.row - b.row).slice(0, MOVERS)
      const named = (list: typeof moved): [string, number][] => list.map(({ row, value }) => [orgs[row]!.id, value])
      return () => ({ both: moved.length, now, before, up: named(up), down: named(down) })
    },
    async rollup(metric) {
      const { orgs, values, years } = await matrix(metric, nation.years)
      const byId = new Map(frame.orgs.map((org) => [org.id, org]))
      const result: RollupAnswer = {}
      years.forEach((year, column) => {
        const tops = new Map<string, string>()
        const topOf = (id: string): string => {
          const held = tops.get(id)
          if (held !== undefined) return held
          const parent = parentOf(byId.get(id)!, year)
          const top = parent === undefined ? id : topOf(parent)
          tops.set(id, top)
          return top
        }
        orgs.forEach((org, row) => {
          const value = values[row * years.length + column]!
          if (Number.isNaN(value)) return
          const group = (result[rollupKey(topOf(org.id), year)] ??= [0, 0])
          group[0]++
          group[1] += value
        })
      })
      return () => result
    },
    async report(office, year) {
      const row = frame.rowOf.get(office)!
      const figures = await Promise.all(METRIC_CODES.map((code) => matrix(code, [year])))
      const place = figures[0]!.orgs.indexOf(frame.orgs[row]!)
      return () => figures.map(({ values }) => (Number.isNaN(values[place]!) ? null : values[place]!))
    },
    async completeness() {
      const { filled } = await createClient(frame, reader).run({ kind: 'completeness', scope: { level: 'street', year: nation.years.at(-1)! }, years: nation.years })
      return () => Array.from(filled, (share) => (Number.isNaN(share) ? null : share))
    },
  }
}
