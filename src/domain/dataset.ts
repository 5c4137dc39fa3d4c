import * as v from 'valibot'
import { datasetSchema } from './datasetSchema'
import type { Extent } from './extent'
import { ISSUES, issue } from './issues'
import type { Issue, IssueCode } from './issues'
import { migrate } from './migrations'
import { circlesIn } from './orgs'
import type { Org } from './orgs'
import type { Report } from './report'

export interface Dataset {
  format: 'disclosure-dataset'
  version: 1
  id: string
  title: string
  /** True where the figures are made up; said wherever they are shown. */
  synthetic: boolean
  extent?: Extent
  /** The office and year a newcomer sees first. */
  start?: { org: string; year: number }
  orgs: Org[]
  reports: Report[]
}

const MOST_ISSUES = 50

const pathOf = (problem: v.BaseIssue<unknown>): string =>
  (problem.path ?? [])
    .map((step) => (typeof step.key === 'number' ? `[${step.key}]` : `.${String(step.key)}`))
    .join('')
    .replace(/^\./u, '')

/** One problem of the schema as an issue; `within` is the path of what was validated. */
export const schemaIssue = (problem: v.BaseIssue<unknown>, within = ''): Issue => {
  const inner = pathOf(problem)
  const path = inner === '' || within === '' || inner.startsWith('[') ? within + inner : `${within}.${inner}`
  // What only a check finds says which issue it is.
  if (Object.hasOwn(ISSUES, problem.message))
    return issue(problem.message as IssueCode, { path }, { value: String(problem.input).slice(0, 80) })
  return problem.received === 'undefined'
    ? issue('schema-missing', { path })
    : issue('schema', { path }, { expected: problem.expected ?? problem.type, received: problem.received.slice(0, 80) })
}

const isDatasetFile = (value: unknown): boolean =>
  (value as { format?: unknown } | null)?.format === 'disclosure-dataset'

function referenceIssues(dataset: Dataset): Issue[] {
  const issues: Issue[] = []
  const orgs = new Set<string>()
  dataset.orgs.forEach((org, i) => {
    if (orgs.has(org.id)) issues.push(issue('org-duplicate', { path: `orgs[${i}].id` }, { org: org.id }))
    orgs.add(org.id)
  })
  dataset.orgs.forEach((org, i) =>
    org.parents.forEach((parent, j) => {
      if (!orgs.has(parent.org))
        issues.push(issue('org-missing', { path: `orgs[${i}].parents[${j}].org` }, { org: parent.org }))
    }),
  )
  for (const { at, year } of circlesIn(dataset.orgs))
    issues.push(issue('parents-circle', { path: `orgs[${at}].parents` }, { org: dataset.orgs[at]!.id, year }))
  const held = new Set<string>()
  dataset.reports.forEach((report, i) => {
    const key = JSON.stringify([report.org, report.year])
    if (!orgs.has(report.org)) issues.push(issue('org-missing', { path: `reports[${i}].org` }, { org: report.org }))
    if (held.has(key))
      issues.push(issue('report-duplicate', { path: `reports[${i}]` }, { org: report.org, year: report.year }))
    held.add(key)
  })
  return issues
}

/**
 * Validates what a dataset file holds, after migrating older versions.
 * Every issue names its place as a path (`reports[3].cells.penalty.change`); with any `error`, there is no dataset.
 */
export function readDataset(input: unknown): { dataset?: Dataset; issues: Issue[] } {
  const migrated = migrate(input)
  if (migrated.issue) return { issues: [migrated.issue] }
  const result = v.safeParse(datasetSchema, migrated.value)
  if (!result.success && !isDatasetFile(migrated.value)) return { issues: [issue('not-dataset', { path: 'format' })] }
  if (!result.success) {
    return {
      issues: result.issues.slice(0, MOST_ISSUES).map((problem) => schemaIssue(problem)),
    }
  }
  const dataset = result.output as Dataset
  const issues = referenceIssues(dataset).slice(0, MOST_ISSUES)
  return issues.length > 0 ? { issues } : { dataset, issues }
}
