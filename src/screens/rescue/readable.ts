/** What is read here may be anything: nothing is taken for granted. */
const fieldsOf = (record: unknown): Record<string, unknown> =>
  typeof record === 'object' && record !== null ? (record as Record<string, unknown>) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export interface FoundDataset {
  id: string
  title: string
  reports: number
  synthetic: boolean
}

/** Datasets by their records; one that makes no sense is named by what is left of it. */
export const datasetsIn = (records: readonly unknown[]): FoundDataset[] =>
  records.map((record) => {
    const { id, title, counts, synthetic } = fieldsOf(record)
    const { reports } = fieldsOf(counts)
    return {
      id: String(id),
      title: textOf(title) || String(id),
      reports: typeof reports === 'number' ? reports : 0,
      synthetic: synthetic === true,
    }
  })

/** An office as its id tells, where the record of offices is lost. */
const officeOf = (id: string) => ({ id, name: id.slice(0, 200), level: 'street', parents: [] })

/** A dataset's reports as a dataset file, which can be imported again; nothing where no report can be read. */
export function datasetFile(
  { id, title, synthetic }: FoundDataset,
  evidence: readonly unknown[],
  offices: readonly { id: string }[],
): string | undefined {
  const reports = evidence.map((record) => fieldsOf(record).report).filter((one) => textOf(fieldsOf(one).org) !== '')
  if (reports.length === 0) return undefined
  const known = new Set(offices.map((office) => office.id))
  const unknown = new Set(reports.map((one) => textOf(fieldsOf(one).org)).filter((org) => !known.has(org)))
  const orgs = [...offices, ...[...unknown].map(officeOf)]
  return JSON.stringify({ format: 'disclosure-dataset', version: 1, id, title, synthetic, orgs, reports })
}
