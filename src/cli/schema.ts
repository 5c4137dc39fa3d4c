import { toJsonSchema } from '@valibot/to-json-schema'
import { datasetSchema } from '../domain/datasetSchema'

/**
 * The dataset file's JSON Schema, made from the validation the program itself uses. Trimming has no equivalent there.
 */
export function schemaText(): string {
  const schema = toJsonSchema(datasetSchema, { errorMode: 'ignore' })
  return `${JSON.stringify({ title: 'disclosure-dataset', ...schema }, null, 1)}\n`
}
