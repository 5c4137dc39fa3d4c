import type { Dataset } from '../../domain/dataset'
import { ancestorsOf } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import type { SourceRecord } from '../../storage'
import type { ChoiceRecord } from '../../pack/records'

/** A report of known office and year that is to be kept, with the file it was read from. */
export interface Entry {
  report: Report
  file: { name: string; blob?: Blob }
  /** Where several versions are held or in the batch: whether this one counts. */
  counts: boolean
  /** Another version is held or in the batch. */
  contested: boolean
  /** The dataset held whose version goes on counting in place of this one. */
  staying?: string
}

const keyOf = ({ org, year }: Report): string => `${org}\u0000${year}`

/** The organs of the reports and all that stands above them in any year. */
function orgsFor(reports: readonly Report[], all: ReadonlyMap<string, Org>): Org[] {
  const wanted = new Set<string>()
  const want = (id: string): void => {
    if (wanted.has(id)) return
    wanted.add(id)
    for (const { org } of all.get(id)?.parents ?? []) want(org)
  }
  for (const { org, year } of reports) [org, ...ancestorsOf(all, org, year)].forEach(want)
  return [...wanted].flatMap((id) => all.get(id) ?? [])
}

/**
 * The versions that count, then the n-th other version of each office and year: a dataset holds one report for each.
 */
function layers(entries: readonly Entry[]): Entry[][] {
  const main = entries.filter(({ counts }) => counts)
  const others: Entry[][] = []
  const seen = new Map<string, number>()
  for (const entry of entries.filter(({ counts }) => !counts)) {
    const nth = seen.get(keyOf(entry.report)) ?? 0
    seen.set(keyOf(entry.report), nth + 1)
    ;(others[nth] ??= []).push(entry)
  }
  // Stored first, the others lie below what counts.
  return [...others.reverse(), main].filter((layer) => layer.length > 0)
}

export interface BatchParts {
  datasets: Dataset[]
  sources: SourceRecord[]
  choices: ChoiceRecord[]
}

/** What is seen first of an import: the first office of its last year. */
function startOf(reports: readonly Report[]): { org: string; year: number } {
  const last = reports.reduce((latest, { year }) => Math.max(latest, year), -Infinity)
  const { org, year } = reports.find((one) => one.year === last)!
  return { org, year }
}

/**
 * One import as what is stored: a dataset of the reports that count, further ones for versions that do not, the files,
 * and which version counts where there are several. `titles` names the two kinds by how many reports they hold; `id`
 * must be new.
 */
export function batchOf(
  entries: readonly Entry[],
  orgs: ReadonlyMap<string, Org>,
  id: string,
  titles: { main: (reports: number) => string; others: (reports: number) => string },
): BatchParts {
  const parts: BatchParts = { datasets: [], sources: [], choices: [] }
  for (const layer of layers(entries)) {
    const counts = layer[0]!.counts
    const dataset = counts ? id : `${id}-v${parts.datasets.length + 1}`
    const reports = layer.map(({ report }) => report)
    parts.datasets.push({
      format: 'disclosure-dataset',
      version: 1,
      id: dataset,
      title: (counts ? titles.main : titles.others)(reports.length),
      synthetic: false,
      start: startOf(reports),
      orgs: orgsFor(reports, orgs),
      reports,
    })
    for (const {
      report: { org, year },
      file,
      contested,
      staying,
    } of layer) {
      if (file.blob) parts.sources.push({ dataset, org, year, name: file.name, file: file.blob })
      if (counts && contested) parts.choices.push({ org, year, dataset })
      // Stored last it would count: what stays is said.
      else if (staying !== undefined) parts.choices.push({ org, year, dataset: staying })
    }
  }
  return parts
}
