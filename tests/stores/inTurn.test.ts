import { describe, expect, it } from 'vitest'
import { inTurn } from '../../src/stores/inTurn'
import type { Priority } from '../../src/query/spec'

const busy = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

describe('work that waits for its turn', () => {
  it('begins with the most urgent, and of these with the first', async () => {
    const begun: string[] = []
    const one = async (name: string, priority?: Priority) => {
      await inTurn(priority)
      begun.push(name)
      // So long that whoever is next waits for a breath.
      busy(20)
    }
    await Promise.all([
      one('first'),
      one('later', 'background'),
      one('plain'),
      one('urgent', 'user-blocking'),
      one('plain too', 'user-visible'),
    ])
    expect(begun).toEqual(['urgent', 'first', 'plain', 'plain too', 'later'])
  })
})
