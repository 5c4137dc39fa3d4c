import { describe, expect, it } from 'vitest'
import type { Org } from '../../src/domain/orgs'
import { placer } from '../../src/domain/placement'
import {
  deadlineIn,
  isDue,
  namedIn,
  readRoster,
  rosterAliases,
  rosterLines,
  rosterOf,
  rosterOrgs,
  rosterRows,
  rosterText,
} from '../../src/domain/roster'

const AREA: Org = { id: '某市甲区', name: '甲区', level: 'district', parents: [{ org: '某市' }] }
const CITY: Org = { id: '某市', name: '某市', level: 'city', parents: [] }
const EAST: Org = { id: '某市甲区东桥街道', name: '东桥街道', level: 'street', parents: [{ org: AREA.id, from: 2020 }] }
const KNOWN = [CITY, AREA, EAST]
const lines = (typed: string) => rosterLines(rosterRows(typed))
const made = (typed: string) => rosterOf('某市甲区', lines(typed), KNOWN)!

describe('the lines of a list', () => {
  it('are read as typed: name, other names, years, the office it went into', () => {
    expect(lines('东桥街道办事处 | 东桥、东桥街\n\n旧桥街道 | 旧桥 | 2019-2022 | 东桥街道')).toEqual([
      { name: '东桥街道办事处', aliases: ['东桥', '东桥街'] },
      { name: '旧桥街道', aliases: ['旧桥'], from: 2019, to: 2022, into: '东桥街道' },
    ])
  })

  it('are found under headings in any order, numbers in front passed over', () => {
    const rows = [
      ['', '2025年应报单位名录'],
      ['序号', '简称', '单位名称', '截止年度'],
      ['1', '东桥办', '东桥街道', ''],
      ['2', '', '旧桥街道', '2022年'],
    ]
    expect(rosterLines(rows)).toEqual([
      { name: '东桥街道', aliases: ['东桥办'] },
      { name: '旧桥街道', aliases: [], to: 2022 },
    ])
  })

  it('take a pasted column with numbers, each name once', () => {
    expect(lines('1\t东桥街道\n2\t东桥街道\n3. 西岸街道\n').map(({ name }) => name)).toEqual(['东桥街道', '西岸街道'])
  })

  it('come back from the text they are shown as', () => {
    const given = lines('东桥街道 | 东桥\n西岸街道\n旧桥街道 |  | -2022 | 东桥街道\n新湾街道 | 新湾 | 2024-')
    expect(rosterLines(rosterRows(rosterText(given)))).toEqual(given)
  })
})

describe('a roster', () => {
  it('knows the offices held, however they are written, and makes ids for those to come', () => {
    expect(made('东桥街道办事处\n西岸街道').entries).toMatchObject([
      { id: EAST.id, level: 'street' },
      { id: '某市甲区西岸街道', level: 'street' },
    ])
  })

  it('knows an office held by a name it bore before, and shows the new one', () => {
    const roster = made('东门街道 | 东桥街道')
    expect(roster.entries).toMatchObject([{ id: EAST.id, name: '东门街道' }])
    const [office] = rosterOrgs(roster, (id) => KNOWN.find((one) => one.id === id))
    expect(office).toMatchObject({ id: EAST.id, name: '东门街道', formerNames: [{ name: '东桥街道' }] })
  })

  it('puts an office under the area in its years, and leaves what a dataset says of one without years', () => {
    const roster = made('东桥街道\n旧桥街道 | | 2019-2022')
    expect(rosterOrgs(roster, (id) => KNOWN.find((one) => one.id === id))).toEqual([
      EAST,
      { id: '某市甲区旧桥街道', name: '旧桥街道', level: 'street', parents: [{ org: AREA.id, from: 2019, to: 2022 }] },
    ])
  })

  it('makes the areas of a district that is not held', () => {
    const roster = rosterOf('江南省乙河市丙区', lines('西岸街道'), [])!
    expect(rosterOrgs(roster, () => undefined).map(({ level }) => level)).toEqual([
      'province',
      'city',
      'district',
      'street',
    ])
    expect(readRoster(JSON.parse(JSON.stringify(roster)))).toEqual(roster)
  })

  it('lets reports be recognised by its other names', () => {
    const roster = made('西岸街道 | 西岸工作站')
    const places = placer(
      [...KNOWN, ...rosterOrgs(roster, (id) => KNOWN.find((one) => one.id === id))],
      rosterAliases([roster]),
    )
    expect(places.place({ org: '西岸街', district: '甲区' }).org.id).toBe('某市甲区西岸街道')
    const department = made('财政局 | 财税办公室')
    const others = placer([...KNOWN, ...rosterOrgs(department, () => undefined)], rosterAliases([department]))
    expect(others.place({ org: '财税办公室', district: '甲区' })).toMatchObject({
      isNew: false,
      org: { id: '某市甲区财政局' },
    })
  })

  it('finds the office that a file is named after, the longest name first', () => {
    const roster = made('东桥街道 | 桥东\n桥东新村街道')
    expect(namedIn('报送/桥东新村街道2024.pdf', roster)?.name).toBe('桥东新村街道')
    expect(namedIn('桥东2024扫描.pdf', roster)?.name).toBe('东桥街道')
    expect(namedIn('扫描0001.pdf', roster)).toBeUndefined()
  })

  it('says who is due in which year, and by which day', () => {
    const [old] = made('旧桥街道 | | 2019-2022').entries
    expect([2018, 2019, 2022, 2023].map((year) => isDue(old!, year))).toEqual([false, true, true, false])
    expect(deadlineIn({ ...made('东桥街道'), deadline: '01-20' }, 2025)).toBe('2026-01-20')
    expect(deadlineIn({ ...made('东桥街道'), deadline: '02-30' }, 2025)).toBeUndefined()
  })

  it('that was stored in another shape is none', () => {
    expect(readRoster({ area: '某市甲区', entries: 'x' })).toBeUndefined()
  })
})
