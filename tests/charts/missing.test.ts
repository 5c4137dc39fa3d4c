import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dumbbell } from '../../src/charts/dumbbell'
import type { ChartContext, Figure } from '../../src/charts/figure'
import { heat } from '../../src/charts/heat'
import { multiplesByOffice } from '../../src/charts/multiples'
import { ranking } from '../../src/charts/ranking'
import { indexTrend } from '../../src/charts/indexTrend'
import { yoyColumns } from '../../src/charts/yoyColumns'
import { shareBars } from '../../src/charts/shares'
import { trend } from '../../src/charts/trend'
import { DERIVED_CODES, METRIC_CODES, operandsOf } from '../../src/domain/metrics'
import { STATES } from '../../src/pack/states'
import type { MatrixResult } from '../../src/query/spec'
import { runMatrix } from '../../src/query/answers/matrix'
import { frameOf } from '../../src/query/load'
import { prepare } from '../../src/pack/prepare'
import { YEARS, datasets } from '../query/arbitrary'
import {
  ROOM,
  askDemo,
  context,
  deepFreeze,
  drawn,
  en,
  fakeApi,
  marksOf,
  objectsIn,
  orderOf,
  rendered,
  seriesOf,
  valueAt,
} from './support'
import type { Plain } from './support'

const BUILDERS: Record<string, (result: MatrixResult, ctx: ChartContext) => Figure> = {
  trend,
  heat,
  indexTrend,
  yoyColumns,
  shareBars,
  ranking: (result, ctx) => ranking(orderOf(result, result.years.at(-1)!), 'around', ctx),
  dumbbell: (result, ctx) => dumbbell(result, result.years[0]!, result.years.at(-1)!, ctx),
  shared: (result, ctx) => multiplesByOffice(result, true, ctx),
  free: (result, ctx) => multiplesByOffice(result, false, ctx),
}

/**
 * No mark of a chart stands for a cell without a value; no text says a number in its place; nothing is NaN in words.
 */
function expectHonest(result: MatrixResult, figure: Figure): void {
  for (const row of figure.table.rows) {
    for (const { ref, sort, text, doubtful, why } of row.entries) {
      // What is printed but left out stands with a word for why.
      if (doubtful) expect(why).toBeTruthy()
      else if (ref && Number.isNaN(valueAt(result, ref)))
        expect([typeof sort, /\d/u.test(text)]).toEqual([
          'undefined',
          text === result.metric || text === '分母为 0' || text === 'base is 0',
        ])
    }
  }
  expect([figure.title, figure.subtitle, ...figure.footnotes, JSON.stringify(figure.table)].join()).not.toMatch(
    /NaN|undefined(?!-rate)|Infinity|\[object/u,
  )
  const option = figure.option?.(ROOM) as Plain | undefined
  if (!option) return
  for (const series of seriesOf(option)) {
    if (series.renderItem) {
      for (const { mark, shapes, text } of rendered(series, fakeApi(200))) {
        expect(text ?? '').not.toMatch(/NaN|undefined|Infinity/u)
        for (const shape of shapes)
          for (const number of Object.values((shape.shape ?? {}) as Plain))
            if (typeof number === 'number') expect(number).not.toBeNaN()
        if (series.id.startsWith('dumbbell')) expect(valueAt(result, mark.ref)).not.toBeNaN()
      }
    } else if (!series.id.startsWith('left-out'))
      for (const mark of marksOf(series))
        if (mark.ref && Number.isNaN(valueAt(result, mark.ref))) expect(drawn(mark)).toBeNaN()
  }
  for (const { label } of objectsIn(option)) {
    const { formatter, show } = (label ?? {}) as Plain
    if (show)
      expect(typeof formatter === 'function' ? formatter({}) : (formatter ?? '')).not.toMatch(/NaN|undefined|Infinity/u)
  }
}

describe.each(Object.entries(BUILDERS))('%s', (_, build) => {
  const metrics = fc.constantFrom(
    ...METRIC_CODES.filter((code) => /total$|^(?:fee|penalty|procurement)/u.test(code)),
    ...DERIVED_CODES,
  )
  it('never draws what is missing, in any data', () => {
    const data = metrics.chain((metric) =>
      fc.record({
        metric: fc.constant(metric),
        sets: datasets(operandsOf(metric)),
        words: fc.constantFrom(en, context().words),
        focus: fc.constantFrom('甲', 'nobody'),
      }),
    )
    fc.assert(
      fc.property(data, ({ metric, sets, words, focus }) => {
        const result = runMatrix(frameOf(sets.map((set) => prepare(set))), {
          kind: 'matrix',
          metric,
          scope: { year: 2021 },
          years: YEARS,
        })
        result.states.forEach((state, i) => expect(Number.isNaN(result.values[i])).toBe(STATES[state] !== 'value'))
        expectHonest(result, build(deepFreeze(result), context({ words, focus })))
      }),
      { numRuns: 40 },
    )
  })

  it('draws the demo district', async () => {
    for (const metric of [
      'published.total',
      'penalty.decisions',
      'procurement.amount',
      'fee.amount',
      'rate.granted',
      'applications.other.total',
    ] as const) {
      const result = await askDemo(metric)
      expectHonest(result, build(deepFreeze(result), context({ focus: result.orgs[0]!.id })))
    }
  })
})
