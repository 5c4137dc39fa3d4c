import { computed, ref, shallowRef, watch } from 'vue'
import { RULES } from '../../checks'
import type { ColumnRule, FailuresResult } from '../../query/answers/failures'
import { officeTree } from '../../map/officeTree'
import { selectionOf } from '../../map/selection'
import type { Org } from '../../domain/orgs'
import { useView } from '../shared/view/useView'

const COLUMN_RULES = RULES.filter((rule): rule is ColumnRule => rule !== 'prose-table')

/** What one area below the scope's has that fails: reports by rule, and in all. */
export interface AreaFailures {
  org: Org
  isArea: boolean
  reports: number
  failing: number
  byRule: ReadonlyMap<ColumnRule, number>
}

/**
 * What fails in a year over a large scope, rule by rule from the columns, by the areas directly below. Can be stopped.
 */
export function useFailures(isOn: () => boolean) {
  const { client, frame, state, scope } = useView()
  const results = shallowRef<readonly FailuresResult[]>([])
  const progress = ref<{ done: number; total: number }>()
  const isStopped = ref(false)
  let turn = 0

  async function run(): Promise<void> {
    const own = ++turn
    results.value = []
    isStopped.value = false
    progress.value = undefined
    const door = client.value
    if (!isOn() || !door) return
    const year = state.value.year
    // Who reported is shown first.
    await new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done)))
    if (own !== turn) return
    for (const [done, rule] of COLUMN_RULES.entries()) {
      progress.value = { done, total: COLUMN_RULES.length }
      const result = await door.run({ kind: 'failures', rule, year })
      if (own !== turn) return
      results.value = [...results.value, result]
    }
    progress.value = undefined
  }
  watch(
    [isOn, client, () => state.value.year],
    () => {
      void run()
    },
    { immediate: true },
  )
  function stop(): void {
    turn++
    isStopped.value = true
    progress.value = undefined
  }

  /** The areas directly below the scope's, which of them each row stands at or under, and how many reports each has. */
  const below = computed(() => {
    const held = frame.value
    if (!held || !isOn()) return undefined
    const { area, year } = state.value
    const tree = officeTree(held, year)
    const root = area === undefined ? -1 : (held.rowOf.get(area) ?? -1)
    const owner = held.byYear.get(year)?.owner
    const headOf = new Int32Array(held.orgs.length).fill(-1)
    const reports = new Map<number, number>()
    for (const row of selectionOf(held, scope.value).rows) {
      let head = row
      for (let at = tree.above(row), depth = 0; at >= 0 && at !== root && depth < 16; at = tree.above(at), depth++)
        head = at
      headOf[row] = head
      if (owner?.[row]) reports.set(head, (reports.get(head) ?? 0) + 1)
    }
    return { held, tree, headOf, reports }
  })
  const areas = computed((): AreaFailures[] => {
    if (!below.value) return []
    const { held, tree, headOf, reports } = below.value
    const groups = new Map(
      [...reports].map(([head, count]) => [
        head,
        { reports: count, failing: new Set<number>(), byRule: new Map<ColumnRule, number>() },
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
        org: held.orgs[head]!,
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
  return { areas, rules, progress, isStopped, stop, again: run }
}
