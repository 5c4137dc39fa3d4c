import { APPLICANTS, formInForce } from '../../domain/metrics'
import type { Applicant, Form, TableCode, TableId } from '../../domain/metrics'
import type { Report } from '../../domain/report'
import { applications } from './applications'
import { challenges } from './challenges'
import { disclosure } from './disclosure'
import { prose } from './prose'
import type { Random } from './random'

/** What an office is like: the levels its figures move around, and its habits of writing. */
export interface Profile {
  /** Items published in the first year, their yearly growth (0.05 = 5%), and the website's share of them. */
  published: number
  growth: number
  website: number
  /** 微信 and 微博 apart, or as one figure. */
  splitsChannels: boolean
  license: number
  penalty: number
  coercion: number
  /** 元 a year. */
  fee: number
  procurement: number
  /** Applications a year. */
  applications: number
  /** Normative documents in force in the first year. */
  normative: number
  /** Prints a dash where there is nothing under 规章. */
  dashes: boolean
  /** The text repeats figures of the tables. */
  repeats: boolean
  amountStyle: 'yuan' | 'wan' | 'bare'
}

/** What one year leaves to the next, whether or not its report is ever submitted. */
export interface Carried {
  applications: Record<Applicant, number>
  normative: number
  items: Record<'license' | 'service' | 'penalty' | 'coercion' | 'fee', number>
}

export const startOf = (profile: Profile, random: Random): Carried => ({
  applications: Object.fromEntries(APPLICANTS.map((column) => [column, 0])) as Record<Applicant, number>,
  normative: profile.normative,
  items: {
    license: random.int(4, 12),
    service: random.int(10, 40),
    penalty: random.int(20, 60),
    coercion: random.int(2, 8),
    fee: random.int(0, 3),
  },
})

export interface OfficeYear {
  org: string
  name: string
  year: number
  since: number
  forms?: Partial<Record<TableId, Form>>
}

/**
 * The cells of reports of some forms, to be copied: an object of 200 keys is quickly copied, and slowly put together
 * key by key.
 */
const known = new Map<string, Report['cells']>()

function merged(forms: string, parts: readonly Report['cells'][]): Report['cells'] {
  const pattern = known.get(forms) ?? (Object.assign({}, ...parts) as Report['cells'])
  known.set(forms, pattern)
  const cells = { ...pattern }
  let count = 0
  for (const part of parts) {
    for (const code of Object.keys(part) as TableCode[]) {
      cells[code] = part[code]!
      count++
    }
  }
  return count === Object.keys(cells).length ? cells : (Object.assign({}, ...parts) as Report['cells'])
}

/** One year's report of an office, and what it leaves to the next. Every sum reconciles. */
export function officeReport(
  random: Random,
  profile: Profile,
  before: Carried,
  { org, name, year, since, forms: stated }: OfficeYear,
): { report: Report; carried: Carried } {
  const form = formInForce(year)
  const forms: Record<TableId, Form> = { 2: form, 3: form, 4: form, ...stated }
  const years = year - since
  const second = disclosure(random, profile, before, forms[2], years)
  const third = applications(random, profile.applications * (1 + 0.06 * years), before.applications, forms[3])
  const fourth = challenges(random, third.closed)
  const cells = merged(`${forms[2]} ${forms[3]}`, [second.cells, third.cells, fourth])
  return {
    report: {
      org,
      year,
      forms,
      source: { title: `${name}${year}年政府信息公开工作年度报告（模拟）` },
      cells,
      prose: prose(random, profile, cells, years),
    },
    carried: { applications: third.carried, normative: second.normative, items: second.items },
  }
}
