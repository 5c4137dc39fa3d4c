import type { Dataset } from '../../domain/dataset'
import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { FLAWS, SUBMITTED_NOTHING } from './flaws'
import { officeReport, startOf } from './office'
import type { Profile } from './office'
import { seeded } from './random'

const FIRST = 2019
const LAST = 2025
const CITY = '示例市'
const DISTRICT = '示例市明湖区'
const FORMER = '示例市清源区'

type Office = Profile & { name: string; merged?: true }

const habits = { website: 0.4, splitsChannels: false, dashes: false, repeats: true, amountStyle: 'yuan' } as const

/** Invented throughout; three of the eight came from the former 清源区 in 2021. */
const OFFICES: readonly Office[] = [
  {
    ...habits,
    name: '柳岸街道',
    published: 1520,
    growth: 0.06,
    license: 90,
    penalty: 240,
    coercion: 14,
    fee: 186_000,
    procurement: 6_800_000,
    applications: 12,
    normative: 4,
  },
  {
    ...habits,
    name: '明湖街道',
    published: 2240,
    growth: 0.04,
    license: 160,
    penalty: 380,
    coercion: 25,
    fee: 402_000,
    procurement: 9_400_000,
    applications: 34,
    normative: 7,
    splitsChannels: true,
    amountStyle: 'wan',
  },
  {
    ...habits,
    name: '文昌街道',
    published: 980,
    growth: 0.11,
    license: 60,
    penalty: 290,
    coercion: 9,
    fee: 95_000,
    procurement: 3_100_000,
    applications: 9,
    normative: 3,
    dashes: true,
  },
  {
    ...habits,
    name: '东桥街道',
    published: 760,
    growth: 0.02,
    license: 40,
    penalty: 120,
    coercion: 6,
    fee: 150_000,
    procurement: 2_200_000,
    applications: 6,
    normative: 2,
    repeats: false,
    amountStyle: 'bare',
  },
  {
    ...habits,
    name: '槐荫里街道',
    published: 1180,
    growth: -0.03,
    license: 75,
    penalty: 170,
    coercion: 12,
    fee: 124_000,
    procurement: 4_500_000,
    applications: 17,
    normative: 5,
    dashes: true,
    website: 0.6,
  },
  {
    ...habits,
    name: '北塔街道',
    published: 1160,
    growth: 0.08,
    license: 55,
    penalty: 210,
    coercion: 8,
    fee: 88_000,
    procurement: 2_900_000,
    applications: 14,
    normative: 3,
    merged: true,
    splitsChannels: true,
  },
  {
    ...habits,
    name: '清溪街道',
    published: 540,
    growth: 0.13,
    license: 30,
    penalty: 90,
    coercion: 4,
    fee: 61_000,
    procurement: 1_700_000,
    applications: 4,
    normative: 2,
    merged: true,
    website: 0.7,
  },
  {
    ...habits,
    name: '望江街道',
    published: 1890,
    growth: 0.01,
    license: 120,
    penalty: 330,
    coercion: 18,
    fee: 257_000,
    procurement: 7_600_000,
    applications: 42,
    normative: 6,
    merged: true,
    amountStyle: 'wan',
    repeats: false,
  },
]

const orgOf = ({ name, merged }: Office): Org => ({
  id: `${merged ? FORMER : DISTRICT}${name}`,
  name,
  level: 'street',
  parents: merged
    ? [
        { org: FORMER, to: 2020 },
        { org: DISTRICT, from: 2021 },
      ]
    : [{ org: DISTRICT }],
})

const AREAS: readonly Org[] = [
  { id: CITY, name: CITY, level: 'city', parents: [] },
  { id: DISTRICT, name: '明湖区', level: 'district', parents: [{ org: CITY }] },
  { id: FORMER, name: '清源区', level: 'district', parents: [{ org: CITY, to: 2020 }] },
]

function reportsOf(office: Office): Report[] {
  const random = seeded('demo', office.name)
  const org = orgOf(office)
  const reports: Report[] = []
  for (let year = FIRST, carried = startOf(office, random); year <= LAST; year++) {
    const key: string = `${office.name}${year}`
    const forms = key === '明湖街道2021' ? { 3: '2019' as const } : undefined
    const made = officeReport(random, office, carried, { org: org.id, name: office.name, year, since: FIRST, forms })
    carried = made.carried
    FLAWS[key]?.(made.report, carried)
    if (!SUBMITTED_NOTHING.has(key)) reports.push(made.report)
  }
  return reports
}

/**
 * The district that ships as an example: eight offices, seven years, both forms, and the flaws that real reports have.
 */
export function demoDataset(): Dataset {
  return {
    format: 'disclosure-dataset',
    version: 1,
    id: 'demo-district',
    title: '示例数据（模拟）：明湖区',
    synthetic: true,
    start: { org: `${DISTRICT}柳岸街道`, year: LAST },
    orgs: [...AREAS, ...OFFICES.map(orgOf)],
    reports: OFFICES.flatMap(reportsOf),
  }
}
