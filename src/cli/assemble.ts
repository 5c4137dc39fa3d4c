import { readName } from '../domain/names'
import type { FormerName, Org } from '../domain/orgs'
import { UNNAMED, placer } from '../domain/placement'
import type { Said } from '../domain/placement'
import type { Report } from '../domain/report'
import { supersedes, versionDifferences } from '../domain/versions'
import type { FileFailure, Gathered } from './gathered'

/**
 * An organ that goes on under another name: its ids before and now, and the report year from which it has the new one.
 */
export interface Renaming {
  before: string
  now: string
  from: number
}

export interface Options {
  /** The area above districts that reports name alone. */
  within?: ReadonlyMap<string, string>
  renamed?: readonly Renaming[]
}

export interface Assembled {
  orgs: Org[]
  reports: Report[]
  failures: FileFailure[]
  /**
   * Of two versions for the same organ and year one is kept: which gave way to which, and in how many figures they
   * differ.
   */
  replaced: { from: string; by: string; differences: number }[]
  /** Reports whose organ was matched or made without certainty. */
  unsure: { from: string; org: string }[]
}

/** Names the area above where reports name a district alone: 下城区 is in 杭州市. */
function complete(said: Said, within: ReadonlyMap<string, string>): Said {
  const { steps, own } = readName(said)
  const above = within.get(steps[0]?.name ?? '')
  return above === undefined ? said : { ...said, org: own, district: above + steps.map(({ name }) => name).join('') }
}

interface Named {
  from: string
  report: Report
}

/** Makes one organ of each that was renamed; what was read under either name is then the same organ's. */
function joinRenamed(
  orgs: readonly Org[],
  renamed: readonly Renaming[],
): { orgs: Org[]; idOf: (id: string) => string; lost: string[] } {
  const byId = new Map(orgs.map((org) => [org.id, org]))
  const moved = new Map<string, string>()
  const former = new Map<string, FormerName[]>()
  for (const { before, now, from } of renamed) {
    const name = byId.get(before)?.name
    if (name === undefined || !byId.has(now)) continue
    moved.set(before, now)
    former.set(now, [...(former.get(now) ?? []), { name, to: from - 1 }])
  }
  return {
    orgs: orgs.flatMap((org) => {
      const formerNames = former.get(org.id)
      return moved.has(org.id) ? [] : [formerNames ? { ...org, formerNames } : org]
    }),
    idOf: (id) => moved.get(id) ?? id,
    lost: renamed.flatMap(({ before, now }) => [before, now].filter((id) => !byId.has(id))),
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Finds or makes the organ of every report and puts the dataset's parts in a fixed order: organs by id, reports by
 * organ and year. A report that names no organ is a failure, and so is a renaming of one that no report is of.
 */
export function assemble(gathered: readonly Gathered[], { within = new Map(), renamed = [] }: Options = {}): Assembled {
  const { place, orgs } = placer()
  const held = new Map<string, Named>()
  const result: Assembled = { orgs: [], reports: [], failures: [], replaced: [], unsure: [] }
  const placed: Named[] = []
  for (const { from, said, report } of gathered) {
    const { org, confidence } = place(complete(said, within))
    if (org.name === UNNAMED) {
      result.failures.push({ from, reason: `未能认出单位：${said.district ?? ''}${said.org ?? ''}` })
      continue
    }
    if (confidence === 'unsure') result.unsure.push({ from, org: org.id })
    placed.push({ from, report: { org: org.id, ...report } })
  }
  const joined = joinRenamed(orgs(), renamed)
  result.failures.push(...joined.lost.map((id) => ({ from: id, reason: '没有这个单位的报告，无法更名' })))
  const named = placed.map(({ from, report }) => ({ from, report: { ...report, org: joined.idOf(report.org) } }))
  for (const one of named) {
    const key = JSON.stringify([one.report.org, one.report.year])
    const other = held.get(key)
    const [kept, dropped] = other && !supersedes(one, other) ? [other, one] : [one, other]
    held.set(key, kept)
    if (dropped)
      result.replaced.push({
        from: dropped.from,
        by: kept.from,
        differences: versionDifferences(kept.report, dropped.report).length,
      })
  }
  const used = new Set(named.map(({ report }) => report.org))
  result.orgs = joined.orgs
    .filter(
      ({ name, level, id }) => name !== UNNAMED && (used.has(id) || (level !== 'street' && level !== 'department')),
    )
    .sort((a, b) => byText(a.id, b.id))
  result.reports = [...held.values()]
    .map(({ report }) => report)
    .sort((a, b) => byText(a.org, b.org) || a.year - b.year)
  return result
}
