import { expect } from 'vitest'
import type { Tally } from './trials'

/** The same trials for the same number; another one each time where none is given. */
export const SEED = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000)

/** How many trials of a kind are made: `TORTURE_KILLS=20` for twenty kills. */
export const countOf = (kind: string, usual: number): number => Number(process.env[`TORTURE_${kind}`] ?? usual)

/** Says how many trials were made and how many went wrong, and how. */
export function told(what: string, { trials, losses, ends = {} }: Tally): void {
  process.stdout.write(`${what}: ${trials} trials, ${losses.length} losses (seed ${SEED})\n`)
  for (const [end, n] of Object.entries(ends)) process.stdout.write(`  ${n} ${end}\n`)
  for (const loss of losses.slice(0, 20)) process.stdout.write(`  ${loss}\n`)
  expect(losses).toEqual([])
}
