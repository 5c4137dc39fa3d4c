import * as v from 'valibot'
import { asCell, asProse } from '../domain/cell'
import type { ProseFigure, StoredCell, StoredProse } from '../domain/cell'
import { storedCell, storedProse } from '../domain/datasetSchema'
import { issue } from '../domain/issues'
import { METRICS, METRIC_CODES } from '../domain/metrics'
import type { TableCode, TableId } from '../domain/metrics'
import type { Forms } from '../domain/report'
import type { FileFailure, Gathered } from './gathered'

/**
 * Labels are kept short: enough to tell what was counted, never a sentence. Offices that are compared over the years
 * need a few words more, for what tells one definition from the next.
 */
const [LONGEST_LABEL, LONGEST_DEFINITION] = [30, 40]

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

/**
 * A line with every cell of a report, as a number, as a dataset holds it, or `null` for what `states` says: left blank,
 * or lost in the source, where it says nothing. `runs` gives, by row of table 二, the digits of its cells where a text
 * ran them together and other figures told how to cut them.
 */
const whole = v.object({
  district: v.optional(v.string()),
  org: v.string(),
  year,
  forms: v.record(v.picklist(['2', '3', '4']), form),
  title: v.optional(v.string()),
  url: v.optional(v.string()),
  file: v.optional(v.string()),
  published: v.optional(v.string()),
  covers: v.optional(v.object({ from: v.string(), to: v.string() })),
  cells: v.record(tableCode, v.nullable(storedCell)),
  states: v.optional(v.record(tableCode, v.picklist(['blank', 'dash', 'unreadable', 'not-extracted'])), {}),
  unitInferred: v.optional(v.array(tableCode), []),
  runs: v.optional(v.record(v.string(), v.string()), {}),
  prose: v.optional(v.record(proseCode, storedProse), {}),
})
type Whole = v.InferOutput<typeof whole>

const entries = <K extends string, T>(record: Partial<Record<K, T>>): [K, T][] => Object.entries(record) as [K, T][]

const cellOf = ({ value, raw, unitInferred }: Figure): StoredCell =>
  raw === String(value) && !unitInferred ? value : { value, raw, ...(unitInferred && { unitInferred }) }

const labelled = (stated: ProseFigure, label: string, longest: number): ProseFigure => {
  const words = label.trim().slice(0, longest)
  return { ...stated, ...(words !== '' && { label: words }) }
}

const proseOf = ({ value, raw, label = '', approx }: Figure): StoredProse => ({
  ...labelled({ value, raw }, label, LONGEST_LABEL),
  ...(approx && { approx }),
})

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

function wholeProse(stored: StoredProse): StoredProse {
  const { label = '', ...stated } = asProse(stored)
  return labelled(stated, label, LONGEST_DEFINITION)
}

function wholeCell({ states, unitInferred, runs }: Whole, code: TableCode, given: StoredCell | null): StoredCell {
  if (given === null) return { missing: states[code] ?? 'blank' }
  const run = runs[METRICS[code].row]
  if (!unitInferred.includes(code) && run === undefined) return given
  return {
    ...asCell(given),
    ...(unitInferred.includes(code) && { unitInferred: true }),
    ...(run !== undefined && { raw: run, uncertain: true }),
  }
}

function readWhole(input: unknown, from: string): Gathered {
  const line = v.parse(whole, input)
  const { district, org, year: of, forms, url, file, published, covers } = line
  // That it sums up an area is no part of its name.
  const title = line.title ?? `${org.replace(/[（(]全.汇总[）)]$/u, '')}${of}年政府信息公开工作年度报告`
  return {
    from,
    said: { org, year: of, ...(district !== undefined && { district }) },
    report: {
      year: of,
      forms,
      source: {
        title,
        ...(url !== undefined && { url }),
        ...(file !== undefined && { file }),
        ...(published !== undefined && { published }),
      },
      ...(covers && { covers }),
      cells: Object.fromEntries(
        entries(line.cells).map(([code, given]) => [
          code,
          wholeCell(line, code as TableCode, given as StoredCell | null),
        ]),
      ),
      prose: Object.fromEntries(entries(line.prose).map(([code, stated]) => [code, wholeProse(stated as StoredProse)])),
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
): { gathered: Gathered[]; failures: FileFailure[] } {
  const gathered: Gathered[] = []
  const failures: FileFailure[] = []
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
