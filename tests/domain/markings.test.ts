import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DERIVED_CODES, METRIC_CODES } from '../../src/domain/metrics'
import { readPin } from '../../src/domain/pins'
import type { Pin } from '../../src/domain/pins'
import { SIDES, holdsIn, keepsTo, readTarget } from '../../src/domain/targets'
import type { Target } from '../../src/domain/targets'
import { memoryTables } from '../../src/storage/memory'
import { storeOver } from '../../src/storage/store'

const year = fc.integer({ min: 2008, max: 2100 })
const id = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const target: fc.Arbitrary<Target> = fc.record(
  {
    id,
    metric: fc.constantFrom(...METRIC_CODES, ...DERIVED_CODES),
    side: fc.constantFrom(...SIDES),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    label: fc.string({ minLength: 1, maxLength: 20 }),
    from: year,
    to: year,
  },
  { requiredKeys: ['id', 'metric', 'side', 'value', 'label'] },
)
const pin: fc.Arbitrary<Pin> = fc.record(
  { id, org: id, year, text: fc.string({ minLength: 1, maxLength: 80 }), below: fc.constant(true as const) },
  { requiredKeys: ['id', 'org', 'year', 'text'] },
)

describe('targets and pinned notes', () => {
  it('come back from the ledger as they were kept, and only as what they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(target, { maxLength: 4 }), fc.array(pin, { maxLength: 4 }), async (targets, pins) => {
        const store = storeOver(memoryTables())
        const record = (kind: string) => (content: Target | Pin) => ({
          collection: 'real',
          kind,
          key: content.id,
          time: 1,
          content,
        })
        await store.putLedger([...targets.map(record('target')), ...pins.map(record('pin'))])
        const held = await store.readLedger()
        const of = <T>(kind: string, read: (content: unknown) => T | undefined) =>
          held.filter((one) => one.kind === kind).map(({ key, content }) => [key, read(content)])
        // Of two with one id the later stands.
        const last = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]))
        expect(new Map(of('target', readTarget) as [string, Target][])).toEqual(last(targets))
        expect(new Map(of('pin', readPin) as [string, Pin][])).toEqual(last(pins))
        for (const one of targets) expect(readPin(one)).toBeUndefined()
        for (const one of pins) expect(readTarget(one)).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })

  it('are nothing where a field is of another kind', () => {
    fc.assert(
      fc.property(
        target,
        pin,
        fc.constantFrom('id', 'metric', 'side', 'value', 'label', 'from'),
        fc.constantFrom('id', 'org', 'year', 'text', 'below'),
        fc.constantFrom(null, {}, [], NaN),
        (aTarget, aPin, field, other, wrong) => {
          expect(readTarget({ ...aTarget, [field]: wrong })).toBeUndefined()
          expect(readPin({ ...aPin, [other]: wrong })).toBeUndefined()
        },
      ),
    )
  })

  it('hold between their years, and count a figure that just reaches them', () => {
    expect([2019, 2020, 2021, 2022].map((one) => holdsIn({ from: 2020, to: 2021 }, one))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(holdsIn({}, 2020)).toBe(true)
    expect(keepsTo({ side: 'least', value: 0.95 }, 19 / 20)).toBe(true)
    expect(keepsTo({ side: 'most', value: 0.95 }, 19 / 20)).toBe(true)
    expect(keepsTo({ side: 'least', value: 3 }, 2)).toBe(false)
    expect(keepsTo({ side: 'most', value: 3 }, 4)).toBe(false)
  })
})
