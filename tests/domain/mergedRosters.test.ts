import { describe, expect, it } from 'vitest'
import { mergedRosters } from '../../src/domain/mergedRosters'
import { mergersOf } from '../../src/domain/mergers'
import type { Merger } from '../../src/domain/mergers'
import type { Roster, RosterEntry } from '../../src/domain/roster'

const line = (id: string, rest: Partial<RosterEntry> = {}): RosterEntry => ({
  id,
  name: `${id}街道`,
  level: 'street',
  aliases: [`${id}街`],
  ...rest,
})
const roster = (...entries: RosterEntry[]): Roster => ({ area: '某区', areas: [], entries })
const after = (rosters: readonly Roster[], ...mergers: Merger[]) =>
  mergedRosters(
    rosters,
    mergersOf(mergers, () => true),
    (id) => `${id}街道`,
  ).map(({ entries }) => entries)

describe('a roster, after an office went into another', () => {
  it('has one line for the two, by all their names and over the years of both', () => {
    const two = roster(line('甲', { to: 2019 }), line('乙', { from: 2020, to: 2023 }), line('丙'))
    expect(after([two], { office: '甲', into: '乙' })).toEqual([
      [line('乙', { to: 2023, aliases: ['乙街', '甲街道', '甲街'] }), line('丙')],
    ])
  })

  it('has the other in its place where that was on no list, and nothing where it must report elsewhere', () => {
    const [one, other] = [roster(line('甲')), roster(line('乙'))]
    expect(after([one], { office: '甲', into: '乙' })).toEqual([[line('乙', { aliases: ['甲街道', '甲街'] })]])
    expect(after([one, other], { office: '甲', into: '乙' })).toEqual([[], [line('乙')]])
  })

  it('has it until the year before, where it went from a year on', () => {
    const [entries] = after([roster(line('甲'), line('乙'), line('丙', { from: 2022 }))], {
      office: '甲',
      into: '乙',
      from: 2021,
    })
    expect(entries).toEqual([line('甲', { to: 2020, into: '乙街道' }), line('乙'), line('丙', { from: 2022 })])
    expect(after([roster(line('丙', { from: 2022 }))], { office: '丙', into: '乙', from: 2022 })).toEqual([[]])
  })

  it('is as it was where none did', () => {
    const own = roster(line('甲'))
    expect(
      mergedRosters(
        [own],
        mergersOf([], () => true),
        () => undefined,
      ),
    ).toEqual([own])
  })
})
