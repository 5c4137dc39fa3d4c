import { expect, it } from 'vitest'
import { trend } from '../../../src/charts/trend'
import { figureChanges } from '../../../src/screens/slides/figureChanges'
import { moved } from '../../../src/stores/decks'
import { context, matrix } from '../../charts/support'

const figure = async (figures: Parameters<typeof matrix>[2]) =>
  trend(await matrix('penalty.decisions', [2023, 2024], figures), context({ focus: '甲' }))

it('names what differs, a missing figure and a new office among it, and the finding', async () => {
  const before = await figure({ 甲: [3, 5], 乙: [2, undefined] })
  const after = await figure({ 甲: [3, 6], 乙: [2, 0], 丙: [1, 1] })
  const { count, first, title } = figureChanges(before, after)
  expect(first.slice(0, 2)).toEqual([
    { office: '甲办事处', column: '2024', before: '5', after: '6' },
    { office: '乙办事处', column: '2024', before: expect.any(String), after: '0' },
  ])
  expect(count).toBe(2 + 3)
  expect(title).toBe(after.title)
})

it('is nothing where nothing differs', async () => {
  const one = await figure({ 甲: [3, 5] })
  expect(figureChanges(one, await figure({ 甲: [3, 5] }))).toEqual({ count: 0, first: [] })
})

it('a page moves within the list and no further', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b'])
})
