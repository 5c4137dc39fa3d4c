import { ref, shallowRef, watch } from 'vue'
import { checkContexts, checkReport } from '../../checks'
import type { Finding } from '../../checks'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { inTurn } from '../../stores/inTurn'
import { useView } from '../shared/view/useView'

export interface OfficeFinding {
  org: Org
  year: number
  finding: Finding
}

/** Of more offices than this, reports are not made and checked one by one. */
export const MOST_CHECKED = 600

/**
 * Every check on every report of a scope and year, in the context of the year before and of the peers. Can be stopped.
 */
export function useScopeFindings(orgs: () => readonly Org[] | undefined, year: () => number) {
  const { client, frame } = useView()
  const findings = shallowRef<OfficeFinding[]>()
  const progress = ref<{ done: number; total: number }>()
  const isStopped = ref(false)
  let turn = 0

  async function run(): Promise<void> {
    const own = ++turn
    const [offices, y, door] = [orgs(), year(), client.value]
    findings.value = undefined
    progress.value = undefined
    isStopped.value = false
    if (!offices || !door) return
    const now: Report[] = []
    const before: Report[] = []
    for (const org of offices) {
      await inTurn()
      const [report, previous] = await Promise.all(
        [y, y - 1].map((of) => door.run({ kind: 'report', org: org.id, year: of })),
      )
      if (own !== turn) return
      if (report?.report) now.push(report.report)
      if (previous?.report) before.push(previous.report)
    }
    const contextOf = checkContexts([...now, ...before], frame.value?.orgs ?? [])
    const byId = new Map(offices.map((org) => [org.id, org]))
    const found: OfficeFinding[] = []
    for (const [i, report] of now.entries()) {
      if (i % 10 === 0) progress.value = { done: i, total: now.length }
      await inTurn()
      if (own !== turn) return
      for (const finding of checkReport(report, contextOf(report)))
        found.push({ org: byId.get(report.org)!, year: y, finding })
    }
    progress.value = undefined
    findings.value = found
  }
  watch(
    [orgs, year, client],
    () => {
      void run()
    },
    { immediate: true },
  )
  function stop(): void {
    turn++
    progress.value = undefined
    isStopped.value = true
  }
  return { findings, progress, isStopped, stop, again: run }
}
