import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import { createTranslator } from '../i18n'

const FORMS = (code: MetricCode): string => METRICS[code].forms.join(', ') || '–'

/** The codes as a Markdown table; table 三 by row, as its seven columns repeat. */
export function codesTable(): string {
  const { metric, row } = createTranslator('zh-CN')
  const lines = METRIC_CODES.flatMap((code) => {
    const { table, unit, comparability, column, row: name } = METRICS[code]
    if (table === '3' && column !== 'natural') return []
    const [shown, label] = table === '3' ? [code.replace(/natural$/u, '<column>'), row(name)] : [code, metric(code)]
    return [`| \`${shown}\` | ${label} | ${table ?? 'prose'} | ${FORMS(code)} | ${unit} | ${comparability} |`]
  })
  return ['| Code | 名称 | Table | Forms | Unit | Comparability |', '|---|---|---|---|---|---|', ...lines].join('\n')
}
