import { parentOf } from '../../src/domain/orgs'
import type { Org } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'
import type { CheckContext } from '../../src/checks'

const keyOf = (...parts: (string | number)[]): string => JSON.stringify(parts)

function push<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}

/**
 * The slow way, over whole reports, that a frame's contexts are held against. What the rules need to know beside each
 * report: last year's, its peers (same level under the same parent, as the map stood that year; departments have none,
 * as their work differs) and the organs below it. Reports of organs not listed have last year's only.
 */
export function checkContexts(reports: readonly Report[], orgs: readonly Org[]): (report: Report) => CheckContext {
  const byId = new Map(orgs.map((org) => [org.id, org]))
  const held = new Map<string, Report>()
  const siblings = new Map<string, Report[]>()
  const below = new Map<string, Report[]>()
  const sizes = new Map<string, number>()
  const years = new Set<number>()
  for (const report of reports) {
    years.add(report.year)
    held.set(keyOf(report.org, report.year), report)
    const org = byId.get(report.org)
    const parent = org && parentOf(org, report.year)
    if (!org || parent === undefined) continue
    push(siblings, keyOf(parent, org.level, report.year), report)
    push(below, keyOf(parent, report.year), report)
  }
  for (const org of orgs) {
    for (const year of years) {
      const parent = parentOf(org, year)
      if (parent !== undefined) sizes.set(keyOf(parent, year), (sizes.get(keyOf(parent, year)) ?? 0) + 1)
    }
  }
  return (report) => {
    const previous = held.get(keyOf(report.org, report.year - 1))
    const org = byId.get(report.org)
    const parent = org && parentOf(org, report.year)
    const peers =
      org && parent !== undefined && org.level !== 'department'
        ? siblings.get(keyOf(parent, org.level, report.year))
        : undefined
    const children = below.get(keyOf(report.org, report.year))
    return {
      ...(previous && { previous }),
      ...(peers && { peers: peers.filter((peer) => peer.org !== report.org) }),
      ...(children && {
        children: { reports: children, total: sizes.get(keyOf(report.org, report.year)) ?? children.length },
      }),
    }
  }
}
