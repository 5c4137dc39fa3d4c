import { computed, shallowRef, watch } from 'vue'
import { DERIVED_CODES, METRICS, METRIC_CODES, isMetricCode, ownCode, readOwn } from '../../../domain/metrics'
import type { BaseCode, MetricCode, MetricId, OwnCode, Per } from '../../../domain/metrics'
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

/** Over how many of a base a figure is readable. */
const PER_BASE: Readonly<Record<BaseCode, Per>> = {
  'base.population': 10_000,
  'base.staff': 1,
  'base.businesses': 10_000,
}

/** Headline counts and sums over each base that is held. */
const perBase = (bases: readonly BaseCode[]): OwnCode[] =>
  bases.flatMap((base) =>
    HEADLINES.filter((id): id is MetricCode => isMetricCode(id)).map((id) =>
      ownCode({ name: '', numerator: [id], denominator: [base], per: PER_BASE[base] }),
    ),
  )

/** The heading a metric stands under in the picker. */
function groupOf(id: MetricId): MessageKey {
  if (HEADLINES.includes(id)) return 'group.headlines'
  if (readOwn(id)) return 'group.own'
  if (isMetricCode(id)) {
    const { table, row, column } = METRICS[id]
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
  'group.own',
  'group.published',
  'group.conduct',
  'group.money',
  'group.applications',
  'group.rates',
  'group.sums',
  'group.challenges',
  'group.per-base',
  'group.documents',
  'group.applicants',
]

/** How the names are read, once that is worked out: they are found by pinyin, whole or by initials. */
const spelled = shallowRef<ReadonlyMap<string, string>>(new Map())

/** What there is beside the catalogue: figures that users defined, and bases to divide by. */
export interface Beside {
  own: readonly OwnCode[]
  bases: readonly BaseCode[]
}

/** Every metric that can be charted, under its heading, searchable by name and code. */
export function useMetricItems(beside: () => Beside = () => ({ own: [], bases: [] })) {
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
  const items = computed(() => {
    const { own, bases } = beside()
    const divided = perBase(bases).filter((id) => !own.includes(id))
    return [
      ...[...METRIC_CODES, ...DERIVED_CODES, ...own].map((id) => ({ id: id as MetricId, group: groupOf(id) })),
      ...divided.map((id) => ({ id, group: 'group.per-base' as const })),
    ]
      .sort(
        (a, b) =>
          ORDER.indexOf(a.group) - ORDER.indexOf(b.group) ||
          HEADLINES.indexOf(a.id) - HEADLINES.indexOf(b.id) ||
          Number(isMinor(a.id)) - Number(isMinor(b.id)),
      )
      .map(({ id, group }) => {
        const label = words.value.metric(id)
        return { value: id as string, label, group: t(group), keywords: `${id} ${spelled.value.get(label) ?? ''}` }
      })
  })
  return { items }
}
