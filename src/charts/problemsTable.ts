import type { RuleCode } from '../checks'
import type { Org } from '../domain/orgs'
import { wholeNumber } from '../i18n/format'
import type { FindingsResult } from '../query/answers/findings'
import type { ChartContext, Figure } from './figure'

const MOST_ROWS = 200

interface OfficeProblems {
  org: Org
  byRule: Map<RuleCode, number>
  n: number
}

/** What fails in the reports of a year, by office, those with most first. */
export function problemsTable(result: FindingsResult, ctx: ChartContext): Figure {
  const { words } = ctx
  const { t } = words
  const { year, reports, failed, findings, isCut } = result
  const byOffice = new Map<string, OfficeProblems>()
  for (const { org, finding } of findings) {
    if (finding.status !== 'failed') continue
    const held = byOffice.get(org.id) ?? { org, byRule: new Map<RuleCode, number>(), n: 0 }
    held.byRule.set(finding.rule, (held.byRule.get(finding.rule) ?? 0) + 1)
    byOffice.set(org.id, { ...held, n: held.n + 1 })
  }
  const offices = [...byOffice.values()].sort((a, b) => b.n - a.n)
  const whatOf = ({ byRule }: OfficeProblems): string =>
    words.list(
      [...byRule]
        .sort((a, b) => b[1] - a[1])
        .map(([rule, n]) => t('problems.rule', { rule: words.rule(rule), n: wholeNumber(n) })),
    )
  return {
    id: `problems-${year}`,
    title: t(failed === 0 ? 'problems.title.none' : 'problems.title', {
      year,
      n: wholeNumber(failed),
      offices: wholeNumber(offices.length),
      reports: wholeNumber(reports),
    }),
    subtitle: ctx.scopeName,
    height: 520,
    footnotes: [t('problems.note'), ...(isCut ? [t('problems.cut', { n: wholeNumber(findings.length) })] : [])],
    source: t('reports.source'),
    table: {
      columns: [
        { key: 'office', label: t('common.office') },
        { key: 'n', label: t('problems.count'), numeric: true },
        { key: 'what', label: t('problems.what') },
      ],
      rows: offices.slice(0, MOST_ROWS).map((of) => ({
        id: of.org.id,
        focus: of.org.id === ctx.focus,
        entries: [
          { text: of.org.name, sort: of.org.name },
          { text: wholeNumber(of.n), sort: of.n },
          { text: whatOf(of), sort: whatOf(of) },
        ],
      })),
    },
    name: { metric: t('problems.name'), scope: ctx.scopeName, years: String(year) },
  }
}
