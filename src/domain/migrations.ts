import { issue } from './issues'
import type { Issue } from './issues'

export const DATASET_VERSION = 1

/** One step a version: `MIGRATIONS[n]` takes a dataset of version n to n + 1 and leaves its input unchanged. */
const MIGRATIONS: Record<number, (old: Record<string, unknown>) => Record<string, unknown>> = {}

/** Brings an older dataset file to the current version. What is no dataset at all passes through to validation. */
export function migrate(input: unknown): { value: unknown; issue?: Issue } {
  if (typeof input !== 'object' || input === null || !('version' in input)) return { value: input }
  let value = input as Record<string, unknown>
  if (typeof value.version === 'number' && value.version > DATASET_VERSION) {
    return {
      value,
      issue: issue('dataset-version', { path: 'version' }, { version: value.version, known: DATASET_VERSION }),
    }
  }
  // Only a number names a step: a text like "constructor" would find what every object inherits.
  while (typeof value.version === 'number' && MIGRATIONS[value.version]) value = MIGRATIONS[value.version]!(value)
  return { value }
}
