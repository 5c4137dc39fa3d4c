import { METRICS, METRIC_CODES, outcomeRows } from '../../../src/domain/metrics'
import type { Applicant, ApplicationRow, Form, MetricCode } from '../../../src/domain/metrics'
import { APPLICANTS, applicationCode } from '../../../src/domain/metrics/tableThree'
import { challengeRows, outcomes } from '../../../src/domain/metrics/tableFour'
import { ancestorsOf } from '../../../src/domain/orgs'
import type { Org } from '../../../src/domain/orgs'
import type { Forms } from '../../../src/domain/report'
import { nationOrgs } from '../../../src/cli/synthetic/nation'
import { inMapOrder } from '../../../src/domain/mapOrder'
import { CODE, UNLISTED } from '../../../src/pack/states'
import { chance, seedOf } from './hash'
import { shapeOf } from './shape'

export const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025] as const
/** Report years in which some offices stand in another district than before. */
const MOVED = 2022
const NO_REPORT = 0.15

/** One figure of one year, by office: a value (0 where there is none) and its state as the database stores it. */
export interface Figure {
  values: Float64Array
  states: Uint8Array
}

export interface NationYear {
  year: number
  /** Position in FORMS_HELD plus one; 0 where no report is held. */
  forms: Uint8Array
  /** Rows in `Nation.orgs` of the district and the province in force, by office. */
  districts: Uint32Array
  provinces: Uint32Array
  figure(code: MetricCode): Figure
}

export interface Nation {
  /** In map order: areas, and the offices that report. */
  orgs: readonly Org[]
  /** Rows in `orgs` of the offices that report, ascending. */
  offices: Uint32Array
  /** The row of an office or area by its id. */
  rowOf: ReadonlyMap<string, number>
  /** The office whose position and report are asked for. */
  focus: { row: number; id: string }
  years: readonly number[]
  year(year: number): NationYear
}

/** Forms that reports come in: the two editions, and the later one with table 三 of the earlier, as some really do. */
export const FORMS_HELD: readonly Forms[] = [
  { '2': '2019', '3': '2019', '4': '2019' },
  { '2': '2021', '3': '2021', '4': '2021' },
  { '2': '2021', '3': '2019', '4': '2021' },
]

/** About one office in a hundred is moved to the district listed next. */
function withMoves(orgs: readonly Org[]): Org[] {
  const districts = orgs.filter(({ level }) => level === 'district').map(({ id }) => id)
  const next = new Map(districts.map((id, i) => [id, districts[(i + 1) % districts.length]!]))
  return orgs.map((org, i) => {
    const parent = org.parents[0]?.org
    if (org.level !== 'street' || parent === undefined || chance(1, i, 0) > 0.012) return org
    return {
      ...org,
      parents: [
        { org: parent, to: MOVED - 1 },
        { org: next.get(parent)!, from: MOVED },
      ],
    }
  })
}

function placesOf(
  orgs: readonly Org[],
  offices: Uint32Array,
  year: number,
): Pick<NationYear, 'districts' | 'provinces'> {
  const byId = new Map(orgs.map((org) => [org.id, org]))
  const rowOf = new Map(orgs.map(({ id }, row) => [id, row]))
  const districts = new Uint32Array(offices.length)
  const provinces = new Uint32Array(offices.length)
  offices.forEach((row, i) => {
    const above = ancestorsOf(byId, orgs[row]!.id, year)
    districts[i] = rowOf.get(above[0]!)!
    provinces[i] = rowOf.get(above.at(-1)!)!
  })
  return { districts, provinces }
}

const formsOf = (year: number, office: number): number => (year <= 2020 ? 1 : chance(2, office, year) < 0.03 ? 3 : 2)

const APPLICATION_PARTS = APPLICANTS.filter((column) => column !== 'total')
const challenge = (row: (typeof challengeRows)[number], outcome: (typeof outcomes)[number]): MetricCode =>
  `${row}.${outcome}`

/** Values of one figure before anything is missing. */
function drawn(code: MetricCode, year: number, sizes: Float64Array): Float64Array {
  const { filled, size, money } = shapeOf(code)
  const seed = seedOf(code)
  const values = new Float64Array(sizes.length)
  for (let i = 0; i < sizes.length; i++) {
    if (chance(seed, i, year) >= filled) continue
    const spread = -Math.log(1 - chance(seed ^ 0x5bd1e995, i, year))
    const amount = size * sizes[i]! * spread * (1 + (year - 2019) * 0.03)
    values[i] = money ? Math.round(amount * 100) / 100 : Math.ceil(amount)
  }
  return values
}

