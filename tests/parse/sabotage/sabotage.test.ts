import { expect, it } from 'vitest'
import fc from 'fast-check'
import { shippedReports } from '../../accuracy/slipReports'
import { models } from '../render/model'
import { LAYOUTS } from './layouts'
import { modelsOf } from './reports'
import { trial } from './trial'

/** Files that are tried; a PDF takes twenty times as long as another, and has tests of its own. */
const FILES = 300
const quick = LAYOUTS.filter(({ kind }) => kind !== 'pdf')

it('reads no wrong figure from damaged tables, and names each that lost one', async () => {
  const reports = [...modelsOf(shippedReports().reports), ...fc.sample(models(true), { numRuns: 40, seed: 1 })]
  let [damaged, right] = [0, 0]
  for (let seed = 1; seed <= FILES; seed++) {
    const { layout, outcomes } = await trial(reports, quick, seed)
    for (const { table, damages, wrong, cells, right: read, named } of outcomes) {
      const at = `seed ${seed}: ${layout.kind}, ${layout.name}, table ${table}: ${damages.join(' + ')}`
      expect(wrong, at).toEqual([])
      if (damages.length > 0 && read < cells) expect(named, at).toBe(true)
      damaged += damages.length > 0 ? 1 : 0
      right += read
    }
  }
  // Damages were done, and figures were read.
  expect(damaged).toBeGreaterThan(FILES)
  expect(right).toBeGreaterThan(FILES * 100)
})
