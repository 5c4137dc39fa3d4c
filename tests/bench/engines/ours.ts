import { asCell, asProse } from '../../../src/domain/cell'
import { METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode, TableCode } from '../../../src/domain/metrics'
import { createClient } from '../../../src/query/client'
import type { EvidenceReader } from '../../../src/query/evidenceReader'
import type { Frame } from '../../../src/frame/frame'
import type { QuerySpec, ResultOf } from '../../../src/query/spec'
import type { Report } from '../../../src/domain/report'
import type { Nation } from '../data/nation'
import { MOVERS, TOP, rollupKey } from './engine'
import type { Engine, QuartilesAnswer, RollupAnswer } from './engine'

const figureOf = (report: Report | undefined, code: MetricCode): number | null => {
  const cell = report?.cells[code as TableCode]
  if (cell !== undefined) return asCell(cell).value ?? null
  const stated = report?.prose[code]
  return stated === undefined ? null : asProse(stated).value
}

/**
 * The project itself, asked through `run(spec)` only, as its screens ask it. Every question goes to a client of its
 * own: a client keeps answers, and handing one out again would measure nothing.
 */
export function createOurs(nation: Nation, frame: Frame, reader: EvidenceReader): Engine {
  // The other engines know no doubt: every figure counts, as in them.
  const run = <S extends QuerySpec>(spec: S): Promise<ResultOf[S['kind']]> =>
    createClient(frame, reader).run({ ...spec, basis: { doubtful: 'counted' } })
  const scope = (year: number) => ({ level: 'street', year }) as const
  const years = nation.years
  return {
    async rank(metric, year) {
      const { reported, top, around } = await run({
        kind: 'rank',
        metric,
        scope: scope(year),
        year,
        top: TOP,
        around: nation.focus.id,
      })
      return () => ({
        reported,
        top: top.map(({ org, value }): [string, number] => [org.id, value]),
        position: around?.rank ?? null,
      })
    },
    async quartiles(metric, year) {
      const { areas, five, reported } = await run({ kind: 'spread', metric, scope: scope(year), year, by: 'district' })
      return () => {
        const result: QuartilesAnswer = {}
        areas.forEach(({ id }, i) => {
          if (reported[i]! > 0) result[id] = [reported[i]!, five[i * 5 + 1]!, five[i * 5 + 2]!, five[i * 5 + 3]!]
        })
        return result
      }
    },
    async yoy(metric, year) {
      const {
        paired,
        base = 0,
        current = 0,
        risers,
        fallers,
      } = await run({ kind: 'movers', metric, scope: scope(year), year, most: MOVERS })
      const named = (list: typeof risers): [string, number][] => list.map((one) => [one.org.id, one.value - one.base])
      return () => ({ both: paired, now: current, before: base, up: named(risers), down: named(fallers) })
    },
    async rollup(metric) {
      const { areas, values, reported } = await run({
        kind: 'rollup',
        metric,
        scope: scope(years.at(-1)!),
        years,
        by: 'province',
      })
      return () => {
        const result: RollupAnswer = {}
        areas.forEach(({ id }, i) =>
          years.forEach((year, y) => {
            const at = i * years.length + y
            if (reported[at]! > 0) result[rollupKey(id, year)] = [reported[at]!, values[at]!]
          }),
        )
        return result
      }
    },
    async report(office, year) {
      const { report } = await run({ kind: 'report', org: office, year })
      return () => METRIC_CODES.map((code) => figureOf(report, code))
    },
    async completeness() {
      const { filled, cells } = await run({ kind: 'filled', years })
      return () =>
        [...nation.offices].flatMap((row) =>
          years.map((_, y) => (cells[y]![row]! > 0 ? filled[y]![row]! / cells[y]![row]! : null)),
        )
    },
  }
}
