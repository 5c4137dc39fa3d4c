import { ancestorsOf } from '../../domain/orgs'
import type { Org } from '../../domain/orgs'
import { placer } from '../../domain/placement'
import type { Placement } from '../../domain/placement'
import type { Report } from '../../domain/report'
import { versionDifferences } from '../../domain/versions'
import type { VersionDifference } from '../../domain/versions'
import { officeMapOf } from '../../query/officeMap'
import type { Frame } from '../../query/load'
import { doubtsOf, yearOf } from './draft'
import type { Draft } from './draft'
import type { WholeBatch } from './wholeBatch'

/** The version that is held, or that another file of the batch gave, with what differs in this one. */
export interface Rival {
  from: string
  report: Report
  differences: VersionDifference[]
}

/** A version of a report that is held, as published. */
export interface HeldVersion {
  dataset: string
  report: Report
}

export interface PlacedDraft {
  draft: Draft
  placement?: Placement
  /** The office it goes to, by its name of today behind those of its areas. */
  office?: string
  year?: number
  replaces: boolean
  twin?: Draft
  ready: boolean
  rival?: Rival
  doubts: number
}

/** What drafts are placed among: the data held, other names of its offices, and what holds for the whole batch. */
export interface Ground {
  frame: Frame | undefined
  aliases: ReadonlyMap<string, string[]>
  whole: WholeBatch
}

export const keyFor = (org: string, year: number): string => `${org}\u0000${year}`

/** An office's name behind those of the areas above it in a year. */
const fullNameIn = (orgs: ReadonlyMap<string, Org>, { id }: Org, year: number): string =>
  [...ancestorsOf(orgs, id, year).reverse(), id].map((one) => orgs.get(one)?.name ?? '').join('')

function placeOf(
  draft: Draft,
  year: number | undefined,
  { frame, whole }: Ground,
  places: ReturnType<typeof placer>,
): Placement {
  const chosen = draft.office === undefined ? undefined : frame?.orgs[frame.rowOf.get(draft.office) ?? -1]
  if (chosen) return { org: chosen, isNew: false, newAreas: [], confidence: 'known' }
  const district = draft.district.trim() || whole.district.trim()
  return places.place({
    org: draft.org.trim(),
    ...(year !== undefined && { year }),
    ...(district !== '' && { district }),
  })
}

/**
 * Where each draft belongs, given what is held and the drafts before it. `rivals`: versions held, by `keyFor`, the one
 * that counts first; `titleOf` names the dataset of one.
 */
export function placeDrafts(
  drafts: readonly Draft[],
  ground: Ground,
  rivals: ReadonlyMap<string, readonly HeldVersion[]>,
  titleOf: (dataset: string) => string,
): PlacedDraft[] {
  const places = placer(ground.frame?.orgs ?? [], ground.aliases)
  const first = new Map<string, Draft>()
  const map = ground.frame && officeMapOf(ground.frame)
  const all = drafts.map((draft): PlacedDraft => {
    const year = yearOf(draft.year.trim() || ground.whole.year.trim())
    const doubts = doubtsOf(draft)
    if (draft.org.trim() === '' || year === undefined) return { draft, year, replaces: false, ready: false, doubts }
    const placement = placeOf(draft, year, ground, places)
    const key = keyFor(placement.org.id, year)
    const twin = first.get(key)
    if (draft.keep && !twin) first.set(key, draft)
    const others = [
      ...(twin ? [{ from: twin.file, report: twin.report }] : []),
      ...(rivals.get(key) ?? []).map(({ dataset, report }) => ({ from: titleOf(dataset), report })),
    ].map((other) => ({ ...other, differences: versionDifferences(other.report, draft.report) }))
    // One that says the same tells more than one that does not.
    const rival = others.find(({ differences }) => differences.length === 0) ?? others[0]
    return {
      draft,
      placement,
      year,
      replaces: map?.isHeld(placement.org.id, year) ?? false,
      ready: draft.keep,
      doubts,
      ...(twin && { twin }),
      ...(rival && { rival }),
    }
  })
  const orgs = new Map(places.orgs().map((org) => [org.id, org]))
  return all.map((one) => (one.placement ? { ...one, office: fullNameIn(orgs, one.placement.org, one.year!) } : one))
}

/** Everything known of organs once the drafts are placed, by id. */
export function orgsWith(entries: readonly PlacedDraft[], ground: Ground): Map<string, Org> {
  const known = ground.frame?.orgs ?? []
  const places = placer(known, ground.aliases)
  for (const { draft, year } of entries) placeOf(draft, year, ground, places)
  return new Map([...known, ...places.orgs()].map((org) => [org.id, org]))
}
