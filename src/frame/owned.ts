import { bitset, setBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import type { Frame } from './frame'
import { rememberIn } from './remembered'

/** The offices that hold a report of a year. */
export const ownedIn = (frame: Frame, year: number): Bitset =>
  rememberIn(frame, `owned ${year}`, () => {
    const owned = bitset(frame.orgs.length)
    const owner = frame.byYear.get(year)?.owner
    if (owner) for (let row = 0; row < owner.length; row++) if (owner[row]) setBit(owned, row)
    return owned
  })
