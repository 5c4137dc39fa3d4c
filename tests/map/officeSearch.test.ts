import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialsOf, officeSearch, spelledAt } from '../../src/map/officeSearch'

const readings = new Map([
  ['长', ['chang', 'zhang']],
  ['庆', ['qing']],
  ['石', ['shi']],
  ['桥', ['qiao']],
  ['镇', ['zhen']],
  ['街', ['jie']],
])
const names = ['石桥街', '长庆街', '庆长镇', '桥石镇']
const make = (known = true) => {
  const search = officeSearch({ names, groupOf: [0, 0, 1, 1], paths: ['某市 武林区', '某市 东新区'] })
  if (known)
    search.learn(
      readings,
      Uint32Array.from(names, (name) => initialsOf(name, readings)),
    )
  return search
}
const find = (typed: string) => [...make().find(typed)]

describe('a name is spelled', () => {
  it.each([
    ['cq', 0],
    ['zq', 0],
    ['changqing', 0],
    ['changq', 0],
    ['cqing', 0],
    ['qj', 1],
    ['qing', 1],
    ['cj', -1],
    ['changqingjiex', -1],
  ])('by %s from %i', (letters, from) => {
    expect(spelledAt(letters, '长庆街', readings)).toBe(from)
  })

  it('by any beginnings of its readings, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...readings.keys()), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (characters, seed) => {
          const letters = characters
            .map((c, i) => {
              const all = readings.get(c)!
              const reading = all[(seed + i) % all.length]!
              return reading.slice(0, 1 + ((seed + i) % reading.length))
            })
            .join('')
          expect(spelledAt(letters, characters.join(''), readings)).toBe(0)
        },
      ),
    )
  })
})

describe('what is exactly what was typed', () => {
  const many = new Map([
    ['东', ['dong']],
    ['湖', ['hu']],
    ['华', ['hua']],
    ['门', ['men']],
    ['街', ['jie']],
    ['道', ['dao']],
    ['新', ['xin']],
    ['河', ['he']],
    ['区', ['qu', 'ou']],
    ['旧', ['jiu']],
  ])
  const given = ['东华门街道', '东湖门街道', '东湖街道', '东湖街道', '旧东湖街道']
  const paths = ['某市 旧河区', '某市 新河区']
  const search = officeSearch({ names: given, groupOf: [0, 0, 0, 1, 1], paths })
  search.learn(
    many,
    Uint32Array.from(given, (name) => initialsOf(name, many)),
  )
  const found = (typed: string) => [...search.find(typed)]

  it('comes first: donghu is 东湖 before 东华门', () => {
    expect(found('donghu')).toEqual([2, 3, 0, 1, 4])
    expect(found('东湖')).toEqual([2, 3, 1, 4])
    expect(found('东湖街道').slice(0, 2)).toEqual([2, 3])
  })

  it.each(['xinhedonghu', 'xhdh', 'xinhequdonghu', 'xinhe donghu', 'xh dh'])(
    'is found under its district: %s',
    (typed) => {
      expect(found(typed)[0]).toBe(3)
      expect(found(typed)).not.toContain(2)
    },
  )

  it('is the same whether it is typed at once or letter by letter', () => {
    const whole = 'xinhedonghu'
    const apart = officeSearch({ names: given, groupOf: [0, 0, 0, 1, 1], paths })
    apart.learn(
      many,
      Uint32Array.from(given, (name) => initialsOf(name, many)),
    )
    for (let n = 1; n <= whole.length; n++) expect([...apart.find(whole.slice(0, n))]).toEqual(found(whole.slice(0, n)))
  })
})

describe('a search', () => {
  it('finds by name, by pinyin and by area, the nearest first', () => {
    expect(find('庆')).toEqual([2, 1])
    expect(find('q')).toEqual([2, 3, 0, 1])
    expect(find('cq')).toEqual([1])
    expect(find('武林')).toEqual([0, 1])
    expect(find('镇 东新')).toEqual([2, 3])
    expect(find('东新 镇')).toEqual([2, 3])
    expect(find('镇 武林')).toEqual([])
    expect(find('')).toEqual([0, 1, 2, 3])
  })

  it('finds no pinyin before the dictionary has come, and all of it then', () => {
    const search = make(false)
    expect([...search.find('cq')]).toEqual([])
    search.learn(
      readings,
      Uint32Array.from(names, (name) => initialsOf(name, readings)),
    )
    expect([...search.find('cq')]).toEqual([1])
  })

  it('finds the same as one types on, takes back or starts anew', () => {
    const words = fc
      .array(fc.constantFrom('石', '庆', '镇', 'q', 'cq', 'z', 'zhen', '东新', '武林', ' ', 'X'), { maxLength: 4 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (steps) => {
        const search = make()
        for (const typed of steps) {
          for (let end = 1; end <= typed.length; end++)
            expect([...search.find(typed.slice(0, end))]).toEqual(find(typed.slice(0, end)))
        }
      }),
    )
  })
})
