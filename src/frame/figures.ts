import type { BaseCode, MetricCode } from '../domain/metrics'
import { fill } from '../engine/fill'
import type { Frame } from './frame'
import { lacking } from '../pack/formCodes'
import { columnKey } from '../pack/columnNames'
import { CODE, UNLISTED } from '../pack/states'

/** One figure of one year for every office of a frame: a number (NaN where there is none) and its state. */
export interface Figures {
  values: Float64Array
  states: Uint8Array
}

export const noFigures = (size: number): Figures => ({
  values: new Float64Array(size).fill(NaN),
  states: new Uint8Array(size).fill(CODE['no-report']),
})

/** A published figure as the reports that count give it. */
export function readFigures(frame: Frame, code: MetricCode, year: number): Figures {
  const figures = noFigures(frame.orgs.length)
  const held = frame.byYear.get(year)
  if (!held) return figures
  const lacks = lacking(code)
  frame.layers.forEach(({ segment, rows }, position) => {
    const own = held.counting[position]!
    if (own.length === 0) return
    const values = new Float64Array(segment.rows).fill(NaN)
    const states = new Uint8Array(segment.rows).fill(UNLISTED)
    const column = segment.column(columnKey(year, code))
    if (column) fill(column, values, states)
    for (const i of own) {
      const row = rows[i]!
      const state = states[i]!
      figures.values[row] = values[i]!
      figures.states[row] =
        state !== UNLISTED ? state : lacks[held.forms[row]!] ? CODE['not-in-form'] : CODE['not-extracted']
    }
  })
  return figures
}

/** What there is of each office beside its reports; not extracted where no table gives it. */
export function readBase(frame: Frame, code: BaseCode, year: number): Figures {
  const figures = noFigures(frame.orgs.length)
  const given = frame.baseOf(code, year)
  figures.states.fill(CODE['not-extracted'])
  for (const [org, value] of given) {
    const row = frame.rowOf.get(org)
    if (row === undefined) continue
    // Of an office that went into another, the number counts where the other has none of its own.
    if (frame.orgs[row]?.id !== org && figures.states[row] === CODE.value) continue
    figures.values[row] = value
    figures.states[row] = CODE.value
  }
  return figures
}
