import fc from 'fast-check'
import { RULES } from '../../../src/checks'
import { LEVELS } from '../../../src/domain/orgs'
import type { MetricId } from '../../../src/domain/metrics'
import type { Frame } from '../../../src/query/load'
import type { QuerySpec } from '../../../src/query/spec'

/** An answer as JSON without what is known beside its figures, which depends on all reports that can be seen. */
export const unmarked = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (['mark', 'marks', 'rows'].includes(key) ? undefined : value)),
  )

/**
 * Questions of every kind about what a frame holds: scopes and offices that are there, now and then one that is not.
 */
export function questionsAbout(frame: Frame, metrics: readonly MetricId[]): fc.Arbitrary<QuerySpec> {
  const ids = frame.orgs.map(({ id }) => id)
  const containers = [...new Set(frame.orgs.flatMap(({ parents }) => parents.map(({ org }) => org)))]
  const metric = fc.constantFrom(...metrics)
  const year = fc.constantFrom(...frame.years)
  const years = fc.subarray([...frame.years], { minLength: 1 })
  const office = fc.constantFrom(...ids)
  const level = fc.constantFrom(...LEVELS)
  const scope = fc.record(
    {
      area: fc.constantFrom(...(containers.length > 0 ? containers : ids)),
      level,
      year,
      steady: fc.subarray([...frame.years], { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ['year'] },
  )
  const basis = fc.record(
    { doubtful: fc.constant('counted' as const), values: fc.constant('published' as const) },
    { requiredKeys: [] },
  )
  const few = fc.integer({ min: 0, max: 25 })
  const bounds = fc.array(
    fc.record({ side: fc.constantFrom('least', 'most'), value: fc.double({ min: -1, max: 100, noNaN: true }) }),
    {
      maxLength: 2,
    },
  )
  const offices = fc.array(
    fc.oneof({ weight: 9, arbitrary: office }, { weight: 1, arbitrary: fc.constant('nowhere') }),
    {
      maxLength: 6,
    },
  )
  const optional = <T extends object>(
    all: { [K in keyof T]: fc.Arbitrary<T[K]> },
    required: (keyof T)[],
  ): fc.Arbitrary<QuerySpec> => fc.record(all, { requiredKeys: required }).map((spec) => spec as unknown as QuerySpec)
  return fc.oneof(
    {
      weight: 6,
      arbitrary: optional(
        {
          kind: fc.constant('rank'),
          metric,
          scope,
          year,
          top: few,
          bottom: few,
          around: office,
          span: fc.nat(5),
          summary: fc.boolean(),
          bounds,
          basis,
        },
        ['kind', 'metric', 'scope', 'year'],
      ),
    },
    {
      weight: 4,
      arbitrary: optional({ kind: fc.constant('spread'), metric, scope, year, by: level, outliers: few, basis }, [
        'kind',
        'metric',
        'scope',
        'year',
        'by',
      ]),
    },
    {
      weight: 4,
      arbitrary: optional({ kind: fc.constant('movers'), metric, scope, year, from: year, most: few, basis }, [
        'kind',
        'metric',
        'scope',
        'year',
      ]),
    },
    {
      weight: 4,
      arbitrary: optional(
        { kind: fc.constant('rollup'), metric, scope, years, by: level, medians: fc.boolean(), basis },
        ['kind', 'metric', 'scope', 'years', 'by'],
      ),
    },
    {
      weight: 2,
      arbitrary: optional({ kind: fc.constant('sample'), metric, scope, years, offices, bounds, basis }, [
        'kind',
        'metric',
        'scope',
        'years',
        'offices',
      ]),
    },
    optional({ kind: fc.constant('lines'), metric, offices, years, base: year, basis }, [
      'kind',
      'metric',
      'offices',
      'years',
    ]),
    optional({ kind: fc.constant('matrix'), metric, scope, years, bounds, basis }, [
      'kind',
      'metric',
      'scope',
      'years',
    ]),
    optional({ kind: fc.constant('failures'), rule: fc.constantFrom(...RULES), year }, ['kind', 'rule', 'year']),
    optional({ kind: fc.constant('filled'), years }, ['kind', 'years']),
    optional({ kind: fc.constant('completeness'), scope, years }, ['kind', 'scope', 'years']),
    optional({ kind: fc.constant('report'), org: office, year, checked: fc.boolean(), explained: fc.boolean() }, [
      'kind',
      'org',
      'year',
    ]),
    optional({ kind: fc.constant('findings'), scope, year, undecided: fc.boolean() }, ['kind', 'scope', 'year']),
    optional({ kind: fc.constant('brief'), scope, year, years, office }, ['kind', 'scope', 'year', 'years']),
    optional(
      {
        kind: fc.constant('parts'),
        metrics: fc.subarray([...metrics], { minLength: 1, maxLength: 3 }),
        scope,
        years,
        offices,
        by: level,
      },
      ['kind', 'metrics', 'scope', 'years'],
    ),
  )
}
