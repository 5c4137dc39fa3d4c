import { command, readArguments, wholeNumber } from '../arguments'
import { datasetText } from '../datasetText'
import { writeText } from '../output'
import { demoDataset } from '../synthetic/demo'
import { nationOrgs, nationReports } from '../synthetic/nation'

/**
 * `generate --demo [-o FILE]`: the example district. `generate --orgs N --years N [--seed S] [-o FILE]`: N street offices with their
 * districts, cities and provinces, the years ending in 2025. The same arguments give the same bytes. Exit code 0.
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
  const spec = { orgs: wholeNumber(values.orgs, 'orgs', 1, 1_000_000), years: wholeNumber(values.years, 'years', 1, 17), seed: values.seed }
  const head = { id: `synthetic-${spec.orgs}x${spec.years}`, title: `模拟数据：${spec.orgs} 个单位 × ${spec.years} 年`, synthetic: true }
  await writeText(values.output, datasetText(head, nationOrgs(spec), nationReports(spec)))
  return 0
})
