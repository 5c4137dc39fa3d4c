import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binPoints } from '../../../src/charts/parts/density'
import { namedSides } from '../../../src/charts/parts/pointLabels'

const PLOT = { left: 0, top: 0, right: 400, bottom: 300 }
const named = (x: number, y: number, text = '甲乙') => ({ x, y, text, size: 12 })

describe('names beside points', () => {
  it('stand on the right where there is room, else on another side', () => {
    expect(namedSides([named(100, 100)], [], PLOT)).toEqual(['right'])
    expect(namedSides([named(390, 100)], [], PLOT)).toEqual(['left'])
    expect(namedSides([named(100, 100)], [{ x: 120, y: 100 }], PLOT)).toEqual(['left'])
    expect(namedSides([named(100, 100)], [], PLOT, [], [{ left: 0, right: 400, top: 99, bottom: 101 }])).toEqual([
      'top',
    ])
  })

  it('are left out where no side has room, the first before the last', () => {
    expect(namedSides([named(20, 10, '很长的名字很长的名字')], [], { left: 0, top: 0, right: 40, bottom: 20 })).toEqual(
      [undefined],
    )
    const crowd = Array.from({ length: 30 }, () => named(200, 150))
    expect(namedSides(crowd, [], PLOT).map((side) => side !== undefined)).toEqual(crowd.map((_, i) => i < 4))
  })
})

it('squares hold every point once, whatever falls outside', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -3, max: 12 }), fc.integer({ min: -3, max: 12 })), { maxLength: 80 }),
      (points) => {
        const bins = binPoints(
          points.length,
          8,
          5,
          (i) => points[i]![0],
          (i) => points[i]![1],
        )
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(points.length)
        expect(new Set(bins.map(({ column, row }) => `${column} ${row}`)).size).toBe(bins.length)
        for (const { column, row, count, first } of bins) {
          const within = points.flatMap(([x, y], i) =>
            Math.max(0, Math.min(7, x)) === column && Math.max(0, Math.min(4, y)) === row ? [i] : [],
          )
          expect(count).toBe(within.length)
          expect(first).toEqual(within.slice(0, 6))
        }
      },
    ),
  )
})
