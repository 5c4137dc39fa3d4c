import { computed, ref, shallowRef, watch } from 'vue'
import { RULES } from '../checks'
import type { ColumnRule, FailuresResult } from '../query/answers/failures'
import { hasBit } from '../engine/bitset'
import { officeTree } from '../query/officeTree'
import { selectionOf } from '../query/selection'
import type { Org } from '../domain/orgs'
import { useView } from './useView'

const COLUMN_RULES = RULES.filter((rule): rule is ColumnRule => rule !== 'prose-table')

/** What one area below the scope's has that fails: reports by rule, and in all. */
export interface AreaFailures { org: Org; isArea: boolean; reports: number; failing: number; byRule: ReadonlyMap<ColumnRule, number> }

/** What fails in a year over a large scope, rule by rule from the columns, by the areas directly below. Can be stopped. */
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
    for (const [done, rule] of COLUMN_RULES.entries()) {
      progress.value = { done, total: COLUMN_RULES.length }
      const result = await door.run({ kind: 'failures', rule, year })
      if (own !== turn) return
      results.value = [...results.value, result]
    }
    progress.value = undefined
  }
  watch([isOn, client, () => state.value.year], () => { void run() }, { immediate: true })
  function stop(): void {
    turn++
    isStopped.value = true
    progress.value = undefined
  }

  const areas = computed((): AreaFailures[] => {
    const held = frame.value
    if (!held || !isOn()) return []
    const { area, year } = { area: state.value.area, year: state.value.year }
    const tree = officeTree(held, year)
    const root = area === undefined ? -1 : held.rowOf.get(area) ?? -1
    const { mask, rows } = selectionOf(held, scope.value)
    const owner = held.byYear.get(year)?.owner
    const groups = new Map<number, { reports: number; failing: Set<number>; byRule: Map<ColumnRule, number> }>()
    /** The row directly below the root that a row stands at or under. */
    const headOf = (row: number): number => {
      let head = row
      for (let at = tree.above(row), depth = 0; at >= 0 && at !== root && depth < 16; at = tree.above(at), depth++) head = at
      return head
    }
    const groupOf = (row: number) => {
      const head = headOf(row)
      const group = groups.get(head) ?? { reports: 0, failing: new Set<number>(), byRule: new Map<ColumnRule, number>() }
      groups.set(head, group)
      return group
    }
    for (const row of rows) if (owner?.[row]) groupOf(row).reports++
    for (const { rule, rows: failing } of results.value) {
      for (const row of failing) {
        if (!hasBit(mask, row)) continue
        const group = groupOf(row)
        group.failing.add(row)
        group.byRule.set(rule, (group.byRule.get(rule) ?? 0) + 1)
      }
    }
    return [...groups].map(([head, { reports, failing, byRule }]) => ({ org: held.orgs[head]!, isArea: tree.isArea(head), reports, failing: failing.size, byRule }))
      .sort((a, b) => b.failing - a.failing || b.reports - a.reports)
  })
  /** The rules that fail anywhere, in their usual order. */
  const rules = computed(() => results.value.map(({ rule }) => rule).filter((rule) => areas.value.some(({ byRule }) => byRule.has(rule))))
  return { areas, rules, progress, isStopped, stop, again: run }
}
