import * as v from 'valibot'
import { LEVELS } from './orgs'
import { METRIC_CODES, METRICS } from './metrics'

const year = v.pipe(v.number(), v.integer(), v.minValue(2008), v.maxValue(2100))
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

const cell = v.union([
  figure,
  v.object({
    value: v.optional(figure),
    missing: v.optional(missing),
    raw: v.optional(text),
    at: v.optional(place),
    unitInferred: v.optional(v.boolean()),
    correction: v.optional(correction),
  }),
])

const prose = v.union([
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

const TABLE_CODES = METRIC_CODES.filter((code) => METRICS[code].table !== undefined)
const form = v.optional(v.picklist(['2019', '2021']))

const source = v.object({
  title: v.optional(text),
  url: v.optional(text),
  file: v.optional(text),
  retrieved: v.optional(text),
})

/** The dataset file, version 1. `data/dataset.schema.json` is made from it. */
export const datasetSchema = v.object({
  format: v.literal('disclosure-dataset'),
  version: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,80}$/u)),
  title: name,
  synthetic: v.boolean(),
  start: v.optional(v.object({ org: name, year })),
  orgs: v.array(
    v.object({
      id: name,
      name,
      level: v.picklist(LEVELS),
      parents: v.array(v.object({ org: name, from: v.optional(year), to: v.optional(year) })),
    }),
  ),
  reports: v.array(
    v.object({
      org: name,
      year,
      forms: v.object({ '2': form, '3': form, '4': form }),
      source: v.optional(source),
      cells: v.record(v.picklist(TABLE_CODES), cell),
      prose: v.record(v.picklist([...METRIC_CODES, 'litigation.total' as const]), prose),
    }),
  ),
})
