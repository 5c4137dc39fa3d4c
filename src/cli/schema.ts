import { toJsonSchema } from '@valibot/to-json-schema'
import { datasetSchema } from '../domain/datasetSchema'

/**
 * The dataset file's JSON Schema, made from the validation the program itself uses. Trimming has no equivalent there.
 */
export const schemaText = (): string =>
  `${JSON.stringify({ title: 'disclosure-dataset', ...toJsonSchema(datasetSchema, { errorMode: 'ignore' }) }, null, 1)}\n`
