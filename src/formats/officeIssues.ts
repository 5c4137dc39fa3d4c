import { issue } from '../domain/issues'
import type { Issue } from '../domain/issues'
import { circlesIn } from '../domain/orgs'
import type { Packer } from '../pack/packer'

/**
 * What is wrong with the offices of a set once all of it is read: ids that no office has, and offices that stand under
 * themselves. `isJson`: places are paths.
 */
export const officeIssues = (packer: Packer, isJson = false): Issue[] => [
  ...packer.unknown().map((org) => issue('org-missing', isJson ? { path: 'orgs' } : {}, { org })),
  ...circlesIn(packer.offices).map(({ at, year }) =>
    issue('parents-circle', isJson ? { path: `orgs[${at}].parents` } : {}, { org: packer.offices[at]!.id, year }),
  ),
]
