import type { CellMissing, StoredCell, StoredProse } from '../../../src/domain/cell'
import { METRICS, METRIC_CODES } from '../../../src/domain/metrics'
import type { MetricCode, ProseCode, TableCode } from '../../../src/domain/metrics'
import type { Report } from '../../../src/domain/report'
import { STATES } from '../../../src/pack/states'
import { CODE, UNLISTED } from '../../../src/pack/states'
import { FORMS_HELD } from './nation'
import type { Nation } from './nation'

/** The reports of one year as a dataset holds them. */
export function* reportsOf(nation: Nation, year: number): Generator<Report> {
  const of = nation.year(year)
  const figures = METRIC_CODES.map((code) => [code, of.figure(code)] as const)
  for (let i = 0; i < nation.offices.length; i++) {
    if (of.forms[i] === 0) continue
    const cells: Partial<Record<TableCode, StoredCell>> = {}
    const prose: Partial<Record<ProseCode, StoredProse>> = {}
    for (const [code, { values, states }] of figures) {
      const state = states[i]!
      if (state === UNLISTED) continue
      if (METRICS[code].table !== undefined)
        cells[code as TableCode] = state === CODE.value ? values[i]! : { missing: STATES[state] as CellMissing }
      else if (state === CODE.value) prose[code as MetricCode] = values[i]!
    }
    yield { org: nation.orgs[nation.offices[i]!]!.id, year, forms: FORMS_HELD[of.forms[i]! - 1]!, cells, prose }
  }
}

/** The dataset file in pieces, so that it need not be held whole. */
export function* datasetText(nation: Nation, id: string): Generator<string> {
  const head = JSON.stringify({ format: 'disclosure-dataset', version: 1, id, title: 'Benchmark', synthetic: true })
  yield `${head.slice(0, -1)},"orgs":${JSON.stringify(nation.orgs)},"reports":[`
  let first = true
  for (const year of nation.years) {
    for (const report of reportsOf(nation, year)) {
      yield `${first ? '' : ','}${JSON.stringify(report)}`
      first = false
    }
  }
  yield ']}'
}
