import * as v from 'valibot'
import { isDay } from './deadline'
import { EXTENTS } from './extent'
import type { IssueCode } from './issues'
import { FIRST_YEAR, LEVELS } from './orgs'
import { METRIC_CODES, METRICS } from './metrics'
import type { ProseCode } from './metrics'
import { impossibility } from './possible'

/** What only a check finds carries the code of its issue as its message. */
const code = (of: IssueCode): IssueCode => of

const year = v.pipe(v.number(), v.integer(), v.minValue(FIRST_YEAR), v.maxValue(2100))
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
const text = v.pipe(v.string(), v.maxLength(2000))
const figure = v.pipe(v.number(), v.finite())

const place = v.object({
  line: v.optional(v.number()),
  cell: v.optional(v.number()),
  table: v.optional(text),
  row: v.optional(v.number()),
  column: v.optional(v.number()),
  page: v.optional(v.number()),
  box: v.optional(v.tuple([v.number(), v.number(), v.number(), v.number()])),
})

const missing = v.picklist(['blank', 'dash', 'unreadable', 'not-extracted'])
const was = v.union([figure, missing])
const correction = v.object({ was, madeOver: v.optional(was), reason: text, time: v.number() })

export const storedCell = v.union([
  figure,
  v.object({
    value: v.optional(figure),
    missing: v.optional(missing),
    raw: v.optional(text),
    at: v.optional(place),
    unitInferred: v.optional(v.boolean()),
    uncertain: v.optional(v.boolean()),
    correction: v.optional(correction),
  }),
])

export const storedProse = v.union([
  figure,
  v.object({
    value: figure,
    raw: v.optional(text),
    label: v.optional(text),
    approx: v.optional(v.boolean()),
    at: v.optional(place),
    correction: v.optional(correction),
  }),
])

interface Figures {
  [code: string]: number | { value?: number | undefined; correction?: { was: unknown } | undefined } | undefined
}

/** The numbers of cells or prose with their places, those that were corrected too. */
function* numbersIn(figures: Figures): Generator<{ code: ProseCode; value: number; keys: string[] }> {
  for (const key of Object.keys(figures)) {
    const figure = figures[key]
    const of = key as ProseCode
    if (typeof figure === 'number') yield { code: of, value: figure, keys: [key] }
    if (typeof figure !== 'object') continue
    if (figure.value !== undefined) yield { code: of, value: figure.value, keys: [key, 'value'] }
    const was = figure.correction?.was
    if (typeof was === 'number') yield { code: of, value: was, keys: [key, 'correction', 'was'] }
  }
}

/** Raises an issue at each number that cannot be the figure of its code. */
const possible = <T extends Figures>() =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const { code: of, value, keys } of numbersIn(dataset.value)) {
      const problem = impossibility(of, value)
      if (problem === undefined) continue
      const path = keys.map((key): v.ObjectPathItem => ({ type: 'object', origin: 'value', input: {}, key, value }))
      addIssue({ input: value, message: code(problem), path: path as [v.ObjectPathItem, ...v.ObjectPathItem[]] })
    }
  })

const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined)
const form = v.optional(v.picklist(['2019', '2021']))

/* What has not even the shape of its kind is one issue, not two. */
const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => !v.ISO_DATE_REGEX.test(text) || isDay(text), code('day-unknown')),
)
const source = v.object({
  title: v.optional(text),
  url: v.optional(text),
  file: v.optional(text),
  retrieved: v.optional(text),
  published: v.optional(day),
  origin: v.optional(v.picklist(['typed'])),
})

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/u
const month = v.pipe(v.string(), v.regex(MONTH))
const months = v.pipe(
  v.object({ from: month, to: month }),
  v.check(({ from, to }) => !MONTH.test(from) || !MONTH.test(to) || from <= to, code('period-reversed')),
)

interface Period {
  from?: number | undefined
  to?: number | undefined
}
const forwards = <T extends Period>() =>
  v.check<T, IssueCode>(({ from = -Infinity, to = Infinity }) => from <= to, code('period-reversed'))

export const parenthood = v.pipe(v.object({ org: name, from: v.optional(year), to: v.optional(year) }), forwards())
export const formerName = v.pipe(v.object({ name, from: v.optional(year), to: year }), forwards())

/** The dataset file, version 1. `data/dataset.schema.json` is made from it. */
export const datasetSchema = v.object({
  format: v.literal('disclosure-dataset'),
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/u)),
  title: name,
  synthetic: v.boolean(),
  extent: v.optional(v.picklist(EXTENTS)),
  start: v.optional(v.object({ org: name, year })),
  orgs: v.array(
    v.object({
      id: name,
      name,
      level: v.picklist(LEVELS),
      parents: v.array(parenthood),
      formerNames: v.optional(v.array(formerName)),
    }),
  ),
  reports: v.array(
    v.object({
      org: name,
      year,
      forms: v.object({ '2': form, '3': form, '4': form }),
      source: v.optional(source),
      covers: v.optional(months),
      cells: v.pipe(v.record(v.picklist(TABLE_CODES), storedCell), possible()),
      prose: v.pipe(v.record(v.picklist([...METRIC_CODES, 'litigation.total' as const]), storedProse), possible()),
    }),
  ),
})
