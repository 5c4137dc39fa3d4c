import { describe, expect, it } from 'vitest'
import type { BaseTable } from '../../src/domain/bases'
import { ownCode } from '../../src/domain/metrics'
import type { OwnMetric } from '../../src/domain/metrics'
import { readMetric } from '../../src/frame/derived'
import { buildFrame } from '../../src/frame/frame'
import type { Beside, FramePart } from '../../src/frame/ground'
import { prepare } from '../../src/pack/prepare'
import { unpackOffices } from '../../src/pack/offices'
import { frameOf } from '../../src/query/load'
import { STATES } from '../../src/pack/states'
import { dataset, org, report } from '../query/small'

const set = prepare(
  dataset(
    'own',
    ['甲', '乙', '丙'].map((id) => org(id, 'street')),
    [2022, 2023].flatMap((year) =>
      ['甲', '乙', '丙'].map((id, i) => report(id, year, { cells: { 'penalty.decisions': 10 * (i + 1) } })),
    ),
  ),
)
const part: FramePart = {
  manifest: { ...set.manifest, order: 0 },
  orgs: unpackOffices(set.meta.orgs),
  segments: frameOf([set]).layers.map(({ segment }) => ({ first: 0, segment })),
}
const table = (rows: BaseTable['rows'], id = 'one'): BaseTable => ({ id, title: id, source: '', rows })
const people = (office: string, value: number, year?: number) => ({
  org: office,
  values: { 'base.population': value },
  ...(year !== undefined && { year }),
})
const PER_HEAD: OwnMetric = {
  name: '',
  numerator: ['penalty.decisions'],
  denominator: ['base.population'],
  per: 10_000,
}

/** Penalties per 10,000 residents, or why there is no such figure, by office. */
function perHead(beside: Beside, year = 2023): Record<string, number | string> {
  const frame = buildFrame([part], undefined, beside)
  const { values, states } = readMetric(frame, ownCode(PER_HEAD), year)
  return Object.fromEntries(
    frame.orgs.map(({ id }, i) => [id, states[i] === 0 ? values[i]! : STATES[states[i]!]!] as const),
  )
}

describe('figures over a base', () => {
  it('are missing where no table gives it, never over one', () => {
    expect(perHead({ bases: [table([people('甲', 20_000, 2023), people('乙', 0, 2023)])] })).toEqual({
      甲: 5,
      乙: 'undefined-rate',
      丙: 'not-extracted',
    })
    expect(perHead({})).toEqual({ 甲: 'not-extracted', 乙: 'not-extracted', 丙: 'not-extracted' })
  })

  it('take the base of their own year, before one of all years; the last table counts', () => {
    const bases = [table([people('甲', 10_000), people('甲', 20_000, 2023)])]
    expect([perHead({ bases }).甲, perHead({ bases }, 2022).甲]).toEqual([5, 10])
    expect(perHead({ bases: [...bases, table([people('甲', 40_000, 2023)], 'two')] }).甲).toBe(2.5)
  })

  it('of an office that another went into take its own base, else that of the other', () => {
    const mergers = [{ office: '乙', into: '甲' }]
    const both = [table([people('乙', 50_000, 2023), people('甲', 20_000, 2023)])]
    expect(perHead({ bases: both, mergers }).甲).toBe(5)
    expect(perHead({ bases: [table([people('乙', 50_000, 2023)])], mergers }).甲).toBe(2)
  })
})
