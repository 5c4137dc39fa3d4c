import type { Unit } from '../domain/metrics'
import type { Translator } from './index'
import { inSingular } from './singular'

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** A count with separators: 40,000. */
export const wholeNumber = (count: number): string => grouped.format(count)

/** How many times one figure is another, to three digits: 10,000; 0.001. */
export const ratioText = (ratio: number): string => ratio.toLocaleString('en-US', { maximumSignificantDigits: 3 })

const MINUS = '\u2212'
/** A true minus sign, and none before what rounds to zero. */
const signed = (text: string): string => text.replace(/^-/u, /[1-9]/u.test(text) ? MINUS : '')

/** Stands for a number that is not zero and would read as 0, as the statistical yearbooks print it. */
export const BELOW_LAST_DIGIT = '…'
const neverZero = (value: number, text: string): string =>
  value !== 0 && !/[1-9]/u.test(text) ? BELOW_LAST_DIGIT : text

/** Full digits: 1,670; 7,117,339.04; 12.3%. Rates come as fractions, money in yuan. */
export function fullNumber(value: number, unit: Unit): string {
  if (unit === 'percent') return `${neverZero(value, signed((value * 100).toFixed(1)))}%`
  return neverZero(
    value,
    signed(unit === 'yuan' && !Number.isInteger(value) ? cents.format(value) : grouped.format(value)),
  )
}

/** One scale for an axis or a card: numbers divided by `divisor`, under `label`. */
export interface Scale {
  divisor: number
  digits: number
  label: string
}

const ZH_STEPS = [1e8, 1e4] as const
const EN_STEPS = [1e6, 1e3] as const

/** Picks 万 or 亿 (in English thousand or million) by the largest magnitude shown, so that one axis has one unit. */
export function scaleFor(largest: number, unit: Unit, { t, locale }: Translator): Scale {
  if (unit === 'percent') return { divisor: 0.01, digits: 1, label: t('unit.percent') }
  const name = t(`unit.${unit}`)
  const size = Math.abs(largest)
  const [large, middle] = locale === 'en' ? EN_STEPS : ZH_STEPS
  if (size >= large) return { divisor: large, digits: 2, label: t('unit.large', { unit: name }) }
  if (size >= (unit === 'yuan' ? 1e4 : 1e5))
    return { divisor: middle, digits: 2, label: t('unit.middle', { unit: name }) }
  return { divisor: 1, digits: unit === 'yuan' ? 2 : 0, label: name }
}

/** A formatter is slow to make: one for each number of digits. */
const byDigits = new Map<number, Intl.NumberFormat>()
function withDigits(digits: number): Intl.NumberFormat {
  const held = byDigits.get(digits) ?? new Intl.NumberFormat('en-US', { maximumFractionDigits: digits })
  byDigits.set(digits, held)
  return held
}

/** A number on a scale, without its unit: 711.73. A median between two counts keeps its half. */
export const onScale = (value: number, scale: Scale): string =>
  neverZero(value, signed(withDigits(Math.max(1, scale.digits)).format(value / scale.divisor)))

/** A number as it is written, and its unit, which in English has a word for one: 1 case, 2 cases. */
interface Labelled {
  number: string
  unit: string
}
const labelled = (number: string, unit: string, { locale }: Translator): Labelled => ({
  number,
  unit: locale === 'en' ? inSingular(`${number} ${unit}`).slice(number.length + 1) : unit,
})
const inOne = ({ number, unit }: Labelled): string => `${number} ${unit}`

/** A number and the unit of its scale, to stand apart. */
export const scaledParts = (value: number, scale: Scale, words: Translator): Labelled =>
  labelled(onScale(value, scale), scale.label, words)
/** The same in one text: 711.73 万元. */
export const scaled = (value: number, scale: Scale, words: Translator): string =>
  inOne(scaledParts(value, scale, words))

/** Full digits and the unit, to stand apart. */
export const fullParts = (value: number, unit: Unit, words: Translator): Labelled =>
  labelled(fullNumber(value, unit), words.t(`unit.${unit}`), words)
/** The same in one text: 7,117,339.04 元. */
export const fullWithUnit = (value: number, unit: Unit, words: Translator): string =>
  inOne(fullParts(value, unit, words))

/** A value with its unit, at a readable size: 711.73 万元, 1,670 条, 12.3%. */
export const withUnit = (value: number, unit: Unit, words: Translator): string =>
  unit === 'percent' ? fullNumber(value, unit) : scaled(value, scaleFor(value, unit, words), words)

/** A signed difference: +12, −3. */
export const difference = (value: number, unit: Unit): string => `${value > 0 ? '+' : ''}${fullNumber(value, unit)}`

/** ▲ or ▼ beside a change; direction is never coloured, since more is neither good nor bad. */
export const arrow = (value: number): string => (value > 0 ? '▲' : value < 0 ? '▼' : '')
