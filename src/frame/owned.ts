import { bitset, eachBit, fullBitset, setBit } from '../engine/bitset'
import type { Bitset } from '../engine/bitset'
import { formsOf } from './layer'
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

/** How many datasets hold a report of a year, by the frame's rows: at most 255. */
export const versionsIn = (frame: Frame, year: number): Uint8Array =>
  rememberIn(frame, `versions ${year}`, () => {
    const counts = new Uint8Array(frame.orgs.length)
    for (const layer of frame.layers) {
      const { published, rows } = layer
      const forms = formsOf(layer, year)
      if (!forms) continue
      eachBit(forms.present ?? fullBitset(published.rows), (i) => {
        counts[rows[i]!] = Math.min(255, counts[rows[i]!]! + 1)
      })
    }
    return counts
  })
