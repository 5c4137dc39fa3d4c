import { expect, it, vi } from 'vitest'
import { KINDS, PLACES } from '../storage/places'
import { doors } from './doors'
import { damageAnything, failEverywhere, twoTabs } from './trials'

// Many small trials on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

it('a write that fails anywhere changes nothing, and can be done again', async () => {
  const { trials, losses } = await failEverywhere(PLACES.memory)
  expect(losses).toEqual([])
  expect(trials).toBeGreaterThan(100)
})

it.each(KINDS)('one damaged record over %s costs its dataset alone, and gives no wrong figure', async (kind) => {
  expect(await damageAnything(PLACES[kind], 7, 15)).toEqual({ trials: 15, losses: [] })
})

it('two tabs lose nothing of each other', async () => {
  const { losses } = await twoTabs(doors, 7, 48)
  expect(losses).toEqual([])
})
