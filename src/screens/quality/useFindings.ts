import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { RULES } from '../../checks'
import type { RuleCode } from '../../checks'
import type { Org } from '../../domain/orgs'
import type { FailuresResult } from '../../query/answers/failures'
import type { FindingsResult } from '../../query/answers/findings'
import type { QueryClient } from '../../query/spec'
import { useView } from '../shared/view/useView'

/** What one area below the scope's has that fails: reports by rule, and in all. */
export interface AreaFailures {
  org: Org
  isArea: boolean
  reports: number
  failing: number
  byRule: ReadonlyMap<RuleCode, number>
}

/** So many findings are listed; all are counted, by area and rule. */
const MOST_LISTED = 500

/** A circle of parents ends after as many steps as there are levels. */
const DEEPEST = 16

/**
 * What fails in the reports of the scope and year: rule by rule, so that it can be followed and stopped; by the areas
 * directly below, and one by one.
 */
export function useFindings(undecided: () => boolean) {
  const { client, offices, state, scope } = useView()
  const results = shallowRef<readonly FailuresResult[]>([])
  const list = shallowRef<FindingsResult>()
  const progress = ref<{ done: number; total: number }>()
  const isStopped = ref(false)
  let running = new AbortController()

  async function look(door: QueryClient, signal: AbortSignal): Promise<void> {
    const { year } = state.value
    const how = { signal, priority: 'background' } as const
    // Who reported is shown first.
    await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)))
    for (const [done, rule] of RULES.entries()) {
      signal.throwIfAborted()
      progress.value = { done, total: RULES.length }
      const result = await door.run({ kind: 'failures', rule, year }, how)
      results.value = [...results.value, result]
    }
    const asked = { kind: 'findings', scope: scope.value, year, undecided: undecided(), most: MOST_LISTED } as const
    list.value = await door.run(asked, how)
    progress.value = undefined
  }

  function run(): void {
    running.abort()
    const { signal } = (running = new AbortController())
    results.value = []
    list.value = undefined
    isStopped.value = false
    progress.value = undefined
    if (!client.value) return
    look(client.value, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
  watch([client, scope, undecided], run, { immediate: true })
  onScopeDispose(() => running.abort())
  function stop(): void {
    running.abort()
    isStopped.value = true
    progress.value = undefined
  }

  /**
   * The areas directly below the scope's: which of them each office stands at or under, and how many reports each has.
   */
  const below = computed(() => {
    const map = offices.value
    if (!map) return undefined
    const { area, year } = state.value
    const tree = map.tree(year)
    const root = map.rowOf(area)
    const headOf = new Int32Array(map.all.length).fill(-1)
    const reports = new Map<number, number>()
    for (const { id } of map.within(scope.value)) {
      const row = map.rowOf(id)
      let head = row
      for (let at = tree.above(row), depth = 0; at >= 0 && at !== root && depth < DEEPEST; at = tree.above(at), depth++)
        head = at
      headOf[row] = head
      if (map.isHeld(id, year)) reports.set(head, (reports.get(head) ?? 0) + 1)
    }
    return { map, tree, headOf, reports }
  })
  const areas = computed((): AreaFailures[] => {
    if (!below.value) return []
    const { map, tree, headOf, reports } = below.value
    const groups = new Map(
      [...reports].map(([head, count]) => [
        head,
        { reports: count, failing: new Set<number>(), byRule: new Map<RuleCode, number>() },
      ]),
    )
    for (const { rule, rows: failing } of results.value) {
      for (const row of failing) {
        const group = groups.get(headOf[row]!)
        if (!group) continue
        group.failing.add(row)
        group.byRule.set(rule, (group.byRule.get(rule) ?? 0) + 1)
      }
    }
    return [...groups]
      .map(([head, { reports: count, failing, byRule }]) => ({
        org: map.all[head]!,
        isArea: tree.isArea(head),
        reports: count,
        failing: failing.size,
        byRule,
      }))
      .sort((a, b) => b.failing - a.failing || b.reports - a.reports)
  })
  /** The rules that fail anywhere, in their usual order. */
  const rules = computed(() =>
    results.value.map(({ rule }) => rule).filter((rule) => areas.value.some(({ byRule }) => byRule.has(rule))),
  )
  return { areas, rules, list, progress, isStopped, stop, again: run }
}
