import * as v from 'valibot'
import { datasetSchema } from '../domain/datasetSchema'
import type { Org } from '../domain/orgs'

const orgSchema = datasetSchema.entries.orgs.item

/** An office as the fields of a table describe it; or a text that is wrong with it. */
export function officeOf(
  id: string,
  { name, level, parents }: { name: string; level: string; parents: string },
): Org | string {
  let given: unknown
  try {
    given = JSON.parse(parents || '[]')
  } catch {
    return parents
  }
  const checked = v.safeParse(orgSchema, { id, name: name || id, level: level || 'street', parents: given })
  return checked.success ? (checked.output as Org) : `${checked.issues[0].expected ?? ''} ${checked.issues[0].received}`
}
