import type { MetricCode } from '../../../src/domain/metrics'
import type { Nation } from '../data/nation'
import { CODE } from '../../../src/pack/states'

/** What no engine can beat: the work of moving or reading the bytes once. */
export interface Limits {
  /** Copies one metric of all years as doubles. */
  copyDense(): number
  /** Adds one metric of all years up in a plain loop. */
  sumDense(): number
  /** Copies the presence bitmaps of all metrics and years. */
  copyBitmaps(): number
  /** Reads one metric of all years from a plain JSON array. */
  parseMetric(): number
}

/** The dense metric is the worst case; missing figures are zero here, so that nothing but adding is measured. */
export function createLimits(nation: Nation, metric: MetricCode, metrics: number): Limits {
  const count = nation.offices.length
  const dense = new Float64Array(count * nation.years.length)
  nation.years.forEach((year, at) => {
    const { values, states } = nation.year(year).figure(metric)
    for (let i = 0; i < count; i++) dense[at * count + i] = states[i] === CODE.value ? values[i]! : 0
  })
  const copy = new Float64Array(dense.length)
  const bitmaps = new Uint32Array(Math.ceil(count / 32) * nation.years.length * metrics)
  const bitmapsCopy = new Uint32Array(bitmaps.length)
  const text = JSON.stringify(Array.from(dense))
  return {
    copyDense: () => {
      copy.set(dense)
      return copy[0]!
    },
    sumDense() {
      let total = 0
      for (let i = 0; i < dense.length; i++) total += dense[i]!
      return total
    },
    copyBitmaps: () => {
      bitmapsCopy.set(bitmaps)
      return bitmapsCopy[0]!
    },
    parseMetric: () => (JSON.parse(text) as unknown[]).length,
  }
}
