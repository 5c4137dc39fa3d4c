import { ref, shallowRef, watch } from 'vue'
import { checkContexts, checkReport } from '../checks'
import type { Finding } from '../checks'
import type { Org } from '../domain/orgs'
import type { Report } from '../domain/report'
import { useView } from './useView'

export interface OfficeFinding { org: Org; year: number; finding: Finding }

/** More reports than this are not checked on opening a screen. */
export const MOST_CHECKED = 600

/** Gives the page a breath between pieces of long work. */
const breathe = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

/** Every check on every report of a scope and year, in the context of the year before and of the peers. */
export function useScopeFindings(orgs: () => readonly Org[] | undefined, year: () => number) {
  const { client, frame } = useView()
  const findings = shallowRef<OfficeFinding[]>()
  const progress = ref<{ done: number; total: number }>()
  const tooMany = ref(false)
  let turn = 0

  watch([orgs, year, client], async ([offices, y, door]) => {
    const own = ++turn
    findings.value = undefined
    if (!offices || !door) return
    tooMany.value = offices.length > MOST_CHECKED
    if (tooMany.value) return
    const read = async (org: Org, of: number) => (await door.run({ kind: 'report', org: org.id, year: of })).report
    const [now, before] = await Promise.all([y, y - 1].map(async (of) =>
      (await Promise.all(offices.map((org) => read(org, of)))).filter((report): report is Report => report !== undefined)))
    if (own !== turn || !now || !before) return
    const contextOf = checkContexts([...now, ...before], frame.value?.orgs ?? [])
    const byId = new Map(offices.map((org) => [org.id, org]))
    const found: OfficeFinding[] = []
    for (const [i, report] of now.entries()) {
      if (i % 25 === 0) {
        progress.value = { done: i, total: now.length }
        await breathe()
        if (own !== turn) return
      }
      for (const finding of checkReport(report, contextOf(report))) found.push({ org: byId.get(report.org)!, year: y, finding })
    }
    progress.value = undefined
    findings.value = found
  }, { immediate: true })

  return { findings, progress, tooMany }
}
