import type { Change, Evidence, ExplanationSet, Fault } from '../../../checks/explain'
import { METRICS, isMetricCode } from '../../../domain/metrics'
import type { ProseCode } from '../../../domain/metrics'
import { fullNumber } from '../../../i18n/format'
import { useFindingText } from './useFindingText'
import { useWords } from '../useWords'

/** What could be wrong in a report, in words. */
export function useFaultText() {
  const { words, t } = useWords()
  const { labelOf } = useFindingText()

  const amount = (value: Change['to'], code: ProseCode): string => {
    if (typeof value !== 'number') return t(`state.${value}`)
    const unit = isMetricCode(code) ? METRICS[code].unit : 'case'
    return unit === 'yuan' ? `${fullNumber(value, unit)} ${t('unit.yuan')}` : fullNumber(value, unit)
  }
  /** How sure it is that the sets named are what is wrong. */
  const kindOf = ({ kind, sets, repeats }: Fault): string => {
    if (repeats) return t('fault.repeats', { table: t(`table.${repeats.table}`), year: repeats.year })
    if (sets.some(({ way }) => way === 'places'))
      return kind === 'several' ? t('fault.placed-several', { n: sets.length }) : t('fault.placed')
    return kind === 'several' ? t('fault.several', { n: sets.length }) : t(`fault.${kind}`)
  }
  const elsewhereOf = ({ elsewhere }: Fault): string[] =>
    elsewhere.map(({ code, year }) => t('fault.elsewhere', { metric: labelOf(code), year }))
  const changesOf = ({ changes }: ExplanationSet): string[] =>
    changes.map(({ code, from, to }) =>
      t('fault.change', { metric: labelOf(code), from: amount(from, code), to: amount(to, code) }),
    )
  const evidenceOf = ({ agrees, witness, says, codes: [code] }: Evidence): string =>
    t(agrees ? 'fault.agrees' : 'fault.differs', {
      witness: t(`fault.witness.${witness}`),
      says: amount(says, code ?? 'litigation.total'),
    })
  const assumedOf = ({ assumed }: ExplanationSet): string =>
    assumed.length === 0 ? '' : t('fault.assumed', { cells: words.value.list(assumed.map(labelOf)) })
  const reasonOf = ({ way }: ExplanationSet): string => t('fault.reason', { way: t(`fault.way.${way}`) })

  return { kindOf, elsewhereOf, changesOf, evidenceOf, assumedOf, reasonOf }
}
