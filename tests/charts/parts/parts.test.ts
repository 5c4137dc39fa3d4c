import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceRange } from '../../../src/charts/parts/axes'
import { endLabels } from '../../../src/charts/parts/endLabels'
import { spread } from '../../../src/charts/parts/spread'
import { labelRoom, textWidth } from '../../../src/charts/parts/textWidth'
import { windowOf } from '../../../src/charts/parts/window'
import { matrix, offices } from '../support'

const size = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100)

describe('a range', () => {
  it('holds all numbers between few round ticks', () => {
    fc.assert(
      fc.property(size, size, fc.boolean(), (a, b, whole) => {
        const [low, high] = whole
          ? [Math.floor(Math.min(a, b)), Math.ceil(Math.max(a, b))]
          : [Math.min(a, b), Math.max(a, b)]
        const { min, max, interval } = niceRange(low, high, 6, whole)
        const slack = interval * 1e-6
        expect(min).toBeLessThanOrEqual(low + slack)
        expect(max).toBeGreaterThanOrEqual(high - slack)
        expect(interval).toBeGreaterThan(0)
        expect((max - min) / interval).toBeLessThanOrEqual(8 + 1e-6)
        if (whole) expect([min, max, interval].every(Number.isInteger)).toBe(true)
      }),
    )
  })
  it('has a length even of nothing', () => expect(niceRange(0, 0)).toEqual({ min: 0, max: 1, interval: 1 }))
})

describe('places along a line', () => {
  const places = fc
    .array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 20 })
    .map((all) => all.sort((a, b) => a - b))
  it('keep their distance, their order and the bounds', () => {
    fc.assert(
      fc.property(places, (wanted) => {
        const placed = spread(wanted, 16, 0, 400)
        placed.slice(1).forEach((at, i) => expect(at - placed[i]!).toBeGreaterThanOrEqual(16 - 1e-6))
        for (const at of placed) expect(at).toBeGreaterThanOrEqual(-1e-6)
        for (const at of placed) expect(at).toBeLessThanOrEqual(400 + 1e-6)
      }),
    )
  })
  it('stay where they may', () => expect(spread([10, 50, 90], 16, 0, 400)).toEqual([10, 50, 90]))
})

describe('names at the ends of lines', () => {
  const room = { width: 600, height: 300, text: 12 }
  const plot = { min: 0, max: 100, top: 24, bottom: 24 }
  const pixel = (y: number) => 276 - (y / 100) * 252
  const label = fc.record({
    x: fc.constantFrom(2023, 2024),
    y: fc.double({ min: 0, max: 100, noNaN: true }),
    text: fc.string(),
    colour: fc.constant('#000'),
    strong: fc.boolean(),
    first: fc.boolean(),
  })
  interface Drawn {
    value: [number, number]
    label: { offset: [number, number] }
  }
  const centres = (series: ReturnType<typeof endLabels>, x: number) =>
    (series.data as unknown as Drawn[])
      .filter(({ value }) => value[0] === x)
      .map(({ value, label: { offset } }) => pixel(value[1]) + offset[1])
      .sort((a, b) => a - b)

  it('are never closer than one line, and the same each time', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
        const series = endLabels(labels, plot, room)
        expect(JSON.stringify(endLabels(labels, plot, room))).toBe(JSON.stringify(series))
        for (const x of [2023, 2024]) {
          const at = centres(series, x)
          at.slice(1).forEach((centre, i) => expect(centre - at[i]!).toBeGreaterThanOrEqual(room.text))
        }
      }),
    )
  })
  it('always include the office in focus', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
        const all = [
          ...labels.map((one) => ({ ...one, strong: false, text: 'peer' })),
          { x: 2024, y: 50, text: 'own', colour: '#000', strong: true },
        ]
        const names = (endLabels(all, plot, room).data as { label: { formatter: () => string } }[]).map((item) =>
          item.label.formatter(),
        )
        expect(names).toContain('own')
      }),
    )
  })
})

describe('the width of a text', () => {
  it('counts Chinese as square and Latin narrower', () => {
    expect(textWidth('', 12)).toBe(0)
    expect(textWidth('长庆', 10)).toBeCloseTo(20.4)
    expect(textWidth('2024', 10)).toBeCloseTo(23.2)
    expect(textWidth('𠮷', 10)).toBeCloseTo(10.2)
  })
  it('asks for the longest name, within a limit', () => {
    expect(labelRoom(['甲', '甲乙丙丁'], 10, 300)).toBeCloseTo(52.8)
    expect(labelRoom(['甲乙丙丁'.repeat(20)], 10, 300)).toBe(300)
    expect(labelRoom([], 10, 300)).toBe(32)
  })
})

describe('a window of offices', () => {
  it('orders by the latest value there is', async () => {
    const result = await matrix('review.total', [2021, 2022], {
      甲: [9, 1],
      乙: [5, 'dash'],
      丙: ['dash', undefined],
      丁: [0, 7],
    })
    expect(windowOf(result, 9).map((i) => result.orgs[i]!.id)).toEqual(['丁', '乙', '甲', '丙'])
  })
  it('prefers offices with most years, and keeps the one in focus', async () => {
    const result = await matrix('review.total', [2021, 2022], {
      ...offices(8, (i) => [i, i]),
      甲: [undefined, 99],
      乙: ['dash', undefined],
    })
    const ids = (focus?: string) => windowOf(result, 4, focus).map((i) => result.orgs[i]!.id)
    expect(ids()).toEqual(['机关007', '机关006', '机关005', '机关004'])
    expect(ids('乙')).toEqual(['机关007', '机关006', '机关005', '乙'])
    expect(ids('nobody')).toEqual(ids())
  })
})
