import fc from 'fast-check'
import type { CellMissing, StoredCell, StoredProse } from '../../src/domain/cell'
import type { Dataset } from '../../src/domain/dataset'
import { METRICS, METRIC_CODES } from '../../src/domain/metrics'
import type { Form, ProseCode, TableCode } from '../../src/domain/metrics'
import { LEVELS } from '../../src/domain/orgs'
import type { Org } from '../../src/domain/orgs'
import type { Forms, Report } from '../../src/domain/report'
import { dataset } from './small'

/**
 * Small random datasets that share offices and overlap: both forms mixed, every kind of absence, districts that merge.
 * What is kept in a browser from earlier days may be what no file may hold today: numbers that cannot be, and circles
 * of parents. `asFile` leaves these out.
 */

export const YEARS = [2019, 2020, 2021, 2022] as const
const NAMES = ['市', '东区', '西区', '甲', '乙', '丙', '丁', '戊'] as const

interface Kind {
  asFile?: boolean
}

const number = (code: TableCode, { asFile = false }: Kind): fc.Arbitrary<StoredCell> => {
  const whole = fc.integer({ min: asFile && !code.endsWith('.change') ? 0 : -5, max: 400 })
  const part = asFile && METRICS[code].unit !== 'yuan' ? 1 : 100
  const large = fc
    .integer({ min: 0, max: 1_000_000_000 })
    .map((units): StoredCell => ({ value: units / part, raw: `${units / part}元` }))
  return fc.oneof({ weight: 3, arbitrary: whole }, large)
}

const cell = (code: TableCode, kind: Kind): fc.Arbitrary<StoredCell> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: number(code, kind) },
    fc
      .constantFrom<CellMissing>('blank', 'dash', 'unreadable', 'not-extracted')
      .map((missing): StoredCell => ({ missing })),
    fc.constant<StoredCell>({ raw: 'neither a value nor a kind' }),
    fc
      .record({
        now: fc.oneof(
          fc.nat(9).map((value) => ({ value })),
          fc.constant({ missing: 'dash' as const }),
        ),
        was: fc.constantFrom<number | CellMissing>(7, 0, 'blank'),
      })
      .map(({ now, was }): StoredCell => ({ ...now, correction: { was, reason: '核对原文', time: 1 } })),
  )

const prose: fc.Arbitrary<StoredProse> = fc.oneof(
  fc.nat(5000),
  fc.nat(5000).map((value): StoredProse => ({ value, raw: '约' })),
)

const form = fc.constantFrom<Form | undefined>('2019', '2021', undefined)
const forms = fc
  .record({ '2': form, '3': form, '4': form })
  .map((all): Forms => Object.fromEntries(Object.entries(all).filter(([, f]) => f !== undefined)))

/**
 * Random figures for the codes given, so that derived ones have their terms; sometimes a cell no form of the report
 * has.
 */
export const reportOf = (
  org: string,
  year: number,
  codes: readonly string[],
  kind: Kind = {},
): fc.Arbitrary<Report> => {
  const table = codes.filter((code) => METRICS[code as TableCode]?.table !== undefined) as TableCode[]
  const said = codes as ProseCode[]
  const some = <K extends string, T>(keys: readonly K[], valueOf: (key: K) => fc.Arbitrary<T>, always: boolean) =>
    fc.record(
      Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, fc.Arbitrary<T>>,
      always ? {} : { requiredKeys: [] },
    )
  const filled = fc.boolean().chain((all) =>
    fc.record({
      cells: all
        ? some(table, () => fc.integer({ min: 0, max: 9 }), true)
        : some(table, (code) => cell(code, kind), false),
      prose: some(said, () => prose, false),
    }),
  )
  return fc.record({ forms, filled }).map(({ forms: of, filled: { cells, prose: sentences } }) => ({
    org,
    year,
    forms: of,
    cells: cells as Report['cells'],
    prose: sentences as Report['prose'],
  }))
}

const parents = fc.oneof(
  fc.constantFrom('市', '东区', '西区').map((org) => [{ org }]),
  fc.constantFrom(2019, 2020, 2021).map((to) => [
    { org: '西区', to },
    { org: '东区', from: to + 1 },
  ]),
  fc.constant([{ org: '东区', to: 2020 }]),
  fc.constant([]),
)

const districts: readonly string[] = ['东区', '西区']
const straight = fc.constantFrom([{ org: '市' }], [])

const offices = ({ asFile = false }: Kind): fc.Arbitrary<Org[]> =>
  fc
    .tuple(
      ...NAMES.map((id) =>
        fc.record({
          id: fc.constant(id),
          name: fc.constantFrom(`${id}街道`, `${id}办事处`),
          level: fc.constantFrom(...LEVELS),
          parents: id === '市' ? fc.constant([]) : asFile && districts.includes(id) ? straight : parents,
        }),
      ),
    )
    .chain((all) => fc.shuffledSubarray([...all], { minLength: all.length }))

const one = (id: string, codes: readonly string[], kind: Kind): fc.Arbitrary<Dataset> =>
  fc
    .record({ orgs: offices(kind), held: fc.subarray(NAMES.flatMap((org) => YEARS.map((year) => ({ org, year })))) })
    .chain(({ orgs, held }) =>
      fc
        .tuple(...held.map(({ org, year }) => reportOf(org, year, codes, kind)))
        .map((reports) => dataset(id, orgs, reports)),
    )

export const datasets = (codes: readonly string[], kind: Kind = {}): fc.Arbitrary<Dataset[]> =>
  fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => one(`set${i}`, codes, kind))))

export const anyCode = fc.constantFrom(...METRIC_CODES)
