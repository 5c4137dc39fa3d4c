import type { Finding } from '../../../checks'
import type { BelowFigure, Checked, Explanation } from '../../../checks/explain'
import { originOf } from '../../../domain/mergers'
import type { Report } from '../../../domain/report'
import { collectionOf } from '../../../pack/records'
import type { QueryClient } from '../../../query/spec'
import { useDatasets } from '../../../stores/datasets'
import { useDistrict } from '../../../stores/district'
import { useQuery } from '../useQuery'
import { useWords } from '../useWords'

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
  const district = useDistrict()
  const { t } = useWords()
  return useQuery<CheckedReport>(client, (door) => {
    const { org, year, explained = false } = what()
    if (org === undefined) return undefined
    return (async () => {
      const answer = await door.run({ kind: 'report', org, year, checked: true, explained })
      const { report, dataset, versions, findings = [], explanation, checked, below } = answer
      const titleOf = (version: string): string => {
        const manifest = datasets.manifestOf(version)
        const from = originOf(version, answer.org.id)
        const title = manifest?.title ?? from.dataset
        if (!manifest || from.org === answer.org.id) return title
        const before = district.officeEdit(collectionOf(manifest), from.org)?.merged?.name ?? from.org
        return t('merge.version', { title, office: before })
      }
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
