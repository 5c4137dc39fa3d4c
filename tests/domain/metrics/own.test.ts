import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  METRIC_CODES,
  METRICS,
  PERS,
  definitionOf,
  isMetricId,
  ownCode,
  plainName,
  problemOf,
  readOwn,
  smallBase,
  unitOf,
} from '../../../src/domain/metrics'
import type { MetricCode } from '../../../src/domain/metrics'
import { createTranslator } from '../../../src/i18n'

const counted = METRIC_CODES.filter((code) => METRICS[code].unit === 'case')
const owns = fc
  .record(
    {
      name: fc.string({ unit: 'grapheme', maxLength: 60 }),
      numerator: fc.uniqueArray(fc.constantFrom(...counted), { minLength: 1, maxLength: 6 }),
      denominator: fc.oneof(
        fc.uniqueArray(fc.constantFrom(...counted), { maxLength: 6 }),
        fc.constant(['base.population' as const]),
      ),
      per: fc.constantFrom(...PERS),
    },
    { requiredKeys: ['name', 'numerator', 'denominator'] },
  )
  .filter((own) => problemOf(own) === undefined)

describe('a figure of one’s own', () => {
  it('is all in its code, and read back from it', () => {
    fc.assert(
      fc.property(owns, (own) => {
        const code = ownCode(own)
        const { name, per, ...terms } = own
        const kept = own.denominator.length > 0 && per ? { per } : {}
        expect(readOwn(code)).toEqual({ ...terms, name: plainName(name), ...kept })
        expect(isMetricId(code)).toBe(true)
        expect(ownCode(readOwn(code)!)).toBe(code)
      }),
    )
  })

  it('is in per cent, or in its numerator’s unit over so many', () => {
    const terms = { name: '', numerator: ['fee.amount'], denominator: ['applications.closed.total'] } as const
    expect(unitOf(ownCode(terms))).toBe('percent')
    expect(unitOf(ownCode({ ...terms, per: 1 }))).toBe('yuan')
    expect(definitionOf(ownCode({ ...terms, per: 100 }))?.per).toBe(100)
    expect(smallBase(ownCode({ ...terms, per: 1 }))).toBe(0)
  })

  it('is none where its code makes no sense, whatever a link holds', () => {
    const senseless = [
      'own:',
      'own:x',
      'own:x:',
      'own:x:no-such-figure',
      'own:x:fee.amount/',
      'own:x:fee.amount/no-such-figure',
      'own:x:fee.amount/base.population/fee.amount',
      'own:x:fee.amount@10',
      'own:x:fee.amount/base.population@7',
      'own:x:base.population/fee.amount',
      'own:x:fee.amount~penalty.decisions',
      'own:x:fee.amount~fee.amount',
      'own:x:fee.amount/base.population~base.staff',
      'own: x:fee.amount',
      `own:x:${METRIC_CODES.filter((code) => METRICS[code].unit === 'case').join('~')}`,
    ]
    expect(senseless.filter(isMetricId)).toEqual([])
    fc.assert(
      fc.property(fc.string(), (text) => {
        const code = `own:${text}`
        const own = readOwn(code)
        expect(isMetricId(code)).toBe(own !== undefined)
        if (own) expect(ownCode(own)).toBe(code)
      }),
    )
  })

  it('is called by its name, else by its terms', () => {
    const words = createTranslator('zh-CN')
    const numerator: MetricCode[] = ['penalty.decisions', 'license.decisions']
    const code = ownCode({ name: '', numerator, denominator: ['base.population'], per: 10_000 })
    for (const one of [...numerator, 'base.population' as const])
      expect(words.metric(code)).toContain(words.metric(one))
    expect(words.metric(ownCode({ name: '人均', numerator, denominator: ['base.population'], per: 1 }))).toBe('人均')
  })
})
