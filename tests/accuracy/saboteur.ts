import fc from 'fast-check'
import { models } from '../parse/render/model'
import type { Model } from '../parse/render/model'
import { LAYOUTS } from '../parse/sabotage/layouts'
import { modelsOf } from '../parse/sabotage/reports'
import { trial } from '../parse/sabotage/trial'
import { shippedReports, wholeReportsIn } from './slipReports'

/** Files that are tried, and the first seed. */
const FILES = 3_000
const FIRST = 1

interface Tally {
  tables: number
  cells: number
  right: number
  missed: number
  wrong: number
  /** Tables that lost a figure, and of them those that an issue names. */
  hurt: number
  named: number
}
const none = (): Tally => ({ tables: 0, cells: 0, right: 0, missed: 0, wrong: 0, hurt: 0, named: 0 })

const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`)

/** Every known report in every layout with seeded damages; says what was read wrongly, by damage and layout. */
export async function measureSabotage(
  say: (line: string) => void,
  folder: string,
  files = FILES,
  first = FIRST,
): Promise<number> {
  const made: Model[] = fc.sample(models(true), { numRuns: 60, seed: 1 })
  const whole = [shippedReports(), ...wholeReportsIn(folder).map((one) => one.whole)]
  const known = modelsOf(whole.flatMap(({ reports }) => reports))
  say(`\nSABOTEUR: ${files} files, ${known.length} known reports, seeds ${first} to ${first + files - 1}`)
  const byDamage = new Map<string, Tally>()
  const byLayout = new Map<string, Tally>()
  const all = none()
  for (let seed = first; seed < first + files; seed++) {
    const { layout, outcomes } = await trial([...known, ...made], LAYOUTS, seed)
    for (const outcome of outcomes) {
      const lost = outcome.damages.length > 0 && outcome.right < outcome.cells
      const names = outcome.damages.length === 0 ? ['(none)'] : outcome.damages
      const tallies = [
        all,
        ...names.map((name) => held(byDamage, name)),
        held(byLayout, `${layout.kind}, ${layout.name}`),
      ]
      for (const tally of tallies) {
        tally.tables++
        for (const key of ['cells', 'right', 'missed'] as const) tally[key] += outcome[key]
        tally.wrong += outcome.wrong.length
        if (lost) tally.hurt++
        if (lost && outcome.named) tally.named++
      }
      if (outcome.wrong.length > 0)
        say(
          `  ${seed} ${layout.kind}, ${layout.name}; table ${outcome.table}: ${outcome.damages.join(' + ') || 'undamaged'}: ${outcome.wrong.slice(0, 4).join('; ')}`,
        )
      else if (lost && !outcome.named)
        say(
          `  ${seed} ${layout.kind}, ${layout.name}; table ${outcome.table}: ${outcome.damages.join(' + ')}: no issue`,
        )
    }
  }
  const line = (name: string, { tables, cells, right, missed, wrong, hurt, named: told }: Tally): void =>
    say(
      `  ${name}: ${tables} tables, ${share(right, cells)} of ${cells} cells right, ${missed} missed, ${wrong} wrong; ${told} of ${hurt} that lost cells raise an issue`,
    )
  for (const [name, tally] of [...byDamage].sort(([a], [b]) => a.localeCompare(b))) line(name, tally)
  for (const [name, tally] of byLayout) line(name, tally)
  line('IN ALL', all)
  say(`WRONG OR INVENTED: ${all.wrong} cells in ${files} files; TOLD: ${share(all.named, all.hurt)}`)
  return all.wrong
}

function held(map: Map<string, Tally>, name: string): Tally {
  const tally = map.get(name) ?? none()
  map.set(name, tally)
  return tally
}
