import type { ParseResult } from '../../../src/parse'
import { codesOf, meaning } from './model'
import type { Model } from './model'

/** Cells that were not read as printed: `code: got for wanted`. */
export function differences(model: Model, { report }: ParseResult): string[] {
  return codesOf(model.form).flatMap((code) => {
    const want = meaning(code, model.figures[code] ?? '')
    const got = report?.cells[code]
    const same = 'value' in want ? got?.value === want.value : got?.value === undefined && got?.missing === want.missing
    return same ? [] : [`${code}: ${got?.value ?? got?.missing} for ${JSON.stringify(want)}`]
  })
}

/** Cells read that the form does not have. */
export const inventions = (model: Model, { report }: ParseResult): string[] => {
  const known = new Set<string>(codesOf(model.form))
  return Object.keys(report?.cells ?? {}).filter((code) => !known.has(code))
}
