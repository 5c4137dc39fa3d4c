import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchNames, spelledAt } from '../../src/query/officeSearch'

const readings = new Map([['长', ['chang', 'zhang']], ['庆', ['qing']], ['石', ['shi']], ['桥', ['qiao']], ['镇', ['zhen']], ['街', ['jie']]])
const names = ['石桥街', '长庆街', '庆长镇', '桥石镇']
const find = (typed: string, most = 9) => searchNames({ names, hintOf: (i) => (i < 2 ? '武林区' : '东新区') }, typed, most, readings)

describe('a name is spelled', () => {
  it.each([['cq', 0], ['zq', 0], ['changqing', 0], ['changq', 0], ['cqing', 0], ['qj', 1], ['qing', 1], ['cj', -1], ['changqingjiex', -1]])('by %s from %i', (letters, from) => {
    expect(spelledAt(letters, '长庆街', readings)).toBe(from)
  })

  it('by any beginnings of its readings, in order', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...readings.keys()), { minLength: 1, maxLength: 6 }), fc.nat(), (characters, seed) => {
      const letters = characters.map((c, i) => {
        const all = readings.get(c)!
        const reading = all[(seed + i) % all.length]!
        return reading.slice(0, 1 + (seed + i) % reading.length)
      }).join('')
      expect(spelledAt(letters, characters.join(''), readings)).toBe(0)
    }))
  })
})

describe('a search', () => {
  it('finds by name, by pinyin and by area, the nearest first', () => {
    expect(find('庆').places).toEqual([2, 1])
    expect(find('q').places).toEqual([2, 3, 0, 1])
    expect(find('cq').places).toEqual([1])
    expect(find('武林').places).toEqual([0, 1])
    expect(find('镇 东新').places).toEqual([2, 3])
    expect(find('镇 武林').total).toBe(0)
  })

  it('gives so many, and says how many there are', () => {
    expect(find('', 2)).toEqual({ places: [0, 1], total: 4 })
    expect(find('石', 1)).toEqual({ places: [0], total: 2 })
  })

  it('finds no pinyin before the dictionary has come', () => {
    expect(searchNames({ names, hintOf: () => '' }, 'cq', 9)).toEqual({ places: [], total: 0 })
  })
})
