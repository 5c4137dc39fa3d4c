import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import { checkReport } from '../checks'
import type { Finding } from '../checks'
import type { Dataset } from '../domain/dataset'
import type { Issue } from '../domain/issues'
import { ancestorsOf } from '../domain/orgs'
import type { Org } from '../domain/orgs'
import { placer } from '../domain/placement'
import type { Placement } from '../domain/placement'
import type { Report } from '../domain/report'
import type { ParsedReport } from '../parse'
import { ownerOf } from '../query/frame'
import { useDatasets } from './datasets'
import { readFiles } from './reader'

/** One report that was read and waits for a decision. The three fields are what the user may correct. */
export interface Draft {
  key: number
  file: string
  org: string
  district: string
  year: string
  keep: boolean
  parsed: ParsedReport
  issues: Issue[]
  findings: Finding[]
}
export interface Failure { file: string; issues: Issue[] }

export interface PlacedDraft { draft: Draft; placement?: Placement; year?: number; replaces: boolean; twin: boolean; ready: boolean }

const reportOf = (parsed: ParsedReport, org: string, year: number, file: string): Report => ({
  org, year, forms: parsed.forms, cells: parsed.cells, prose: parsed.prose,
  source: { file, ...(parsed.title && { title: parsed.title }) },
})

const yearOf = (text: string): number | undefined => (/^20\d\d$/u.test(text.trim()) ? Number(text) : undefined)

/** Files chosen, what was understood of them, and the one transaction that saves them. */
export const useImporting = defineStore('importing', () => {
  const datasets = useDatasets()
  const drafts = ref<Draft[]>([])
  const found = shallowRef<{ file: string; dataset: Dataset }[]>([])
  const failures = ref<Failure[]>([])
  const reading = ref<{ done: number; total: number }>()
  const saving = ref(false)
  let control = new AbortController()
  let keys = 0

  const held = computed(() => datasets.frameOfWorld('real'))

  /** Where each draft belongs, given what is held and the drafts before it. */
  const placed = computed<PlacedDraft[]>(() => {
    const places = placer(held.value?.orgs ?? [])
    const taken = new Set<string>()
    return drafts.value.map((draft) => {
      const year = yearOf(draft.year)
      if (draft.org.trim() === '' || year === undefined) return { draft, year, replaces: false, twin: false, ready: false }
      const placement = places.place({ org: draft.org.trim(), year, ...(draft.district.trim() !== '' && { district: draft.district.trim() }) })
      const key = `${placement.org.id}\u0000${year}`
      const twin = draft.keep && taken.has(key)
      if (draft.keep) taken.add(key)
      const replaces = held.value !== undefined && ownerOf(held.value, placement.org.id, year) !== undefined
      return { draft, placement, year, replaces, twin, ready: draft.keep && !twin }
    })
  })
  const ready = computed(() => placed.value.filter((entry) => entry.ready))
  const unready = computed(() => placed.value.filter(({ draft, ready: ok }) => draft.keep && !ok).length)
  const blocked = computed(() => unready.value > 0)
  const count = computed(() => ready.value.length + found.value.reduce((sum, { dataset }) => sum + dataset.reports.length, 0))

  async function read(files: readonly File[]): Promise<void> {
    control = new AbortController()
    reading.value = { done: 0, total: files.length }
    try {
      const readings = await readFiles(files, control.signal, (done) => { reading.value = { done, total: files.length } })
      for (const { file, reports, dataset, issues } of readings) {
        if (dataset) found.value = [...found.value, { file, dataset }]
        for (const parsed of reports) {
          drafts.value.push({
            key: keys++, file, parsed: markRaw(parsed), issues, keep: true,
            org: parsed.org ?? '', district: parsed.district ?? '', year: parsed.year === undefined ? '' : String(parsed.year),
            findings: checkReport(reportOf(parsed, '', parsed.year ?? 0, file)).filter(({ status }) => status === 'failed'),
          })
        }
        if (!dataset && reports.length === 0) failures.value.push({ file, issues })
      }
    } catch (error) {
      if (!control.signal.aborted) throw error
    } finally {
      reading.value = undefined
    }
  }

  const cancel = (): void => control.abort()

  function discard(): void {
    drafts.value = []
    found.value = []
    failures.value = []
  }

  /** A dataset of the drafts alone: their organs and all that stands above them in any year. */
  function datasetOf(entries: readonly PlacedDraft[], title: string): Dataset {
    const all = new Map<string, Org>((held.value?.orgs ?? []).map((org) => [org.id, org]))
    const places = placer(held.value?.orgs ?? [])
    for (const { draft, year } of entries) places.place({ org: draft.org.trim(), ...(year !== undefined && { year }), ...(draft.district.trim() !== '' && { district: draft.district.trim() }) })
    for (const org of places.orgs()) all.set(org.id, org)
    const wanted = new Set<string>()
    const want = (id: string): void => {
      if (wanted.has(id)) return
      wanted.add(id)
      for (const { org } of all.get(id)?.parents ?? []) want(org)
    }
    const reports = entries.map(({ draft, placement, year }) => reportOf(draft.parsed, placement!.org.id, year!, draft.file))
    for (const { org, year } of reports) [org, ...ancestorsOf(all, org, year)].forEach(want)
    return {
      format: 'disclosure-dataset', version: 1, id: `import-${Date.now()}`, title, synthetic: false,
      orgs: [...wanted].flatMap((id) => all.get(id) ?? []), reports,
    }
  }

  /** Saves every draft that is ready as one dataset, and each dataset file as its own, in one transaction. Rejects with a StorageError. */
  async function save(title: string): Promise<{ reports: number; first?: { org: string; year: number; world: string } }> {
    saving.value = true
    try {
      const batch = ready.value.length > 0 ? [datasetOf(ready.value, title)] : []
      const all = [...batch, ...found.value.map(({ dataset }) => dataset)]
      await datasets.save({ datasets: all })
      const lead = all[0]
      const first = lead?.start ?? lead?.reports[0]
      discard()
      return {
        reports: all.reduce((sum, { reports }) => sum + reports.length, 0),
        ...(lead && first && { first: { org: first.org, year: first.year, world: lead.synthetic ? lead.id : 'real' } }),
      }
    } finally {
      saving.value = false
    }
  }

  return { drafts, found, failures, reading, saving, placed, ready, unready, blocked, count, read, cancel, discard, save }
})
