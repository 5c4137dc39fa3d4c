import { describe, expect, it } from 'vitest'
import {
  areaNamed,
  editedOffice,
  editedOffices,
  mergersIn,
  readOfficeEdit,
  rosterAfter,
} from '../../src/domain/officeEdit'
import { nameIn, parentOf } from '../../src/domain/orgs'
import type { Org } from '../../src/domain/orgs'
import { placeReport } from '../../src/domain/placement'
import { rosterLines, rosterOf, rosterRows } from '../../src/domain/roster'

const CITY: Org = { id: '某市', name: '某市', level: 'city', parents: [] }
const AREA: Org = { id: '某市甲区', name: '甲区', level: 'district', parents: [{ org: '某市' }] }
const OTHER: Org = { id: '某市乙区', name: '乙区', level: 'district', parents: [{ org: '某市' }] }
const EAST: Org = { id: '某市甲区东桥街道', name: '东桥街道', level: 'street', parents: [{ org: AREA.id }] }
const LONE: Org = { id: '西岸街道', name: '西岸街道', level: 'street', parents: [] }
const KNOWN = [CITY, AREA, OTHER, EAST, LONE]

describe('an office that is changed', () => {
  it('bears the new name from a year on, and is recognised by both', () => {
    const office = editedOffice({ id: EAST.id, name: '东门街道', renamedFrom: 2023 }, EAST)
    expect([nameIn(office, 2022), nameIn(office, 2023)]).toEqual(['东桥街道', '东门街道'])
    const known = [CITY, AREA, office]
    for (const org of ['东桥街道办事处', '东门街道办事处'])
      expect(placeReport({ org, district: '某市甲区' }, known)).toMatchObject({ org: { id: EAST.id }, isNew: false })
  })

  it('bears it in all years where none is given', () => {
    const office = editedOffice({ id: EAST.id, name: '东门街道' }, EAST)
    expect([nameIn(office, 2010), nameIn(office, 2023)]).toEqual(['东门街道', '东门街道'])
  })

  it('stands under another area in all years, or from one on', () => {
    const always = editedOffice({ id: LONE.id, area: AREA.id }, LONE)
    expect([parentOf(always, 2019), parentOf(always, 2025)]).toEqual([AREA.id, AREA.id])
    const later = editedOffice({ id: EAST.id, area: OTHER.id, movedFrom: 2021 }, EAST)
    expect([parentOf(later, 2020), parentOf(later, 2021)]).toEqual([AREA.id, OTHER.id])
    const again = editedOffice({ id: EAST.id, area: AREA.id, movedFrom: 2020 }, later)
    expect([2019, 2020, 2021].map((year) => parentOf(again, year))).toEqual([AREA.id, AREA.id, AREA.id])
  })

  it('brings the areas that are not known, and nothing where it is not held itself', () => {
    const { area, areas } = areaNamed('江南省乙河市丙区', LONE, KNOWN)!
    const orgs = editedOffices([{ id: LONE.id, area: area.id, areas }], (id) => KNOWN.find((one) => one.id === id))
    expect(orgs.map(({ level }) => level)).toEqual(['province', 'city', 'district', 'street'])
    expect(editedOffices([{ id: 'gone', name: '某' }], () => undefined)).toEqual([])
  })

  it('cannot stand under a street, nor under itself', () => {
    expect(areaNamed('某市甲区', LONE, KNOWN)?.area.id).toBe(AREA.id)
    expect(areaNamed('某市甲区', AREA, KNOWN)).toBeUndefined()
    expect(areaNamed('  ', LONE, KNOWN)).toBeUndefined()
  })

  it('is read back as it was stored', () => {
    const edit = { id: EAST.id, name: '东门街道', renamedFrom: 2023, area: OTHER.id, areas: [CITY, OTHER] }
    expect(readOfficeEdit(JSON.parse(JSON.stringify(edit)))).toEqual(edit)
    expect(readOfficeEdit({ id: '', name: 3 })).toBeUndefined()
  })

  it('tells what it went into', () => {
    const merged = { into: EAST.id, name: '西岸街道', from: 2021, counts: [2022] }
    const edit = readOfficeEdit({ id: LONE.id, merged })!
    expect(edit).toEqual({ id: LONE.id, merged })
    expect(mergersIn([edit, { id: OTHER.id, name: '丙区' }])).toEqual([
      { office: LONE.id, into: EAST.id, from: 2021, counts: [2022] },
    ])
  })
})

describe('a roster', () => {
  const roster = rosterOf('某市甲区', rosterLines(rosterRows('东桥街道 | 东桥街')), KNOWN)!
  it('has the new name, and the one before as another name', () => {
    expect(rosterAfter(roster, { id: EAST.id, name: '东门街道' }, EAST).entries).toMatchObject([
      { id: EAST.id, name: '东门街道', aliases: ['东桥街', '东桥街道'] },
    ])
  })

  it('loses an office that moves away, in the years in which it is elsewhere', () => {
    expect(rosterAfter(roster, { id: EAST.id, area: OTHER.id }, EAST).entries).toEqual([])
    expect(rosterAfter(roster, { id: EAST.id, area: OTHER.id, movedFrom: 2023 }, EAST).entries).toMatchObject([
      { to: 2022 },
    ])
  })

  it('gets an office that moves in, and is otherwise left alone', () => {
    const edit = { id: LONE.id, area: AREA.id, movedFrom: 2022 }
    expect(rosterAfter(roster, edit, LONE).entries.at(-1)).toMatchObject({ id: LONE.id, name: '西岸街道', from: 2022 })
    expect(rosterAfter(roster, { id: LONE.id, area: OTHER.id }, LONE)).toBe(roster)
  })
})
