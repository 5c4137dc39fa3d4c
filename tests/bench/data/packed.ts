import { METRIC_CODES } from '../../../src/domain/metrics'
import { encodeSegment } from '../../../src/engine/codec'
import type { Column } from '../../../src/engine/column'
import { ANY, pack } from '../../../src/engine/pack'
import { encodeForms } from '../../../src/pack/formCodes'
import { packOffices } from '../../../src/pack/offices'
import { FILLED_COLUMN, FORMS_COLUMN, PACKING, columnKey } from '../../../src/pack/columnNames'
import { CODE } from '../../../src/pack/states'
import type { Prepared } from '../../../src/pack/records'
import { FORMS_HELD } from './nation'
import type { Nation } from './nation'
import { TABLE_CODES } from './table'

export const DATASET = 'bench-nation'

/**
 * The nation as the project stores it, packed by the project's own functions. It comes without evidence, as a packed
 * file does.
 */
export function packNation(nation: Nation): Prepared {
  const rows = nation.orgs.length
  const columns = new Map<string, Column>()
  const codes = FORMS_HELD.map(encodeForms)
  let cells = 0
  let reports = 0
  for (const year of nation.years) {
    const of = nation.year(year)
    const values = new Float64Array(rows)
    const states = new Uint8Array(rows)
    const filled = new Float64Array(rows)
    for (const code of METRIC_CODES) {
      const figure = of.figure(code)
      states.fill(ANY)
      nation.offices.forEach((row, i) => {
        if (of.forms[i] === 0) return
        values[row] = figure.values[i]!
        states[row] = figure.states[i]!
        if (states[row] === CODE.value) cells++
        if (TABLE_CODES.includes(code) && (states[row] === CODE.value || states[row] === CODE.dash)) filled[row]!++
      })
      columns.set(columnKey(year, code), pack(values, states))
    }
    states.fill(ANY)
    nation.offices.forEach((row, i) => {
      if (of.forms[i] === 0) return
      reports++
      states[row] = CODE.value
      values[row] = codes[of.forms[i]! - 1]!
    })
    columns.set(columnKey(year, FORMS_COLUMN), pack(values, states))
    columns.set(columnKey(year, FILLED_COLUMN), pack(filled, states))
  }
  const { index, bytes } = encodeSegment(rows, columns)
  return {
    manifest: {
      id: DATASET,
      title: 'Benchmark',
      synthetic: true,
      shipped: false,
      checksum: `${rows}`,
      version: PACKING,
      counts: { orgs: rows, reports, cells },
      years: nation.years,
    },
    meta: { dataset: DATASET, orgs: packOffices(nation.orgs) },
    segments: [{ dataset: DATASET, part: 0, first: 0, index, bytes }],
    evidence: [],
    corrections: [],
  }
}
