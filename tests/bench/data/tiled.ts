import type { Org } from '../../../src/domain/orgs'
import { packOffices, unpackOffices } from '../../../src/pack/offices'
import type { Prepared } from '../../../src/pack/records'

/** An office of the so manieth copy of a nation. */
const copied = (org: Org, copy: number): Org => ({
  ...org,
  id: `${copy}-${org.id}`,
  parents: org.parents.map((one) => ({ ...one, org: `${copy}-${one.org}` })),
})

/**
 * A set so many times over, each with offices of its own: the columns are the same bytes, so that ten million reports
 * need no more memory than the map of their offices.
 */
export function tiled(prepared: Prepared, copies: number): Prepared {
  const { manifest, meta, segments } = prepared
  const orgs = unpackOffices(meta.orgs)
  const numbers = Array.from({ length: copies }, (_, copy) => copy)
  const { counts } = manifest
  return {
    ...prepared,
    manifest: {
      ...manifest,
      counts: { ...counts, orgs: counts.orgs * copies, reports: counts.reports * copies },
    },
    meta: { ...meta, orgs: packOffices(numbers.flatMap((copy) => orgs.map((org) => copied(org, copy)))) },
    segments: numbers.flatMap((copy) =>
      segments.map((segment) => ({
        ...segment,
        part: segment.part + copy * segments.length,
        first: segment.first + copy * orgs.length,
      })),
    ),
  }
}
