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
    ['extent', 'some', 'schema extent'],
    ['reports|0|covers', { from: '2021-9', to: '2021-12' }, 'schema reports[0].covers.from'],
    ['reports|0|covers', { from: '2021-09' }, 'schema-missing reports[0].covers.to'],
    ['reports|0|covers', { from: '2021-09', to: '2021-08' }, 'period-reversed reports[0].covers'],
    ['reports|0|source', { published: '8 March' }, 'schema reports[0].source.published'],
    ['reports|0|source', { published: '2022-02-30' }, 'day-unknown reports[0].source.published'],
    ['reports|0|cells|review.total', { value: 1, uncertain: 'yes' }, 'schema reports[0].cells.review.total'],
    ['orgs|0|formerNames', [{ name: '旧名' }], 'schema-missing orgs[0].formerNames[0].to'],
    ['orgs|0|formerNames', [{ name: '旧名', from: 2020, to: 2019 }], 'period-reversed orgs[0].formerNames[0]'],
    ['orgs|0|parents', [{ org: '区', from: 2021, to: 2020 }], 'period-reversed orgs[0].parents[0]'],
    ['reports|0|cells|review.total', -1, 'value-negative reports[0].cells.review.total'],
    ['reports|0|cells|review.total', 1.5, 'value-fraction reports[0].cells.review.total'],
    ['reports|0|cells|review.total', { value: 0.1 }, 'value-fraction reports[0].cells.review.total.value'],
    ['reports|0|cells|review.total', 1e308, 'value-too-large reports[0].cells.review.total'],
    ['reports|0|cells|review.total', 1e15, 'value-too-large reports[0].cells.review.total'],
    ['reports|0|cells|fee.amount', -0.01, 'value-negative reports[0].cells.fee.amount'],
    ['reports|0|cells|fee.amount', 0.001, 'value-fraction reports[0].cells.fee.amount'],
    ['reports|0|cells|penalty.change', -0.5, 'value-fraction reports[0].cells.penalty.change'],
    ['reports|0|prose|published.total', 0.5, 'value-fraction reports[0].prose.published.total'],
    ['reports|0|prose|litigation.total', { value: -1 }, 'value-negative reports[0].prose.litigation.total.value'],
    [
      'reports|0|cells|review.total',
      { value: 1, correction: { was: 0.5, reason: '', time: 1 } },
      'value-fraction reports[0].cells.review.total.correction.was',
    ],
  ])('says where %s = %j is wrong', (path, value, found) => expect(issues(changed(path, value))).toEqual([found]))

  it.each<[string, unknown, string]>([
    ['orgs|1|id', '甲', 'org-duplicate orgs[1].id'],
    ['orgs|0|parents|0|org', '市', 'org-missing orgs[0].parents[0].org'],
    ['reports|0|org', '丙', 'org-missing reports[0].org'],
    ['reports|1', report('甲', 2021), 'report-duplicate reports[1]'],
    ['orgs|1|parents', [{ org: '甲' }], 'parents-circle orgs[0].parents'],
    ['orgs|0|parents', [{ org: '甲', from: 2022 }], 'parents-circle orgs[0].parents'],
  ])('says what %s breaks', (path, value, found) => expect(issues(changed(path, value))).toContain(found))

  it('may say what it is good for, what an organ was called, when a report appeared and what of it is uncertain', () => {
    const full = good()
    full.extent = 'group'
    full.orgs[0]!.formerNames = [{ name: '旧甲', from: 2019, to: 2020 }]
    Object.assign(full.reports[0]!, { source: { published: '2022-02-28' }, covers: { from: '2021-09', to: '2021-12' } })
    full.reports[0]!.cells['penalty.change'] = -3
    full.reports[0]!.cells['fee.amount'] = { value: 41662416.19, unitInferred: true }
    full.reports[0]!.cells['review.total'] = { value: 3, raw: '3123', uncertain: true }
    expect(readDataset(full)).toEqual({ dataset: full, issues: [] })
  })

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