/** What table 三 and table 四 state as sums is the sum of their cells, and what is carried over balances. */
function drawYear(year: number, sizes: Float64Array, formBits: Uint8Array): Map<MetricCode, Float64Array> {
  const held = new Map<MetricCode, Float64Array>()
  for (const code of METRIC_CODES) held.set(code, drawn(code, year, sizes))
  const at = (row: ApplicationRow, column: Applicant): Float64Array => held.get(applicationCode(row, column))!
  const addTo = (sum: Float64Array, parts: Float64Array, only?: Form): void => {
    for (let i = 0; i < sum.length; i++)
      if (only === undefined || (formBits[i] === 2) === (only === '2021')) sum[i]! += parts[i]!
  }
  const rows = [...new Set([...outcomeRows('2019'), ...outcomeRows('2021')])]
  for (const column of APPLICATION_PARTS) {
    at('carried-in', column).set(drawn(applicationCode('carried-out', column), year - 1, sizes))
    addTo(at('granted', column), at('carried-in', column))
    const closed = at('closed', column).fill(0)
    for (const row of rows) {
      const forms = METRICS[applicationCode(row, column)].forms
      addTo(closed, at(row, column), forms.length === 1 ? forms[0] : undefined)
    }
    const received = at('new', column)
    for (let i = 0; i < received.length; i++)
      received[i] = closed[i]! + at('carried-out', column)[i]! - at('carried-in', column)[i]!
  }
  for (const row of new Set<ApplicationRow>([...rows, 'new', 'carried-in', 'closed', 'carried-out'])) {
    const total = at(row, 'total').fill(0)
    for (const column of APPLICATION_PARTS) addTo(total, at(row, column))
  }
  for (const row of challengeRows) {
    const total = held.get(challenge(row, 'total'))!.fill(0)
    for (const outcome of outcomes) if (outcome !== 'total') addTo(total, held.get(challenge(row, outcome))!)
  }
  return held
}

/** Why a cell of a report that was sent in has no value; a dash stands where the office prints one for zero. */
function absence(seed: number, office: number, year: number, value: number, dashes: boolean): number {
  const luck = chance(seed ^ 0x2545f491, office, year)
  if (luck < 0.003) return CODE.blank
  if (luck < 0.004) return CODE.unreadable
  if (luck < 0.006) return CODE['not-extracted']
  return dashes && value === 0 ? CODE.dash : CODE.value
}

function makeYear(orgs: readonly Org[], offices: Uint32Array, year: number): NationYear {
  const count = offices.length
  const sizes = new Float64Array(count)
  const forms = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    sizes[i] = Math.exp(1.2 * (chance(3, i, 0) + chance(3, i, 1) + chance(3, i, 2) - 1.5))
    if (chance(4, i, year) >= NO_REPORT) forms[i] = formsOf(year, i)
  }
  const formBits = Uint8Array.from(forms, (form) => (FORMS_HELD[form - 1]?.['3'] === '2021' ? 2 : 1))
  const held = drawYear(year, sizes, formBits)
  const figure = (code: MetricCode): Figure => {
    const { table, forms: editions } = METRICS[code]
    const seed = seedOf(code)
    const values = held.get(code)!
    const states = new Uint8Array(count)
    const lacks = FORMS_HELD.map((of) => table !== undefined && !(editions as readonly Form[]).includes(of[table]!))
    for (let i = 0; i < count; i++) {
      if (forms[i] === 0) states[i] = CODE['no-report']
      else if (lacks[forms[i]! - 1] || (table === undefined && chance(seed, i, -year) < 0.05)) states[i] = UNLISTED
      else states[i] = absence(seed, i, year, values[i]!, table === '2' && chance(5, i, 0) < 0.2)
      if (states[i] !== CODE.value) values[i] = 0
    }
    return { values, states }
  }
  return { year, forms, ...placesOf(orgs, offices, year), figure }
}

/**
 * A made-up nation of so many offices and seven years, the same on every machine: sparse figures whose sums add up,
 * every kind of missing, one report in seven not sent in, and offices whose district changes. A year is made when asked
 * for.
 */
export function makeNation(offices: number): Nation {
  const listed = withMoves([...nationOrgs({ orgs: offices, years: YEARS.length, seed: 'bench' })])
  const orgs = inMapOrder(listed, YEARS.at(-1)!)
  const rows = Uint32Array.from(orgs.flatMap(({ level }, row) => (level === 'street' ? [row] : [])))
  const focus = rows[Math.floor(rows.length / 2)]!
  return {
    orgs,
    offices: rows,
    years: YEARS,
    rowOf: new Map(orgs.map(({ id }, row) => [id, row])),
    focus: { row: focus, id: orgs[focus]!.id },
    year: (year) => makeYear(orgs, rows, year),
  }
}
