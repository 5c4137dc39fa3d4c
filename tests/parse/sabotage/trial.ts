import { seeded } from '../../../src/cli/synthetic/random'
import type { Random } from '../../../src/cli/synthetic/random'
import { parseReport } from '../../../src/parse'
import type { ParseResult } from '../../../src/parse'
import type { TableCode } from '../../../src/domain/metrics'
import type { Model, TableName } from '../render/model'
import { MERGED_ACROSS, MERGED_DOWN, RAGGED, RECTANGULAR, split } from './damages'
import type { Damage } from './damages'
import type { Layout } from './layouts'
import { filled } from './reports'
import { named, score } from './truth'
import type { Score } from './truth'

/** What became of one table of a damaged report. */
export interface Outcome extends Score {
  table: TableName
  damages: string[]
  /** Whether an issue names the table. */
  named: boolean
}

const NAMES: readonly TableName[] = ['two', 'three', 'four']
/** How often all layouts are drawn from. */
const PDFS = 0.25
const SPLIT = 'a page’s end within'
/** An archive says of its contents, by checksums, whether they are whole. */
const isArchive = (file: Uint8Array): boolean => file[0] === 0x50 && file[1] === 0x4b
const FLIPPED = 'a bit flipped'

const codesIn = (model: Model, table: TableName): TableCode[] =>
  model[table].flat().flatMap(({ code }) => (code === undefined ? [] : [code]))

/** Damages that the layout can show, and of which a table has one at most: two may undo each other without a trace. */
const single = (layout: Layout): Record<string, Damage> => ({
  ...(layout.merges && MERGED_ACROSS),
  ...(layout.down && MERGED_DOWN),
  ...(layout.ragged && RAGGED),
})

/** A table with up to three damages, and their names. A row that is made too short must come last. */
function damaged(model: Model, table: TableName, layout: Layout, random: Random): { model: Model; damages: string[] } {
  const ones = Object.entries(single(layout))
  const chosen = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => random.pick(Object.entries(RECTANGULAR)))
  const one = ones.length > 0 && random.chance(0.3)
  if (one) chosen.splice(-1, 1, random.pick(ones))
  const damages: string[] = []
  let grid = model[table]
  for (const [name, damage] of chosen) {
    const changed = damage(grid, random)
    if (!changed) continue
    grid = changed
    damages.push(name)
  }
  // Where nothing shows an empty cell, the number of a page may fill the place of one that is lost.
  const whole = layout.blanks || !one
  const cut = whole && (damages.length === 0 || random.chance(0.1)) ? split(grid, random) : undefined
  if (cut) damages.push(SPLIT)
  return {
    damages,
    model: { ...model, [table]: grid, ...(cut && { parts: { ...model.parts, [table]: cut } }) },
  }
}

export interface Trial {
  layout: Layout
  file: Uint8Array
  result: ParseResult
  outcomes: Outcome[]
}

function flipped(file: Uint8Array, random: Random): Uint8Array {
  const out = file.slice()
  const at = random.int(0, out.length - 1)
  out[at] = out[at]! ^ (1 << random.int(0, 7))
  return out
}

/** One file: a report with damages in some of its tables, printed and read again. The same for the same seed. */
export async function trial(models: readonly Model[], layouts: readonly Layout[], seed: number): Promise<Trial> {
  const random = seeded('saboteur', seed)
  // A PDF takes twenty times as long as a page.
  const quick = layouts.filter(({ kind }) => kind !== 'pdf')
  const layout = random.pick(quick.length === 0 || random.chance(PDFS) ? layouts : quick)
  const model = random.pick(models)
  let now = layout.blanks ? model : filled(model)
  const whole = now
  const damages: Partial<Record<TableName, string[]>> = {}
  const main = random.pick(NAMES)
  for (const table of NAMES) {
    if (table !== main && !random.chance(0.25)) continue
    const done = damaged(now, table, layout, random)
    now = done.model
    damages[table] = done.damages
  }
  const written = await layout.render(now)
  const flips = isArchive(written) && random.chance(0.05)
  const file = flips ? flipped(written, random) : written
  const result = await parseReport(file, layout.file)
  return {
    layout,
    file,
    result,
    outcomes: NAMES.map((table) => ({
      ...score(now, codesIn(whole, table), table, result),
      table,
      damages: [...(damages[table] ?? []), ...(flips ? [FLIPPED] : [])],
      named: named(table, result),
    })),
  }
}
