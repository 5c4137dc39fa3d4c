import { describe, expect, it } from 'vitest'
import { gridsOf } from '../../src/readers/pdf/grid'
import type { RuledLine } from '../../src/readers/pdf/marks'

const level = (across: number, from: number, to: number): RuledLine => ({ upright: false, across, from, to })
const plumb = (across: number, from = 0, to = 300): RuledLine => ({ upright: true, across, from, to })
/** Two columns of three rows, whose upper and lower sides the page's breaks cut. */
const table = [plumb(100), plumb(150), plumb(200), level(100, 100, 200), level(200, 100, 200)]
const columns = (rules: readonly RuledLine[]): number[][] => gridsOf(rules).map((grid) => grid.columns)

describe('a column open above and below', () => {
  it('belongs to the table, as one cell', () => {
    const [grid] = gridsOf([plumb(40), ...table])
    expect(grid!.columns).toEqual([40, 100, 150, 200])
    expect(grid!.cells.filter(({ column }) => column === 0)).toMatchObject([{ row: 0, span: 1, down: 3 }])
    expect(columns([...table, plumb(260)])).toEqual([[100, 150, 200, 260]])
  })

  it('is none where the rule is of another length or far off', () => {
    expect(columns([plumb(40, 0, 500), ...table])).toEqual([[100, 150, 200]])
    expect(columns([plumb(40, 120, 300), ...table])).toEqual([[100, 150, 200]])
    expect(columns([...table, plumb(320)])).toEqual([[100, 150, 200]])
  })
})
