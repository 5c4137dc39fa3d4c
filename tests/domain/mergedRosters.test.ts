import { describe, expect, it } from 'vitest'
import { mergedRosters, writtenRoster } from '../../src/domain/mergedRosters'
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

  it('that is changed meanwhile has the lines that were not seen again when they are parted', () => {
    const known = () => true
    const written = roster(line('甲'), line('乙'), line('丙', { to: 2024 }))
    const mergers = mergersOf(
      [
        { office: '甲', into: '乙' },
        { office: '丙', into: '乙', from: 2021 },
      ],
      known,
    )
    const [seen] = mergedRosters([written], mergers, (id) => `${id}街道`)
    expect(seen!.entries.map(({ id, to }) => [id, to])).toEqual([
      ['乙', undefined],
      ['丙', 2020],
    ])
    const kept = writtenRoster(
      { ...seen!, deadline: '02-15', entries: [...seen!.entries, line('丁')] },
      written,
      mergers,
    )
    expect(mergedRosters([kept], mergers, (id) => `${id}街道`)[0]!.entries.map(({ id, to }) => [id, to])).toEqual([
      ['乙', undefined],
      ['丙', 2020],
      ['丁', undefined],
    ])
    expect(kept.deadline).toBe('02-15')
    expect(kept.entries.map(({ id, to }) => [id, to])).toEqual([
      ['乙', undefined],
      ['丙', 2024],
      ['丁', undefined],
      ['甲', undefined],
    ])
    expect(writtenRoster(written, undefined, mergers)).toBe(written)
  })
})
