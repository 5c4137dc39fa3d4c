import * as v from 'valibot'
import { datasetSchema } from '../domain/datasetSchema'
import type { Org } from '../domain/orgs'
import { duplicateKey } from './json/duplicateKey'

const orgSchema = datasetSchema.entries.orgs.item

/** A field that holds JSON; nothing where it is empty. Throws where it is none, or says something twice. */
function fieldOf(text: string): unknown {
  if (text === '') return undefined
  const value: unknown = JSON.parse(text)
  if (duplicateKey(text) !== undefined) throw new SyntaxError(text)
  return value
}

/** An office as the fields of a table describe it; or a text that is wrong with it. */
export function officeOf(
  id: string,
  { name, level, parents, former }: { name: string; level: string; parents: string; former: string },
): Org | string {
  let given: { parents: unknown; formerNames?: unknown }
  try {
    const formerNames = fieldOf(former)
    given = { parents: fieldOf(parents) ?? [], ...(formerNames !== undefined && { formerNames }) }
  } catch {
    return `${parents} ${former}`
  }
  const checked = v.safeParse(orgSchema, { id, name: name || id, level: level || 'street', ...given })
  if (checked.success) return checked.output as Org
  const [{ expected, received, message }] = checked.issues
  return expected === null ? message : `${expected} ${received}`
}
