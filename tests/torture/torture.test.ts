import { expect, it } from 'vitest'
import { KINDS, PLACES } from '../storage/places'
import { doors } from './doors'
import { damageAnything, failEverywhere, twoTabs } from './trials'
import type { Tally } from './trials'

/** The same trials for the same number; another one each time where none is given. */
const SEED = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000)

function told(what: string, { trials, losses }: Tally): void {
  process.stdout.write(`${what}: ${trials} trials, ${losses.length} losses (seed ${SEED})\n`)
  expect(losses).toEqual([])
}

it.each(KINDS)('every operation of every write fails once, over %s', async (kind) => {
  told(`faults over ${kind}`, await failEverywhere(PLACES[kind]))
})

it.each(KINDS)('records are cut, flipped and deleted, over %s', async (kind) => {
  told(`damage over ${kind}`, await damageAnything(PLACES[kind], SEED, 400))
})

it('two tabs do what they like', async () => {
  told('two tabs', await twoTabs(doors, SEED, 600))
})
