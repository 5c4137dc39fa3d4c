import type { TableCode } from '../../domain/metrics'
import type { Level } from '../../domain/orgs'
import type { AMOUNTS } from '../unitSlip'

export type AmountCode = (typeof AMOUNTS)[number] & TableCode

const YI = 100_000_000

/**
 * The most that an organ of a level is likely to state, in yuan: at least ten times the largest amount in real reports
 * at hand (street offices: fees 32,000, procurement 1.6 千万; departments: fees 1.9 亿; districts: fees 2.4 亿; cities:
 * fees 7.3 亿). A department may be of any level.
 */
const MOST: Record<AmountCode, Partial<Record<Level, number>>> = {
  'fee.amount': { street: 0.5 * YI, department: 100 * YI, district: 100 * YI, city: 500 * YI },
  'procurement.amount': { street: 5 * YI, department: 100 * YI, district: 200 * YI, city: 2000 * YI },
}

/** The most an amount may be at a level; nothing where nothing is known of it. */
export const mostPlausible = (code: AmountCode, level: Level | undefined): number | undefined =>
  level && MOST[code][level]
