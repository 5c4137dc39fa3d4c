import { METRICS, isMetricCode } from './catalogue'
import type { Unit } from './catalogue'
import type { MetricCode } from './codes'
import type { DerivedDef } from './derived'

/**
 * What there is of an office beside its reports, by year: residents, staff, businesses. A denominator only; it comes
 * from a table of its own, never from a report.
 */
export const BASES = ['base.population', 'base.staff', 'base.businesses'] as const
export type BaseCode = (typeof BASES)[number]
export const isBaseCode = (code: string): code is BaseCode => (BASES as readonly string[]).includes(code)

/**
 * A figure that a user defines. Its code carries all of it, so that a link, a deck or a question needs nothing beside:
 * `own:NAME:TERM~TERM/TERM~TERM@PER`. Without a denominator it is a sum, without PER a quotient in per cent.
 */
export type OwnCode = `own:${string}`

/** How many of the denominator a quotient is taken over; none for per cent. */
export const PERS = [1, 100, 1000, 10_000] as const
export type Per = (typeof PERS)[number]

export interface OwnMetric {
  /** Shown as it is; empty where the terms name it. */
  name: string
  /** All of one unit. */
  numerator: readonly MetricCode[]
  /** Of one unit too, or one base; empty for a sum. */
  denominator: readonly (MetricCode | BaseCode)[]
  per?: Per
}

const PREFIX = 'own:'
const MOST_TERMS = 24
const LONGEST_NAME = 40
const isUnlike = (codes: readonly (MetricCode | BaseCode)[]): boolean =>
  new Set(codes.map((code) => (isBaseCode(code) ? code : METRICS[code].unit))).size > 1

/** A name without what separates the parts of a code. */
export const plainName = (name: string): string =>
  name
    .replace(/[:/~@,\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)

/** Why terms make no figure: none given, too many, unlike units, or a base that is not alone. */
export type OwnProblem = 'no-numerator' | 'too-many' | 'unlike'

export function problemOf({
  numerator,
  denominator,
}: Pick<OwnMetric, 'numerator' | 'denominator'>): OwnProblem | undefined {
  if (numerator.length === 0) return 'no-numerator'
  if (numerator.length + denominator.length > MOST_TERMS) return 'too-many'
  return isUnlike(numerator) || isUnlike(denominator) || new Set(numerator).size < numerator.length
    ? 'unlike'
    : undefined
}

export function ownCode({ name, numerator, denominator, per }: OwnMetric): OwnCode {
  const below = denominator.length > 0 ? `/${denominator.join('~')}${per ? `@${per}` : ''}` : ''
  return `${PREFIX}${plainName(name)}:${numerator.join('~')}${below}`
}

function parse(code: string): OwnMetric | undefined {
  if (!code.startsWith(PREFIX)) return undefined
  const [name, terms, ...rest] = code.slice(PREFIX.length).split(':')
  const [above, below, ...more] = (terms ?? '').split('/')
  if (name === undefined || name !== plainName(name) || above === undefined || rest.length + more.length > 0)
    return undefined
  const [denominators, perText, ...others] = (below ?? '').split('@')
  const per = PERS.find((one) => String(one) === perText)
  if (others.length > 0 || (perText !== undefined && per === undefined)) return undefined
  const numerator = above.split('~')
  const denominator = denominators ? denominators.split('~') : []
  if (!numerator.every(isMetricCode) || (below !== undefined && denominator.length === 0)) return undefined
  if (!denominator.every((one): one is MetricCode | BaseCode => isMetricCode(one) || isBaseCode(one))) return undefined
  const own = { name, numerator, denominator, ...(per && { per }) }
  return problemOf(own) ? undefined : own
}

const parsed = new Map<string, OwnMetric | undefined>()
/** Codes come from links: what is remembered of them is bounded. */
const MOST_REMEMBERED = 500

/** What a code of a user's own figure says; nothing where it is none, or makes no sense. */
export function readOwn(code: string): OwnMetric | undefined {
  if (!code.startsWith(PREFIX)) return undefined
  if (!parsed.has(code)) {
    if (parsed.size >= MOST_REMEMBERED) parsed.clear()
    parsed.set(code, parse(code))
  }
  return parsed.get(code)
}

export const isOwnCode = (code: string): code is OwnCode => readOwn(code) !== undefined

/** Per cent without PER, else in the numerator's unit. */
export function ownDefinition(code: OwnCode): DerivedDef {
  const own = readOwn(code)
  if (!own) throw new RangeError(`no figure is defined by ${code}`)
  const { numerator, denominator, per } = own
  const unit: Unit = METRICS[numerator[0]!].unit
  if (denominator.length === 0) return { numerator, unit }
  return per ? { numerator, denominator, unit, per } : { numerator, denominator, unit: 'percent' }
}
