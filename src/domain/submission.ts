import * as v from 'valibot'

/** What was noted of the report of an office and year, beside the report itself. */
export interface Noted {
  org: string
  year: number
  /** The day on which it was received, as YYYY-MM-DD, where the report does not say when it was published. */
  received?: string
  /** A file that came and could not be read: its name, and the code of the reason. */
  unread?: { name: string; reason?: string }
  /** It was sent back, at this moment, when so many versions were held. */
  returned?: { time: number; versions: number }
  /** What its title, its organ or its other versions left open when it was saved. */
  issues?: { code: string; params?: Record<string, string | number> }[]
}

const schema = v.object({
  org: v.string(),
  year: v.number(),
  received: v.optional(v.string()),
  unread: v.optional(v.object({ name: v.string(), reason: v.optional(v.string()) })),
  returned: v.optional(v.object({ time: v.number(), versions: v.number() })),
  issues: v.optional(
    v.array(
      v.object({ code: v.string(), params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))) }),
    ),
  ),
})
/** What was noted, as it was stored; nothing where it is none. */
export function readNoted(content: unknown): Noted | undefined {
  const parsed = v.safeParse(schema, content)
  return parsed.success ? (parsed.output as Noted) : undefined
}

/**
 * How things stand with the report of an office and year. `absent`: none is held, and nobody says that one is due.
 * `missing`: one is due. `unread`: a file came that could not be read. `returned`: sent back. `amended`: another
 * version came since. `none`: the office need not report.
 */
export const STATES_OF_REPORTS = [
  'submitted',
  'late',
  'problems',
  'returned',
  'amended',
  'unread',
  'missing',
  'absent',
  'none',
] as const
export type ReportState = (typeof STATES_OF_REPORTS)[number]

export interface Facts {
  held: boolean
  /** Whether a roster says that it must report; nothing where there is no roster. */
  due?: boolean
  /** Problems that wait for an answer. */
  open: number
  /** Days after the deadline; nothing where its day is not known. */
  daysLate?: number
  /** Versions held. */
  versions: number
  noted?: Noted
}

/** The one state that is shown, what asks for action first. */
export function stateOf({ held, due, open, daysLate = 0, versions, noted }: Facts): ReportState {
  if (!held) return noted?.unread ? 'unread' : due === undefined ? 'absent' : due ? 'missing' : 'none'
  const { returned } = noted ?? {}
  if (returned && versions <= returned.versions) return 'returned'
  if (open > 0) return 'problems'
  if (returned) return 'amended'
  return daysLate > 0 ? 'late' : 'submitted'
}

/** Whether a report came, whatever is wrong with it. */
export const hasCome = (state: ReportState): boolean => !['unread', 'missing', 'absent', 'none'].includes(state)

const MS_OF_DAY = 24 * 60 * 60 * 1000

/** Whole days from one day to another, both as YYYY-MM-DD; below 0 where the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / MS_OF_DAY)
