import { computed, ref, shallowRef, watch } from 'vue'
import { METRICS, METRIC_CODES } from '../../domain/metrics'
import type { MetricCode } from '../../domain/metrics'
import { readFigure } from '../../domain/report'
import type { Report } from '../../domain/report'
import type { QueryClient } from '../../query/spec'
import type { Scope } from '../../query/officeMap'

/** What stands beside each cell of a report. `office:` and `version:` name which. */
export type Beside = 'none' | 'last-year' | 'median' | `office:${string}` | `version:${string}`

type Figures = ReadonlyMap<MetricCode, number>

const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined)

const figuresIn = (report: Report | undefined): Figures =>
  new Map(
    TABLE_CODES.flatMap((code) => {
      const reading = report && readFigure(report, code)
      return typeof reading === 'number' ? [[code, reading] as const] : []
    }),
  )

/** The report a choice names; nothing for the median. */
const askedFor = (
  choice: Beside,
  { org, year }: Report,
): { org: string; year: number; dataset?: string } | undefined =>
  choice === 'last-year'
    ? { org, year: year - 1 }
    : choice.startsWith('office:')
      ? { org: choice.slice('office:'.length), year }
      : choice.startsWith('version:')
        ? { org, year, dataset: choice.slice('version:'.length) }
        : undefined

/** The medians of a scope, of the figures that the report has. */
async function medians(door: QueryClient, report: Report, scope: Scope): Promise<Figures> {
  const own = [...figuresIn(report).keys()]
  const answers = await Promise.all(
    own.map((metric) =>
      door.run({ kind: 'sample', metric, scope, years: [report.year], offices: [] }, { priority: 'background' }),
    ),
  )
  return new Map(
    own.flatMap((code, i) => {
      const median = answers[i]!.summaries[0]?.median
      return median === undefined ? [] : [[code, median] as const]
    }),
  )
}

/**
 * A second figure for each cell of a report, on demand: last year's, another office's, another version's, or the median
 * of the scope. A late answer to an earlier choice is dropped.
 */
export function useBeside(client: () => QueryClient | undefined, report: () => Report | undefined, scope: () => Scope) {
  const choice = ref<Beside>('none')
  const figures = shallowRef<Figures>()
  /** Set where the report chosen is not held. */
  const isAbsent = ref(false)
  let turn = 0
  watch(
    [choice, client, report, () => JSON.stringify(scope())],
    async () => {
      const own = ++turn
      figures.value = undefined
      isAbsent.value = false
      const [door, shown] = [client(), report()]
      if (choice.value === 'none' || !door || !shown) return
      const asked = askedFor(choice.value, shown)
      const other = asked && (await door.run({ kind: 'report', ...asked })).report
      const found = asked ? figuresIn(other) : await medians(door, shown, scope())
      if (own !== turn) return
      isAbsent.value = asked !== undefined && !other
      figures.value = found
    },
    { immediate: true },
  )
  /** How much the report's own figure is above the other; nothing where either is missing. */
  const differences = computed((): Figures | undefined => {
    const [shown, other] = [report(), figures.value]
    if (!shown || !other) return undefined
    return new Map(
      [...figuresIn(shown)].flatMap(([code, value]) => {
        const against = other.get(code)
        return against === undefined ? [] : [[code, value - against] as const]
      }),
    )
  })
  return { choice, differences, isAbsent }
}
