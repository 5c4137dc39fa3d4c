import { command, readArguments, wholeNumberOption } from '../arguments'
import { datasetText } from '../datasetText'
import { Packer } from '../../pack/packer'
import { writeText } from '../output'
import { writeSet } from '../sets'
import type { SetFormat } from '../sets'
import { demoDataset } from '../synthetic/demo'
import { nationOrgs, nationReports } from '../synthetic/nation'

const formatOf = (path: string): SetFormat | undefined =>
  /\.lens$/iu.test(path)
    ? 'pack'
    : /\.parquet$/iu.test(path)
      ? 'parquet'
      : /\.csv(?:\.gz)?$/iu.test(path)
        ? 'csv'
        : undefined

/**
 * `generate --demo [-o FILE]`: the example district. `generate --orgs N --years N [--seed S] [-o FILE]`: N street
 * offices with their districts, cities and provinces, the years ending in 2025; as the name says (.lens, .parquet,
 * .csv, .csv.gz), else JSON. The same arguments give the same bytes. Exit code 0.
 */
export const run = command(async (args) => {
  const { values } = readArguments({
    args,
    options: {
      demo: { type: 'boolean' },
      orgs: { type: 'string', default: '100' },
      years: { type: 'string', default: '7' },
      seed: { type: 'string', default: '1' },
      output: { type: 'string', short: 'o' },
    },
  })
  if (values.demo) {
    const { orgs, reports, ...head } = demoDataset()
    await writeText(values.output, datasetText(head, orgs, reports))
    return 0
  }
  const spec = {
    orgs: wholeNumberOption(values.orgs, 'orgs', 1, 1_000_000),
    years: wholeNumberOption(values.years, 'years', 1, 17),
    seed: values.seed,
  }
  const head = {
    id: `synthetic-${spec.orgs}x${spec.years}`,
    title: `模拟数据：${spec.orgs} 个单位 × ${spec.years} 年`,
    synthetic: true,
  }
  const format = formatOf(values.output ?? '')
  if (format === undefined || values.output === undefined) {
    await writeText(values.output, datasetText(head, nationOrgs(spec), nationReports(spec)))
    return 0
  }
  // Straight to columns: the reports themselves are never held.
  const packer = new Packer()
  for (const org of nationOrgs(spec)) packer.office(org)
  for (const report of nationReports(spec)) packer.report(report)
  await writeSet(packer.finish(head), format, values.output)
  return 0
})
