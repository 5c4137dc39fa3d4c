import type { MetricCode } from '../domain/metrics'

/** Version of what the columns below mean. */
export const PACKING = 1

/** Columns beside the figures: the forms of each report held, and how many of its statutory cells are filled. */
export const FORMS_COLUMN = '@forms'
export const FILLED_COLUMN = '@filled'
/** Of a large set: the part of its texts that has a report's raw text, plus one. */
export const TEXTS_COLUMN = '@texts'

export const columnKey = (
  year: number,
  column: MetricCode | typeof FORMS_COLUMN | typeof FILLED_COLUMN | typeof TEXTS_COLUMN,
): string => `${year}/${column}`
