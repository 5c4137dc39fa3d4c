import type { Finding } from '../../../checks'
import { METRICS, isMetricCode } from '../../../domain/metrics'
import type { ProseCode, Unit } from '../../../domain/metrics'
import type { Reading } from '../../../domain/cell'
import { fullNumber, fullWithUnit, ratioText } from '../../../i18n/format'
import type { MessageKey } from '../../../i18n'
import { useWords } from '../useWords'

const SUSPICIONS: readonly Finding['rule'][] = ['column-slip', 'unit-slip', 'table-repeated', 'outlier']

/** Findings in words: metric codes by their names, figures with thousands separators. */
export function useFindingText() {
  const { words, t } = useWords()

  const labelOf = (code: ProseCode): string => words.value.metric(isMetricCode(code) ? code : 'sum.suits')

  const unitOf = (code: ProseCode | undefined): Unit => (code && isMetricCode(code) ? METRICS[code].unit : 'case')
  /** A figure in full with its unit, or the kind of its absence. */
  const readingText = (code: ProseCode, reading: Reading): string => {
    const unit = unitOf(code)
    return typeof reading === 'number' ? fullWithUnit(reading, unit, words.value) : t(`state.${reading}`)
  }

  function textOf(finding: Finding): string {
    const first = finding.codes[0]
    const unit = unitOf(first)
    const params = Object.fromEntries(
      Object.entries(finding.params).map(([name, value]) => {
        if (name === 'metric' || name === 'operand') return [name, value === '' ? '' : labelOf(value as ProseCode)]
        if (name === 'difference' && typeof value === 'number')
          return [name, t(value < 0 ? 'check.less' : 'check.more', { n: fullNumber(Math.abs(value), unit) })]
        if (name === 'ratio' && typeof value === 'number') return [name, ratioText(value)]
        return [name, typeof value === 'number' && name !== 'year' ? fullNumber(value, unit) : value]
      }),
    )
    return finding.status === 'undecided'
      ? t('check.missing', { operands: words.value.list((finding.missing ?? []).slice(0, 4).map(labelOf)) })
      : words.value.issue(finding.rule, params)
  }
  /** A sum that fails is wrong; a slip or a jump is only a suspicion. */
  const statusKey = ({ rule, status }: Finding): MessageKey =>
    status === 'undecided' ? 'check.undecided' : SUSPICIONS.includes(rule) ? 'check.suspicion' : 'check.failed'

  return { textOf, labelOf, readingText, statusKey }
}
