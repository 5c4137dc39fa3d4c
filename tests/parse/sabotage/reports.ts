import { asCell } from '../../../src/domain/cell'
import type { StoredCell } from '../../../src/domain/cell'
import { METRICS } from '../../../src/domain/metrics'
import type { Form, TableCode } from '../../../src/domain/metrics'
import { modelOf } from '../render/model'
import type { Figures, Model } from '../render/model'
import type { Report } from '../../../src/domain/report'

/** A whole report as datasets hold it: figures by code, money in yuan. */
export type KnownReport = Pick<Report, 'forms' | 'cells'>

/** A report seen in part would be printed with holes that nobody left. */
const FEWEST = 150

const textOf = (code: string, stored: StoredCell | undefined, dash: string): string => {
  if (stored === undefined) return ''
  const { value, missing } = asCell(stored)
  if (value === undefined) return missing === 'dash' ? dash : ''
  // Form 2021 prints the only amount that it has in 万元.
  return String(code === 'fee.amount' ? Math.round(value) / 1e4 : value)
}

/** Whole reports as models to print; reports seen in part are left out. */
export const modelsOf = (reports: readonly KnownReport[]): Model[] =>
  reports
    .filter(({ cells, forms }) => Object.keys(cells).length >= FEWEST && forms['2'] && forms['3'])
    .map(({ cells, forms }, i) =>
      modelOf(
        forms['2'] as Form,
        Object.fromEntries(
          Object.entries(cells)
            .filter(([code]) => METRICS[code as TableCode]?.table !== undefined)
            .map(([code, stored]) => [code, textOf(code, stored, ['-', '—', '/'][i % 3]!)]),
        ) as Figures,
        forms['3'] as Form,
      ),
    )

/** With something in every cell, for layouts in which an empty cell leaves no trace. */
export const filled = (model: Model): Model => {
  const codes = [model.two, model.three, model.four].flat(2).flatMap(({ code }) => (code ? [code] : []))
  const figures = Object.fromEntries(codes.map((code) => [code, model.figures[code] || '—'])) as Figures
  return modelOf(model.form, figures, codes.includes('applications.other.total') ? '2019' : '2021')
}
