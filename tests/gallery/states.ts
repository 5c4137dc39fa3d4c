import { demoDataset } from '../../src/cli/synthetic/demo'
import { nationOrgs, nationReports } from '../../src/cli/synthetic/nation'
import type { StoredCell } from '../../src/domain/cell'
import type { Dataset } from '../../src/domain/dataset'
import type { MetricId, TableCode } from '../../src/domain/metrics'
import type { Level } from '../../src/domain/orgs'
import type { Report } from '../../src/domain/report'
import type { Scope } from '../../src/query/officeMap'

/** What a figure can be asked to show: a collection, and the view on it. */
export interface State {
  set: Dataset
  metric: MetricId
  /** What it is set against. */
  against: MetricId
  scope: Scope
  years: readonly number[]
  focus?: string
  highlights?: readonly string[]
  /** The level whose areas are compared. */
  by: Level
}

const demo = demoDataset()
const DISTRICT = '示例市明湖区'
const street = (name: string): string => `${DISTRICT}${name}街道`
const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025]

const district = {
  set: demo,
  metric: 'applications.new.total',
  against: 'published.total',
  scope: { area: DISTRICT, level: 'street', year: 2025 },
  years: YEARS,
  focus: street('柳岸'),
  by: 'district',
} as const satisfies State

const only = (keeps: (report: Report) => boolean, change = (report: Report): Report => report): Dataset => ({
  ...demo,
  reports: demo.reports.filter(keeps).map(change),
})

/** Every kind of missing, one after another, and no number at all. */
function withoutNumbers(code: TableCode): Dataset {
  const kinds: (StoredCell | undefined)[] = [
    { missing: 'dash' },
    { missing: 'blank' },
    { missing: 'unreadable', raw: '见附件' },
    undefined,
  ]
  return only(
    ({ org, year }) => (org.length + year) % 5 !== 0,
    (report) => {
      const kind = kinds[(report.org.charCodeAt(report.org.length - 3) + report.year) % kinds.length]
      const { [code]: _number, ...cells } = report.cells
      return { ...report, cells: { ...cells, ...(kind !== undefined && { [code]: kind }) } }
    },
  )
}

/** Days of publication from late December to a day so long after the deadline; one report in nine has none. */
const dated =
  (latest: number) =>
  (report: Report, i: number): Report => {
    const day = new Date(Date.UTC(report.year + 1, 0, ((i * 37 + report.year * 11) % latest) - 2))
    return i % 9 === 4 ? report : { ...report, source: { ...report.source, published: day.toISOString().slice(0, 10) } }
  }

function nation(orgs: number, years: number): Omit<State, 'metric' | 'against' | 'by'> {
  const spec = { orgs, years, seed: 'gallery' }
  const offices = [...nationOrgs(spec)]
  const streets = offices.filter(({ level }) => level === 'street')
  const set: Dataset = {
    ...demo,
    id: `nation-${orgs}`,
    orgs: offices,
    reports: [...nationReports(spec)].map(dated(60)),
  }
  delete set.start
  return {
    set,
    scope: { level: 'street', year: 2025 },
    years: YEARS.slice(-years),
    focus: streets[Math.floor(orgs / 3)]!.id,
    highlights: [streets[1]!.id, streets[orgs - 1]!.id],
  }
}

/** Each state with the collection it is seen in; made when it is looked at. */
export const STATES = {
  small: (): State => ({ ...district, highlights: [street('明湖'), street('望江')] }),
  rate: (): State => ({
    ...district,
    set: { ...demo, reports: demo.reports.map(dated(95)) },
    metric: 'rate.granted',
    against: 'applications.closed.total',
  }),
  money: (): State => ({
    ...district,
    metric: 'procurement.amount',
    against: 'license.decisions',
    scope: { ...district.scope, year: 2020 },
    years: [2019, 2020],
  }),
  below: (): State => ({
    ...district,
    metric: 'penalty.change',
    against: 'penalty.decisions',
    scope: { ...district.scope, year: 2020 },
    years: [2019, 2020],
  }),
  doubtful: (): State => ({
    ...district,
    metric: 'fee.amount',
    scope: { ...district.scope, year: 2023 },
    years: [2021, 2022, 2023, 2024],
    focus: street('东桥'),
  }),
  approximate: (): State => ({
    ...district,
    metric: 'published.total',
    against: 'applications.new.total',
    scope: { level: 'street', area: '示例市', year: 2020 },
    years: [2019, 2020, 2021],
    focus: '示例市清源区北塔街道',
  }),
  middle: (): State => ({
    ...nation(64, 7),
    metric: 'penalty.decisions',
    against: 'license.decisions',
    by: 'district',
  }),
  large: (): State => ({
    ...nation(900, 4),
    metric: 'published.total',
    against: 'applications.new.total',
    by: 'district',
  }),
  one: (): State => ({
    ...district,
    set: {
      ...only(({ org }) => org === street('明湖')),
      orgs: demo.orgs.filter(({ id }) => !/街道/.test(id) || id === street('明湖')),
    },
    focus: street('明湖'),
  }),
  missing: (): State => ({ ...district, set: withoutNumbers('license.decisions'), metric: 'license.decisions' }),
  empty: (): State => ({ ...district, set: only(() => false) }),
} as const
export type StateName = keyof typeof STATES
export const STATE_NAMES = Object.keys(STATES) as StateName[]
