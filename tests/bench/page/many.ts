import { group } from 'd3-array'
import shipped from '../../../data/pingtan.json'
import { readDataset } from '../../../src/domain/dataset'
import type { Org } from '../../../src/domain/orgs'
import type { Report } from '../../../src/domain/report'
import { prepare } from '../../../src/pack/prepare'
import { indexedDbTables, storeOver } from '../../../src/storage'

const AREA = '示范市新河区'
/** So many streets send reports in, of one year after another. */
const STREETS = 250
const STREET_NAMES = [...'东西南北中上下前后新'].flatMap((a) =>
  [...'江山河湖海林田桥城门塘港坝岭溪沙石竹松柏梅兰桃柳荷'].map((b) => `${a}${b}`),
)
const FIRST_YEAR = 2019
const ORIGINAL_BYTES = 20_000

const AREAS: readonly Org[] = [
  { id: '示范市', name: '示范市', level: 'city', parents: [] },
  { id: AREA, name: '新河区', level: 'district', parents: [{ org: '示范市' }] },
]

/**
 * Stores as many datasets of one report each as so many imports leave, with the files they were read from; or the same
 * reports as one dataset.
 */
export async function storeMany(count: number, together: boolean): Promise<void> {
  const { dataset: given } = readDataset(shipped)
  if (!given) throw new Error('the group that comes with the app cannot be read')
  const { extent: _group, start: _first, ...rest } = given
  const all = Array.from({ length: count }, (_, i) => {
    const name = `${STREET_NAMES[i % STREETS]!}街道`
    const office: Org = { id: `${AREA}${name}`, name, level: 'street', parents: [{ org: AREA }] }
    const { cells, prose, forms } = given.reports[i % given.reports.length]!
    const report: Report = { org: office.id, year: FIRST_YEAR + Math.floor(i / STREETS), forms, cells, prose }
    return { dataset: together ? 'import' : `import-${i}`, office, report }
  })
  const sets = group(all, ({ dataset }) => dataset)
  const store = storeOver(await indexedDbTables())
  await store.save({
    prepared: [...sets].map(([id, of]) => {
      const offices = new Map(of.map(({ office }) => [office.id, office]))
      const orgs = [...AREAS, ...offices.values()]
      return prepare({ ...rest, id, title: id, synthetic: false, orgs, reports: of.map(({ report }) => report) })
    }),
    sources: all.map(({ dataset, report: { org, year } }) => ({
      dataset,
      org,
      year,
      name: `${year}.txt`,
      file: new Blob([new Uint8Array(ORIGINAL_BYTES)]),
    })),
  })
  store.close()
}
