/** Quick work is repeated until it has taken this long, so that the clock's own steps do not count. */
const LEAST = 4
const MOST_TIMES = 400

/** Milliseconds of one piece of work, the mean of as many repetitions as it takes to measure it. */
export async function sample(work: (i: number) => unknown): Promise<number> {
  const start = performance.now()
  for (let i = 0; ; i++) {
    await work(i)
    const spent = performance.now() - start
    if (spent >= LEAST || i + 1 >= MOST_TIMES) return spent / (i + 1)
  }
}
