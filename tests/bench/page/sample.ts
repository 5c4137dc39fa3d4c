import { median } from '../measure/statistics'

/**
 * How long a sample goes on, and what a single reading of the clock should span at least: it moves in steps of 5 µs.
 */
const SAMPLE = 24
const READING = 0.2
const MOST_READINGS = 60

/**
 * Milliseconds of one piece of work: the median of readings, each the mean of as many repetitions as one takes to be
 * seen by the clock. What takes longer than a sample is read once.
 */
export async function sample(work: (i: number) => unknown): Promise<number> {
  const readings: number[] = []
  const start = performance.now()
  let i = 0
  while (readings.length < MOST_READINGS) {
    const from = performance.now()
    let times = 0
    let now = from
    while (now - from < READING) {
      await work(i++)
      times++
      now = performance.now()
    }
    readings.push((now - from) / times)
    if (now - start >= SAMPLE) break
  }
  return median(readings)
}
