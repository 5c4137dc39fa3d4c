import { checkReport } from '../../../checks'
import type { Finding } from '../../../checks'
import type { Org } from '../../../domain/orgs'
import type { Report } from '../../../domain/report'
import type { QueryClient } from '../../../query/spec'
import { useDatasets } from '../../../stores/datasets'
import { useQuery } from '../useQuery'

/** A report with everything its checks need beside it. */
export interface CheckedReport {
  report?: Report
  /** The dataset's title, and its id where a report is held. */
  dataset: string
  id?: string
  /** All datasets that hold a version of it, with their titles. */
  versions: { id: string; title: string }[]
  findings: Finding[]
  failed: Finding[]
}

async function reportOf(client: QueryClient, org: string, year: number): Promise<Report | undefined> {
  return (await client.run({ kind: 'report', org, year })).report
}

/**
 * The report of an office and year, with what does not reconcile or is in doubt in it; `peers` are those whom its
 * figures are held against.
 */
export function useReport(
  client: () => QueryClient | undefined,
  what: () => { org?: string; year: number; peers: readonly Org[] },
) {
  const datasets = useDatasets()
  return useQuery<CheckedReport>(client, (door) => {
    const { org, year, peers } = what()
    if (org === undefined) return undefined
    return (async () => {
      const { report, dataset, versions } = await door.run({ kind: 'report', org, year })
      const titleOf = (wanted: string) => datasets.manifests.find(({ id }) => id === wanted)?.title ?? wanted
      const title = dataset === undefined ? '' : titleOf(dataset)
      if (!report) return { dataset: title, versions: [], findings: [], failed: [] }
      const [previous, ...beside] = await Promise.all([
        reportOf(door, org, year - 1),
        ...peers.map(({ id }) => reportOf(door, id, year)),
      ])
      const findings = checkReport(report, {
        ...(previous && { previous }),
        peers: beside.filter((one) => one !== undefined),
      })
      return {
        report,
        dataset: title,
        ...(dataset !== undefined && { id: dataset }),
        versions: versions.map((id) => ({ id, title: titleOf(id) })),
        findings,
        failed: findings.filter(({ status }) => status === 'failed'),
      }
    })()
  })
}
