import { computed, shallowRef, watch } from 'vue'
import { DERIVED_CODES, METRICS, METRIC_CODES } from '../../../domain/metrics'
import type { MetricId } from '../../../domain/metrics'
import type { MessageKey } from '../../../i18n'
import { spellingsOf } from '../../../stores/pinyin'
import { useWords } from '../useWords'

/** What most are asked for: they come first, under a heading of their own. */
const HEADLINES: readonly MetricId[] = [
  'published.total',
  'applications.new.total',
  'applications.closed.total',
  'applications.granted.total',
  'rate.granted',
  'rate.denied',
  'rate.unable',
  'license.decisions',
  'penalty.decisions',
  'fee.amount',
  'review.total',
  'sum.suits',
]
const DOCUMENTS = ['rules', 'normative']
const MONEY = ['fee', 'procurement']

/** The heading a metric stands under in the picker. */
function groupOf(id: MetricId): MessageKey {
  if (HEADLINES.includes(id)) return 'group.headlines'
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
  'group.headlines',
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

/** How the names are read, once that is worked out: they are found by pinyin, whole or by initials. */
const spelled = shallowRef<ReadonlyMap<string, string>>(new Map())

/** Every metric that can be charted, under its heading, searchable by name and code. */
export function useMetricItems() {
  const { words, t } = useWords()
  watch(
    () => words.value.locale,
    async (locale) => {
      if (locale !== 'zh-CN') return
      const labels = [...METRIC_CODES, ...DERIVED_CODES].map((id) => words.value.metric(id))
      spelled.value = await spellingsOf(labels).catch(() => new Map<string, string>())
    },
    { immediate: true },
  )
  const items = computed(() =>
    [...METRIC_CODES, ...DERIVED_CODES]
      .map((id) => ({ id, group: groupOf(id) }))
      .sort(
        (a, b) =>
          ORDER.indexOf(a.group) - ORDER.indexOf(b.group) ||
          HEADLINES.indexOf(a.id) - HEADLINES.indexOf(b.id) ||
          Number(isMinor(a.id)) - Number(isMinor(b.id)),
      )
      .map(({ id, group }) => {
        const label = words.value.metric(id)
        return { value: id as string, label, group: t(group), keywords: `${id} ${spelled.value.get(label) ?? ''}` }
      }),
  )
  return { items }
}
