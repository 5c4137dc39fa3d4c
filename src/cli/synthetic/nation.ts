import type { Org } from '../../domain/orgs'
import type { Report } from '../../domain/report'
import { placeName } from './names'
import { officeReport, startOf } from './office'
import type { Profile } from './office'
import { seeded } from './random'
import type { Random } from './random'

/** Sizes of the real map, roughly: 40,000 street offices and townships in 2,800 districts, 333 cities, 31 provinces. */
const STREETS = 14
const DISTRICTS = 8
const CITIES = 11
const MISSING = 0.15
const LAST = 2025

export interface NationSpec {
  orgs: number
  years: number
  seed: string
}

const street = (id: string, n: number, parent: string): Org => {
  const name = `${placeName(n)}${n % 5 < 3 ? '街道' : n % 5 === 3 ? '镇' : '乡'}`
  return { id: `${id}${name}`, name, level: 'street', parents: [{ org: parent }] }
}

const area = (parent: string | undefined, name: string, level: Org['level']): Org => ({
  id: `${parent ?? ''}${name}`,
  name,
  level,
  parents: parent === undefined ? [] : [{ org: parent }],
})

/** Every organ, parents before their children, `orgs` street offices in all. */
export function* nationOrgs({ orgs }: NationSpec): Generator<Org> {
  let province = area(undefined, '', 'province')
  let city = province
  let district = province
  for (let i = 0; i < orgs; i++) {
    if (i % (STREETS * DISTRICTS * CITIES) === 0)
      yield (province = area(undefined, `模拟${placeName(i / (STREETS * DISTRICTS * CITIES))}省`, 'province'))
    if (i % (STREETS * DISTRICTS) === 0)
      yield (city = area(province.id, `${placeName(((i / (STREETS * DISTRICTS)) % CITIES) + 40)}市`, 'city'))
    if (i % STREETS === 0)
      yield (district = area(
        city.id,
        `${placeName(((i / STREETS) % DISTRICTS) + 80)}${(i / STREETS) % 3 === 0 ? '县' : '区'}`,
        'district',
      ))
    yield street(district.id, (i % STREETS) + 120, district.id)
  }
}

/**
 * Counts are skewed: most offices are small, a few many times larger; about half receive no application in most years.
 */
function profileOf(random: Random): Profile {
  const size = Math.exp(0.7 * random.normal())
  const urban = random.next()
  return {
    published: 420 * size,
    growth: 0.03 + 0.05 * random.normal(),
    website: 0.2 + 0.6 * random.next(),
    splitsChannels: random.chance(0.35),
    license: random.chance(0.3) ? 0 : 45 * size,
    penalty: random.chance(0.35) ? 0 : 60 * size * urban,
    coercion: random.chance(0.6) ? 0 : 8 * size * urban,
    fee: random.chance(0.75) ? 0 : 60_000 * size,
    procurement: random.chance(0.4) ? 0 : 1_500_000 * size,
    applications: random.chance(0.5) ? 0.3 : 6 * size * urban,
    normative: random.poisson(2),
    dashes: random.chance(0.2),
    repeats: random.chance(0.5),
    amountStyle: random.pick(['yuan', 'wan', 'bare'] as const),
  }
}

/** Every report, office by office; a seventh or so were not submitted. Nothing is held beyond one office. */
export function* nationReports(spec: NationSpec): Generator<Report> {
  const since = LAST - spec.years + 1
  for (const org of nationOrgs(spec)) {
    if (org.level !== 'street') continue
    const random = seeded(spec.seed, org.id)
    const profile = profileOf(random)
    for (let year = since, carried = startOf(profile, random); year <= LAST; year++) {
      const made = officeReport(random, profile, carried, { org: org.id, name: org.name, year, since })
      carried = made.carried
      if (!random.chance(MISSING)) yield made.report
    }
  }
}
