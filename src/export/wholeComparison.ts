import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { MetricCode } from '../domain/metrics'
import type { Org } from '../domain/orgs'
import type { Translator } from '../i18n'
import { whyDoubtful } from '../charts/readings'
import { STATES } from '../pack/states'
import { isMarkReason, observationsOf } from '../query/observations'
import type { Scope } from '../query/officeMap'
import type { MatrixResult, QueryClient } from '../query/spec'
import type { DataSheet, Field } from './figureData'

/** What a whole comparison is made of: each metric's figures, of the same offices and years. */
export interface Whole {
  scope: string
  source: string
  orgs: readonly Org[]
  years: readonly number[]
  matrices: ReadonlyMap<MetricCode, MatrixResult>
}

/** Of more offices a workbook is no use. */
export const MOST_IN_WORKBOOK = 400

/** Asks for the figures of a whole comparison, a metric at a time; `onStep` is told how many have come, of 1. */
export async function askComparison(
  door: QueryClient,
  asked: { scope: Scope; years: readonly number[] },
  onStep?: (share: number) => void,
): Promise<Pick<Whole, 'orgs' | 'years' | 'matrices'>> {
  const matrices = new Map<MetricCode, MatrixResult>()
  for (const [i, metric] of METRIC_CODES.entries()) {
    matrices.set(metric, await door.run({ kind: 'matrix', metric, ...asked }))
    onStep?.(i / METRIC_CODES.length)
  }
  return { orgs: matrices.get(METRIC_CODES[0]!)?.orgs ?? [], years: asked.years, matrices }
}

/**
 * Every metric that a report states, of every office and year: a row an office and year, a column a metric, numbers as
 * numbers (money in yuan) and kinds of absence as words; then what each metric is, which figures are in doubt, and
 * where all comes from. A number that cannot be relied on stands with the doubts, as printed.
 */
export function comparisonSheets({ scope, source, orgs, years, matrices }: Whole, words: Translator): DataSheet[] {
  const { t } = words
  const codes = METRIC_CODES.filter((code) => matrices.has(code))
  const plain = (name: string, rows: Field[][]): DataSheet => ({ name, rows, headed: true, shares: new Set() })
  const figureOf = (code: MetricCode, at: number): Field => {
    const { values, states } = matrices.get(code)!
    const state = STATES[states[at]!] ?? 'not-extracted'
    return state === 'value' ? values[at] : t(`state.${state}`)
  }
  const doubts = codes.flatMap((code) =>
    [...observationsOf(matrices.get(code)!)]
      .filter(({ value, status, origin }) => value !== undefined && (status !== 'A' || origin === 'corrected'))
      .map(({ org, year, value, status, origin, reasons }): Field[] => [
        org.name,
        year,
        words.metric(code),
        value,
        status,
        t(`origin.${origin}`),
        status === 'D' ? t('yoy.relabelled') : whyDoubtful(reasons.filter(isMarkReason), words),
      ]),
  )
  return [
    plain(t('export.sheet.data'), [
      [t('common.office'), t('data.year'), ...codes.map((code) => words.metric(code))],
      ...orgs.flatMap(({ name }, row) =>
        years.map((year, column): Field[] => [
          name,
          year,
          ...codes.map((code) => figureOf(code, row * years.length + column)),
        ]),
      ),
    ]),
    plain(t('submit.sheet-definitions'), [
      [t('scope.metric'), t('submit.col-id'), t('submit.table'), t('submit.sheet-unit')],
      ...codes.map((code): Field[] => {
        const { table, unit } = METRICS[code]
        return [
          words.metric(code),
          code,
          table === undefined ? t('submit.place-one') : t('submit.place-table', { table }),
          t(`unit.${unit}`),
        ]
      }),
    ]),
    plain(t('submit.sheet-doubts'), [
      [
        t('common.office'),
        t('data.year'),
        t('scope.metric'),
        t('export.printed'),
        'OBS_STATUS',
        t('export.origin'),
        t('export.why'),
      ],
      ...doubts,
    ]),
    plain(t('export.sheet.about'), [
      [t('submit.sheet-scope'), scope],
      [t('data.year'), `${years[0] ?? ''}—${years.at(-1) ?? ''}`],
      [t('export.about.source'), source],
      [t('export.about.units'), t('export.about.units-text')],
    ]),
  ]
}
