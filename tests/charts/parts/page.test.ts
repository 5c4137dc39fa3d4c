import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pageOf, windowOf } from '../../../src/charts/parts/window'
import { matrix, offices } from '../support'

it('pages show every office once, the first page the one in focus', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 2, max: 9 }),
      fc.nat(29),
      async (count, most, at) => {
        const result = await matrix(
          'review.total',
          [2021, 2022],
          offices(count, (i) => [i % 3 === 0 ? undefined : i, i % 4 === 0 ? 'dash' : 50 - i]),
        )
        const focus = result.orgs[at % result.orgs.length]!.id
        const pages = Array.from({ length: Math.ceil(result.orgs.length / most) }, (_, page) =>
          pageOf(result, most, page, focus),
        )
        expect(pages[0]).toEqual(windowOf(result, most, focus))
        expect(pages[0]).toContain(at % result.orgs.length)
        expect(pages.flat().sort((a, b) => a - b)).toEqual(result.orgs.map((_, i) => i))
      },
    ),
    { numRuns: 60 },
  )
})
