import * as v from 'valibot'
import { FIRST_YEAR } from './orgs'

/** A note pinned to an office and report year: 机构改革. */
export interface Pin {
  id: string
  org: string
  year: number
  text: string
  /** It also concerns all offices that stand under this one in that year. */
  below?: true
}

export const MOST_PIN_LETTERS = 80

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
const schema = v.object({
  id: text,
  org: text,
  year: v.pipe(v.number(), v.integer(), v.minValue(FIRST_YEAR), v.maxValue(2100)),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_PIN_LETTERS)),
  below: v.optional(v.literal(true)),
})

/** A pinned note as it was stored; nothing where it is none. */
export function readPin(content: unknown): Pin | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? (parsed.output as Pin) : undefined
}
