import fc from 'fast-check'
import { expect, it } from 'vitest'
import { transpose } from '../../src/engine/transpose'

it('turns 32 words about their diagonal', () => {
  fc.assert(
    fc.property(fc.uint32Array({ minLength: 32, maxLength: 32 }), (words) => {
      const turned = words.slice()
      transpose(turned)
      for (let i = 0; i < 32; i++)
        for (let j = 0; j < 32; j++) expect((turned[j]! >>> i) & 1).toBe((words[i]! >>> j) & 1)
    }),
    { numRuns: 20 },
  )
})
