import { it } from 'vitest'
import { KINDS, PLACES } from '../storage/places'
import { doors } from './doors'
import { SEED, told } from './told'
import { damageAnything, failEverywhere, twoTabs } from './trials'

it.each(KINDS)('every operation of every write fails once, over %s', async (kind) => {
  told(`faults over ${kind}`, await failEverywhere(PLACES[kind]))
})

it.each(KINDS)('records are cut, flipped and deleted, over %s', async (kind) => {
  told(`damage over ${kind}`, await damageAnything(PLACES[kind], SEED, 400))
})

it('two tabs do what they like', async () => {
  told('two tabs', await twoTabs(doors, SEED, 600))
})
