import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/domain/dataset'
import { DATASET_VERSION, migrate } from '../../src/domain/migrations'
import { dataset, org, report } from '../query/small'

const good = () =>
  dataset(
    'a',
    [org('甲', 'street', [{ org: '区' }]), org('区', 'district')],
    [
      report('甲', 2021, {
        cells: { 'review.total': 3, 'fee.amount': { missing: 'dash', raw: '—' } },
        prose: { 'published.total': 9, 'litigation.total': 1 },
      }),
    ],
  )
/** The dataset with one place changed: `reports.0.year`. */
function changed(path: string, value: unknown): unknown {
  const copy = good() as unknown as Record<string, unknown>
  const keys = path.split('|')
  const last = keys.pop()!
  const at = keys.reduce((node, key) => node[key] as Record<string, unknown>, copy)
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}
const issues = (input: unknown) => {
  const { dataset: read, issues: found } = readDataset(input)
  expect(read === undefined).toBe(found.some(({ severity }) => severity === 'error'))
  return found.map(({ code, at }) => `${code} ${at?.path ?? ''}`)
}

describe('a dataset', () => {
  it('is read as it is', () => expect(readDataset(good())).toEqual({ dataset: good(), issues: [] }))

  it.each<[string, unknown, string]>([
    ['title', '  ', 'schema title'],
    ['id', 'a/b', 'schema id'],
    ['synthetic', 'no', 'schema synthetic'],
    ['orgs|0|level', 'village', 'schema orgs[0].level'],
    ['orgs|0|parents|0|from', 1999, 'schema orgs[0].parents[0].from'],
    ['reports|0|year', 1949, 'schema reports[0].year'],
    ['reports|0|year', undefined, 'schema-missing reports[0].year'],
    ['reports|0|cells|review.total', '3', 'schema reports[0].cells.review.total'],
    ['reports|0|cells|review.total', { missing: 'lost' }, 'schema reports[0].cells.review.total'],
    ['reports|0|cells|nothing.here', 3, 'schema reports[0].cells.nothing.here'],
    ['reports|0|cells|published.total', 3, 'schema reports[0].cells.published.total'],
    ['reports|0|forms|3', '2020', 'schema reports[0].forms.3'],
    ['reports|0|prose|published.total', { raw: '约' }, 'schema reports[0].prose.published.total'],
  ])('says where %s = %j is wrong', (path, value, found) => expect(issues(changed(path, value))).toEqual([found]))

  it.each<[string, unknown, string]>([
    ['orgs|1|id', '甲', 'org-duplicate orgs[1].id'],
    ['orgs|0|parents|0|org', '市', 'org-missing orgs[0].parents[0].org'],
    ['reports|0|org', '丙', 'org-missing reports[0].org'],
    ['reports|1', report('甲', 2021), 'report-duplicate reports[1]'],
  ])('says what %s breaks', (path, value, found) => expect(issues(changed(path, value))).toContain(found))

  it('refuses a newer version, and says which it knows', () => {
    expect(readDataset(changed('version', 99))).toEqual({
      issues: [
        {
          code: 'dataset-version',
          severity: 'error',
          at: { path: 'version' },
          params: { version: 99, known: DATASET_VERSION },
        },
      ],
    })
  })

  it.each([
    null,
    undefined,
    3,
    'text',
    [],
    {},
    { version: 1 },
    { version: 'constructor' },
    { version: '__proto__' },
    { version: 0 },
    { version: -1 },
  ])('is not %j', (input) => expect(issues(input)).not.toEqual([]))

  it('gives some of very many problems', () => {
    expect(
      readDataset({ ...good(), reports: Array.from({ length: 200 }, () => ({})) }).issues.length,
    ).toBeLessThanOrEqual(50)
  })
})

it('migration leaves its input as it was', () => {
  const before = good()
  expect(migrate(Object.freeze(before))).toEqual({ value: good() })
})
