import { computed } from 'vue'
import { DERIVED_CODES, METRICS, METRIC_CODES } from '../../../domain/metrics'
import type { MetricId } from '../../../domain/metrics'
import type { MessageKey } from '../../../i18n'
import { useWords } from '../useWords'

const DOCUMENTS = ['rules', 'normative']
const MONEY = ['fee', 'procurement']

/** The heading a metric stands under in the picker. */
function groupOf(id: MetricId): MessageKey {
  if (id in METRICS) {
    const { table, row, column } = METRICS[id as keyof typeof METRICS]
    if (table === undefined) return 'group.published'
    if (table === '4') return 'group.challenges'
    if (table === '3') return column === 'total' ? 'group.applications' : 'group.applicants'
    return DOCUMENTS.includes(row) ? 'group.documents' : MONEY.includes(row) ? 'group.money' : 'group.conduct'
  }
  return id.startsWith('sum.') ? 'group.sums' : id.startsWith('procurement.') ? 'group.money' : 'group.rates'
}

/** What a form asks beside its main figures: it comes after them. */
const isMinor = (id: MetricId): boolean => /\.(?:previous|change)$/u.test(id)

const ORDER: readonly MessageKey[] = [
  'group.published',
  'group.conduct',
  'group.money',
  'group.applications',
  'group.rates',
  'group.sums',
  'group.challenges',
  'group.documents',
  'group.applicants',
]

/** Every metric that can be charted, under its heading, searchable by name and code. */
export function useMetricItems() {
  const { words, t } = useWords()
  const items = computed(() =>
    [...METRIC_CODES, ...DERIVED_CODES]
      .map((id) => ({ id, group: groupOf(id) }))
      .sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group) || Number(isMinor(a.id)) - Number(isMinor(b.id)))
      .map(({ id, group }) => ({ value: id as string, label: words.value.metric(id), group: t(group), keywords: id })),
  )
  return { items }
}
