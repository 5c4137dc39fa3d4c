import * as v from 'valibot'
import type { StoredCell, StoredProse } from '../domain/cell'
import { issue } from '../domain/issues'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { TableCode, TableId } from '../domain/metrics'
import type { Forms } from '../domain/report'
import type { Failure, Gathered } from './gathered'

/** Labels are kept short: enough to tell what was counted, never a sentence. */
const LONGEST_LABEL = 30

const tableCode = v.picklist(METRIC_CODES.filter((code) => METRICS[code].table !== undefined))
const proseCode = v.picklist([...METRIC_CODES, 'litigation.total' as const])
const form = v.picklist(['2019', '2021'])
const year = v.pipe(v.number(), v.integer())

const figure = v.object({
  value: v.number(),
  raw: v.string(),
  label: v.optional(v.string()),
  approx: v.optional(v.boolean()),
  unitInferred: v.optional(v.boolean()),
  also: v.optional(v.unknown()),
})
type Figure = v.InferOutput<typeof figure>

/** A line of figures read by a person from the part of a page that was seen. */
const partial = v.object({
  district: v.string(),
  org: v.string(),
  year,
  form,
  title: v.optional(v.string()),
  url: v.optional(v.string()),
  cells: v.record(tableCode, figure),
  prose: v.record(proseCode, figure),
})

/** A line with every cell of a report; `null` is a cell left blank, or lost in the source. */
const whole = v.object({
  org: v.string(),
  year,
  forms: v.record(v.picklist(['2', '3', '4']), form),
  cells: v.record(tableCode, v.nullable(v.number())),
})

const entries = <K extends string, T>(record: Partial<Record<K, T>>): [K, T][] => Object.entries(record) as [K, T][]

const cellOf = ({ value, raw, unitInferred }: Figure): StoredCell =>
  raw === String(value) && !unitInferred ? value : { value, raw, ...(unitInferred && { unitInferred }) }

const proseOf = ({ value, raw, label = '', approx }: Figure): StoredProse => {
  const words = label.trim().slice(0, LONGEST_LABEL)
  return { value, raw, ...(words !== '' && { label: words }), ...(approx && { approx }) }
}

function readPartial(input: unknown, from: string): Gathered {
  const line = v.parse(partial, input)
  const forms: Forms = {}
  for (const [code] of entries(line.cells)) forms[METRICS[code].table as TableId] = line.form
  const second = [...entries(line.cells), ...entries(line.prose)].filter(([, stated]) => stated.also !== undefined)
  return {
    from,
    said: { org: line.org, district: line.district, year: line.year },
    report: {
      year: line.year,
      forms,
      source: {
        ...(line.title !== undefined && { title: line.title }),
        ...(line.url !== undefined && { url: line.url }),
      },
      cells: Object.fromEntries(entries(line.cells).map(([code, stated]) => [code, cellOf(stated)])),
      prose: Object.fromEntries(entries(line.prose).map(([code, stated]) => [code, proseOf(stated)])),
    },
    issues: second.map(([code, stated]) =>
      issue('cell-conflict', { code }, { first: stated.value, second: JSON.stringify(stated.also) }),
    ),
  }
}

function readWhole(input: unknown, from: string): Gathered {
  const line = v.parse(whole, input)
  return {
    from,
    said: { org: line.org, year: line.year },
    report: {
      year: line.year,
      forms: line.forms,
      source: { title: `${line.org}${line.year}年政府信息公开工作年度报告` },
      cells: Object.fromEntries(
        entries(line.cells).map(([code, value]): [TableCode, StoredCell] => [
          code as TableCode,
          value === null ? { missing: 'blank' } : value,
        ]),
      ),
      prose: {},
    },
    issues: [],
  }
}

const READERS = { figures: readPartial, full: readWhole }

/**
 * Reports from JSON lines. `figures`: parts of reports, each figure with its raw text and a few words around it; what
 * is not listed was not seen. `full`: whole reports. A line that does not fit is a failure, and the rest still come.
 */
export function readFigureLines(
  text: string,
  kind: keyof typeof READERS,
  name: string,
): { gathered: Gathered[]; failures: Failure[] } {
  const gathered: Gathered[] = []
  const failures: Failure[] = []
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return
    const from = `${name}:${i + 1}`
    try {
      gathered.push(READERS[kind](JSON.parse(line), from))
    } catch (error) {
      failures.push({ from, reason: error instanceof Error ? error.message : String(error) })
    }
  })
  return { gathered, failures }
}
