/** ln n!, exact for small n, by Stirling's series beyond. */
const SMALL: number[] = [0]
for (let n = 1; n < 256; n++) SMALL.push(SMALL[n - 1]! + Math.log(n))
const lnFactorial = (n: number): number =>
  SMALL[n] ?? (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)

/** The chance of exactly k of n where each has chance p. */
function chanceOf(k: number, n: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0
  if (p >= 1) return k === n ? 1 : 0
  return Math.exp(lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log(1 - p))
}

/** The chance of k or fewer, and of k or more, of n where each has chance p: whole numbers 0 ≤ k ≤ n, 0 ≤ p ≤ 1. */
export function binomialTails(k: number, n: number, p: number): { below: number; above: number } {
  const at = chanceOf(k, n, p)
  let [below, above] = [at, at]
  for (let i = k - 1, chance = at; i >= 0 && chance > 0; i--) below += chance = chanceOf(i, n, p)
  for (let i = k + 1, chance = at; i <= n && chance > 0; i++) above += chance = chanceOf(i, n, p)
  return { below: Math.min(1, below), above: Math.min(1, above) }
}

/**
 * Exact prediction limits: the least and the largest count of n that are not unusual where each has chance p, `tail`
 * being the chance left out on either side (0.025 for 95 %, 0.001 for 99.8 %).
 */
export function predictionLimits(n: number, p: number, tail: number): { low: number; high: number } {
  let low = 0
  for (let sum = chanceOf(0, n, p); low < n && sum <= tail; sum += chanceOf(low, n, p)) low++
  let high = n
  for (let sum = chanceOf(n, n, p); high > 0 && sum <= tail; sum += chanceOf(high, n, p)) high--
  return { low, high }
}
