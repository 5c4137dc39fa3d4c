import type { Finding } from '../../../checks'
import type { BelowFigure, Checked, Explanation } from '../../../checks/explain'
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
  findings: readonly Finding[]
  failed: readonly Finding[]
  explanation?: Explanation
  checked?: Checked
  below?: readonly BelowFigure[]
}

/** The report of an office and year, with what does not reconcile or is in doubt in it. */
export function useReport(
  client: () => QueryClient | undefined,
  what: () => { org?: string; year: number; explained?: boolean },
) {
  const datasets = useDatasets()
  return useQuery<CheckedReport>(client, (door) => {
    const { org, year, explained = false } = what()
    if (org === undefined) return undefined
    return (async () => {
      const answer = await door.run({ kind: 'report', org, year, checked: true, explained })
      const { report, dataset, versions, findings = [], explanation, checked, below } = answer
      const titleOf = (wanted: string) => datasets.manifests.find(({ id }) => id === wanted)?.title ?? wanted
      const title = dataset === undefined ? '' : titleOf(dataset)
      if (!report || dataset === undefined) return { dataset: title, versions: [], findings: [], failed: [] }
      return {
        report,
        dataset: title,
        id: dataset,
        versions: versions.map((id) => ({ id, title: titleOf(id) })),
        findings,
        failed: findings.filter(({ status }) => status === 'failed'),
        ...(explanation && { explanation }),
        ...(checked && { checked }),
        ...(below && { below }),
      }
    })()
  })
}
